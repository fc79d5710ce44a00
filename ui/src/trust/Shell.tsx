import './trust.css'
import type { ComponentChildren } from 'preact'
import { Page } from '../app/Page'
import { t } from '../i18n/words'
import { LanguageSwitch } from '../kit/LanguageSwitch'
import { Mark } from '../kit/Logo'
import { Strip } from '../kit/message'

/** The frame of the pages before a device trusts the box: nobody is signed in, so there is nowhere to go. */
export function Shell({ name, title, top, limited, actions, children }: { name: string; title: string; top: string; limited: boolean; actions?: ComponentChildren; children: ComponentChildren }) {
  return (
    <div class="tr">
      <header class="tr-top"><Mark class="tr-mark" /><span class="tr-name">{top}</span><LanguageSwitch /></header>
      <Page name={name} title={title} flush>
        {limited && <Strip icon="lock">{t('trust.limited')}</Strip>}
        <div class="tr-body">{children}</div>
        {actions && <div class="tr-act">{actions}</div>}
      </Page>
    </div>
  )
}

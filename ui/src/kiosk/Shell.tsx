import type { ComponentChildren } from 'preact'
import { Page } from '../app/Page'
import { clinicName } from '../app/session'
import { t } from '../i18n/words'
import { Icon, type IconName } from '../kit/Icon'
import { LanguageSwitch } from '../kit/LanguageSwitch'
import { Mark, Wordmark } from '../kit/Logo'
import { Note } from '../kit/message'
import { HelpButton } from './Help'
import { Tabs } from './Tabs'
import { back, chose, place, said } from './visitor'

export interface ShellProps {
  /** `data-page`: "kiosk-confirm". */
  name: string
  title: string
  /** At the right of the foot, in place of Back. */
  end?: ComponentChildren
  /** On a phone this is one of the pages that the bar at the foot leads to. */
  tab?: 'here' | 'visits'
  /** At the foot's left, in place of the call for help. */
  start?: ComponentChildren
  noBack?: boolean
  /** Where Back leads, when it is not the page before. */
  onBack?: () => void
  class?: string
  children: ComponentChildren
}

/** Every page after the first: whose it is and in which language on top; help and the way back below. */
export function Shell({ name, title, end, start, tab, noBack, onBack = back, class: extra, children }: ShellProps) {
  return (
    <Page name={name} title={title} flush>
      <div class={`ki ki-${place.value}`}>
        <header class="ki-top">
          {place.value === 'kiosk' ? <Wordmark class="ki-logo" /> : <><Mark class="ki-mark-s" /><b class="ki-clinic">{clinicName.value}</b></>}
          <LanguageSwitch large={place.value === 'kiosk'} onChange={() => { chose.value = true }} />
        </header>
        <div class={`ki-body${extra ? ` ${extra}` : ''}`}>
          {said.value && <div class="ki-said"><Note tone={said.value.tone} alert>{said.value.text()}</Note></div>}
          {children}
        </div>
        {tab && place.value === 'phone' ? <Tabs on={tab} /> : <footer class="ki-foot">
          {start ?? ((!end || place.value === 'kiosk') && <HelpButton />)}
          {end}
          {!noBack && <button type="button" class="btn ki-back" onClick={onBack} data-testid="back"><Icon name="back" size="l" />{t('action.back')}</button>}
        </footer>}
      </div>
    </Page>
  )
}

/** One of the two or three big answers of a page. */
export function Answer({ icon, art, second, onClick, testid, children }: { icon?: IconName; art?: ComponentChildren; second?: boolean; onClick: () => void; testid: string; children: ComponentChildren }) {
  return <button type="button" class={`ki-a${second ? ' ki-a2' : ''}`} onClick={onClick} data-testid={testid}>{icon && <Icon name={icon} class="ki-ai" />}{art}<span>{children}</span></button>
}

import './sign-in.css'
import type { ComponentChildren } from 'preact'
import { Page } from '../app/Page'
import { connected } from '../app/net'
import { clinicName, session, keepLanguage } from '../app/session'
import { dayText, timeText, today } from '../i18n/dates'
import { t, type Language } from '../i18n/words'
import { minute } from '../kit/clock'
import { LanguageSwitch } from '../kit/LanguageSwitch'
import { Mark, Wordmark } from '../kit/Logo'

/** The look of every page before the app: a form on paper, litema where nobody is working yet. */
export function Door({ name, title, onLanguage, children }: { name: string; title: string; onLanguage?: (to: Language) => void; children: ComponentChildren }) {
  return (
    <Page name={name} title={title} focus="own" flush>
      <div class="door">
        <section class="door-main">
          <div class="door-head">
            <Wordmark class="door-logo" />
            <LanguageSwitch large onChange={(to) => { onLanguage?.(to); if (session.value) void keepLanguage(to).catch(() => undefined) }} />
          </div>
          {children}
          <p class="door-foot door-net" role="status"><i class={`dot${connected.value ? '' : ' dot-off'}`} aria-hidden="true" />{t(connected.value ? 'net.on' : 'net.off')}</p>
        </section>
        <div class="door-art">
          <p class="door-card">
            <Mark />
            <b>{clinicName.value}</b>
            <span>{dayText(today(minute.value))}</span>
            <span class="num">{timeText(minute.value)}</span>
          </p>
        </div>
      </div>
    </Page>
  )
}

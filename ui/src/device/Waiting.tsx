import './device.css'
import { Page } from '../app/Page'
import { clinicName, device } from '../app/session'
import { dayText, timeText, today } from '../i18n/dates'
import { language, t } from '../i18n/words'
import { minute } from '../kit/clock'
import { LanguageSwitch } from '../kit/LanguageSwitch'
import { Mark } from '../kit/Logo'
import { useHere } from '../sign-in/useHere'

/** What a kiosk or a waiting-room screen shows while it has nothing to tell: whose it is, in both languages. */
export default function Waiting() {
  const here = useHere()
  return (
    <Page name="waiting" title={clinicName.value} focus="own" flush>
      <div class="dv-rest">
        <p class="dv-lang"><LanguageSwitch large /></p>
        <div class="dv-card">
          <Mark />
          <p>{t('wait.welcome')}<span aria-hidden="true"> · </span><span lang={language.value === 'en' ? 'st' : 'en'}>{t('wait.welcomeOther')}</span></p>
          <h1>{clinicName.value}</h1>
          <p>{dayText(today(minute.value))}</p>
          <p class="num dv-time">{timeText(minute.value)}</p>
          {device.value?.kind === 'kiosk' && <p class="lead">{t('wait.reception')}</p>}
        </div>
        <p class="dv-name">{here.data?.name ?? device.value?.name}</p>
      </div>
    </Page>
  )
}

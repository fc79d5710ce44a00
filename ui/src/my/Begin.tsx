import { Shell, Answer } from '../kiosk/Shell'
import { byNumber, go } from '../kiosk/visitor'
import { t } from '../i18n/words'

/** Who is it? By what only they have: a number and a year, or the card itself. */
export function Begin() {
  return (
    <Shell name="my-start" title={t('kiosk.myTitle')} noBack>
      <div class="ki-q">
        <h1>{t('kiosk.myTitle')}</h1>
        <p class="ki-sub">{t('kiosk.myLead')}</p>
        <p class="ki-sub ki-cap">{t('kiosk.myForgets')}</p>
        {!byNumber() && <p class="ki-sub ki-cap">{t('kiosk.cardDesk')}</p>}
      </div>
      <div class="ki-ans ki-one">
        {byNumber() && <Answer icon="user" testid="by-number" onClick={() => go({ at: 'number' })}>{t('kiosk.byNumber')}</Answer>}
        <Answer second={byNumber()} icon="camera" testid="by-card" onClick={() => go({ at: 'card' })}>{t('kiosk.byCard')}</Answer>
      </div>
    </Shell>
  )
}

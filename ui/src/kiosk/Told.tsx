import { t, type Key } from '../i18n/words'
import { Icon } from '../kit/Icon'
import { Listen } from './clips'
import { useClosing } from './idle'
import { Shell } from './Shell'
import { goFor, place, view, wipe } from './visitor'

const SHOWN_S = 25

/** How soon, never what it is; and that it may change. */
export function Told({ level }: { level: 'R' | 'D' | 'N' }) {
  const kiosk = place.value === 'kiosk'
  const visit = view.value?.visit
  const left = useClosing(SHOWN_S, () => { if (kiosk) wipe() })
  const where = visit || kiosk ? '' : 'Away'
  const done = () => (kiosk ? wipe() : goFor({ at: 'here' }))
  return (
    <Shell name="kiosk-told" title={t('kiosk.thanks')} noBack end={<>{kiosk && <span class="ki-close">{t('kiosk.closes', { seconds: left })}</span>}<button type="button" class="btn btn-p ki-done" onClick={done} data-testid="done">{t('kiosk.done')}</button></>}>
      <div class="ki-q ki-mid">
        <p class="ki-prog"><b>{t('kiosk.thanks')}</b></p>
        <h1 data-testid={`told-${level}`}>{t(`kiosk.told${where}.${level}` as Key)}</h1>
        <p class="ki-sub">{t(`kiosk.told${where}Do.${level}` as Key)}</p>
        {visit && <div class="ki-ticket ki-ticket-s"><p class="ki-tl">{t('kiosk.yourNumber')}</p><p class="ki-tn num">{visit.ticket}</p></div>}
        <p class="ki-worse"><Icon name="warn" size="l" /><span><b>{t('kiosk.feelWorse')}</b> {t('kiosk.tellStaff')}</span></p>
        <Listen clip={`told-${level}`} />
      </div>
    </Shell>
  )
}

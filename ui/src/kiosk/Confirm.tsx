import { useState } from 'preact/hooks'
import { rich, t } from '../i18n/words'
import { itIsMe } from './arrive'
import { Listen } from './clips'
import { Answer, Shell } from './Shell'
import { companion, opened, wipe } from './visitor'

/** Two letters and a year: enough for oneself, and nothing for whoever looks over a shoulder. */
export function Confirm() {
  const [busy, setBusy] = useState(false)
  const who = opened.value!
  const yes = async (came: boolean) => {
    if (busy) return
    setBusy(true)
    companion.value = came
    await itIsMe()
    setBusy(false)
  }
  return (
    <Shell name="kiosk-confirm" title={t('kiosk.isItYou')}>
      <div class="ki-q" aria-busy={busy ? 'true' : undefined}>
        <p class="ki-prog"><b>{t('kiosk.found')}</b></p>
        <div class="ki-who">
          <p class="ki-initials" data-testid="initials">{who.initials}</p>
          {who.birthYear > 0 && <p class="ki-born">{rich('kiosk.born', { year: <b class="num">{who.birthYear}</b> })}</p>}
        </div>
        <h1>{t('kiosk.isItYou')}</h1>
        <p class="ki-sub">{t('kiosk.lettersOnly')}</p>
        <Listen clip="confirm" />
      </div>
      <div class="ki-ans ki-ans-s">
        <Answer icon="check" testid="yes" onClick={() => void yes(false)}>{t('kiosk.itIsMe')}</Answer>
        <Answer icon="close" testid="no" onClick={wipe}>{t('kiosk.no')}</Answer>
        <Answer second icon="users" testid="companion" onClick={() => void yes(true)}>{t('kiosk.companion')}</Answer>
      </div>
    </Shell>
  )
}

import { useState } from 'preact/hooks'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Check } from '../kit/Field'
import { ring, soundOn, switchSound } from './sound'

/** The sound of an alert on this device, and how it sounds. */
export default function SoundPref() {
  const [on, setOn] = useState(soundOn)
  return (
    <section class="grp">
      <p class="legend">{t('alert.sound')}</p>
      <div>
        <Check label={t('alert.soundOn')} name="sound" checked={on} onChange={(to) => { setOn(to); switchSound(to) }} />
        <p class="cap">{t('alert.soundHint')}</p>
        <p><Button size="s" icon="sound" onClick={ring} data-testid="sound-try">{t('alert.soundTry')}</Button></p>
      </div>
    </section>
  )
}

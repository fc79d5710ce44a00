import './photo.css'
import { useState } from 'preact/hooks'
import type { Schema } from '../app/api'
import { can } from '../app/session'
import { dateText } from '../i18n/dates'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Face } from '../kit/Face'
import { Icon } from '../kit/Icon'
import { showName } from '../kit/person'
import { PhotoSheet } from './PhotoSheet'
import { RemovePhoto } from './RemovePhoto'

/** The patient's photo, who agreed to it, and what can be done about it. */
export function PhotoPanel({ patient, onChange }: { patient: Schema['Patient']; onChange: () => void }) {
  const [sheet, setSheet] = useState<'take' | 'remove'>()
  const done = () => { setSheet(undefined); onChange() }
  const { photo } = patient
  return (
    <section class="card pad ph-panel" aria-labelledby="photo-head">
      <h2 id="photo-head">{t('photo.title')}</h2>
      <div class="ph-row">
        {photo ? <Face person={patient} size="xl" /> : <span class="ph-none" aria-hidden="true"><Icon name="user" /></span>}
        <div class="stack ph-say">
          {photo
            ? <p>{t('photo.since', { date: dateText(photo.takenAt.slice(0, 10)), name: showName(photo.takenBy) })}<br /><span class="cap">{t(`photo.agreed.${photo.agreedBy}.long`)}</span></p>
            : <p class="t2">{t('photo.none')}</p>}
          <p class="row wrap">
            {can('photo.take') && <Button size="s" icon="camera" onClick={() => setSheet('take')} data-testid="photo-open">{t(photo ? 'photo.another' : 'photo.take')}</Button>}
            {photo && can('photo.remove') && <Button size="s" kind="quiet" icon="close" onClick={() => setSheet('remove')} data-testid="photo-remove">{t('action.remove')}</Button>}
          </p>
        </div>
      </div>
      {sheet === 'take' && <PhotoSheet patient={patient} onClose={() => setSheet(undefined)} onDone={done} />}
      {sheet === 'remove' && <RemovePhoto patient={patient} onClose={() => setSheet(undefined)} onDone={done} />}
    </section>
  )
}

import './arrival.css'
import { useState } from 'preact/hooks'
import { departmentName } from '../queue/departments'
import { byDepartment, type QueueRow } from '../queue/rows'
import { hasKey, plural, t } from '../i18n/words'
import { Chips } from '../kit/choice'
import { FieldError } from '../kit/Field'
import { open } from './arrival'
import type { Department } from './clinic'

/** Why the patient came, as the clinic's settings say it: known words are translated, others stand as typed. */
export function reasonText(reason: string): string {
  const key = `checkIn.reason.${reason}`
  return hasKey(key) ? t(key) : reason
}

export function ReasonChips({ reasons, value, onValue }: { reasons: readonly string[]; value: string; onValue: (reason: string) => void }) {
  return <Chips legend={t('checkIn.why')} name="reason" value={value} onValue={onValue} options={reasons.map((r) => ({ value: r, label: reasonText(r) }))} />
}

/** Where to, as cards that say how many wait there. `keys`: the digits 1 to 9 choose, and stand on the cards. */
export function PlaceCards({ departments, rows, value, onValue, keys, name = 'departmentId', error }: {
  departments: readonly Department[]; rows: readonly QueueRow[]; value: string; onValue: (departmentId: string) => void
  keys?: boolean; name?: string; error?: string
}) {
  const [ringed, ring] = useState('')
  const counts = byDepartment(rows)
  return (
    <fieldset class="field" id={name} aria-describedby={error ? `${name}-error` : undefined}>
      <legend class="legend">{t('checkIn.where')}</legend>
      <div class="places">
        {open(departments).map((d, i) => {
          const waiting = counts.get(d.id)?.waiting ?? 0
          return (
            <label key={d.id} class={`place${d.id === value ? ' on' : ''}${d.id === ringed ? ' focus' : ''}`} data-testid={`place-${d.code}`}>
              <input type="radio" name={name} value={d.id} checked={d.id === value} onChange={() => onValue(d.id)}
                onFocus={(e) => ring(e.currentTarget.matches(':focus-visible') ? d.id : '')} onBlur={() => ring('')} />
              {keys && i < 9 && <kbd class="kbd" aria-hidden="true">{i + 1}</kbd>}
              <b>{departmentName(d)}</b>
              <span class="cap num">{waiting ? plural('checkIn.waiting', waiting) : t('checkIn.nobodyWaiting')}</span>
            </label>
          )
        })}
      </div>
      {error && <FieldError id={`${name}-error`} text={error} />}
    </fieldset>
  )
}

import { useEffect } from 'preact/hooks'
import { choosePatient } from '../app/chosen'
import { usePatientSearch } from '../app/usePatientSearch'
import { dateText } from '../i18n/dates'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { sexAge, showName } from '../kit/person'

const SHORTEST = 2

const MOST = 6
const MOST_INLINE = 3

/**
 * Who in the clinic's records is called like that. It compares nothing but the name, and says so. `inline`: between the
 * fields, on a screen without room beside them, and only when there is somebody to show.
 */
export function SameName({ names, inline }: { names: string; inline?: boolean }) {
  const long = names.replace(/\s/g, '').length >= SHORTEST
  const find = usePatientSearch(long)
  useEffect(() => find.setText(long ? names : ''), [names, long])
  const answered = long && find.answered
  const people = answered ? (find.rows ?? []).slice(0, inline ? MOST_INLINE : MOST) : []
  if (inline && !people.length) return null
  return (
    <aside class={inline ? 'reg-inline' : 'reg-same'} aria-label={t('register.sameName')} data-testid="same-name">
      <h2>{t('register.sameName')}</h2>
      <p class="cap">{t('register.askFirst')}</p>
      <div aria-live="polite">
        {answered && people.length === 0 && <p class="reg-none">{t('register.nobodySo')}</p>}
        <ul class="stack">
          {people.map((p) => (
            <li key={p.id} class="card reg-person">
              <span class="grow"><b>{showName(p.displayName)}</b><br /><span class="cap num">{[sexAge(p), p.village, p.fileNumber].filter(Boolean).join(', ')}{p.lastVisitDay && <><br />{t('patient.lastHere', { date: dateText(p.lastVisitDay) })}</>}</span></span>
              <Button size="s" onClick={() => choosePatient(p.id)} data-testid={`use-${p.fileNumber}`}>{t('register.useThis')}</Button>
            </li>
          ))}
        </ul>
      </div>
    </aside>
  )
}

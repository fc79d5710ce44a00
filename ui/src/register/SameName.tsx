import { useEffect } from 'preact/hooks'
import { choosePatient } from '../app/chosen'
import { usePatientSearch } from '../app/usePatientSearch'
import { dateText } from '../i18n/dates'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Initials, sexAge, showName } from '../kit/person'

const SHORTEST = 2

/** Who in the clinic's records is called like that. It compares nothing but the name, and says so. */
export function SameName({ names }: { names: string }) {
  const long = names.replace(/\s/g, '').length >= SHORTEST
  const find = usePatientSearch(long)
  useEffect(() => find.setText(long ? names : ''), [names, long])
  const people = long && find.answered ? (find.rows ?? []) : []
  return (
    <aside class="reg-same" aria-label={t('register.sameName')} data-testid="same-name">
      <h2>{t('register.sameName')}</h2>
      <p class="cap">{t('register.askFirst')}</p>
      <div aria-live="polite">
        {long && find.answered && people.length === 0 && <p class="reg-none">{t('register.nobodySo')}</p>}
        <ul class="stack">
          {people.map((p) => (
            <li key={p.id} class="card reg-person">
              <p class="row"><Initials text={p.initials} /><span><b>{showName(p.displayName)}</b><br /><span class="cap num">{[sexAge(p), p.village, p.fileNumber].filter(Boolean).join(', ')}</span></span></p>
              {p.lastVisitDay && <p class="cap">{t('patient.lastHere', { date: dateText(p.lastVisitDay) })}</p>}
              <Button size="s" full onClick={() => choosePatient(p.id)} data-testid={`use-${p.fileNumber}`}>{t('register.useThis')}</Button>
            </li>
          ))}
        </ul>
      </div>
    </aside>
  )
}

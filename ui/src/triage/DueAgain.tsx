import { useState } from 'preact/hooks'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { minute } from '../kit/clock'
import { showName, Ticket } from '../kit/person'
import type { QueueRow } from '../queue/rows'
import { LevelOf } from './BySelf'
import { dueAgain } from './due'

const FIRST = 4

/** Who has waited an hour since their triage: they may be worse by now. */
export function DueAgain({ rows }: { rows: readonly QueueRow[] }) {
  const [all, setAll] = useState(false)
  const due = dueAgain(rows, minute.value)
  if (!due.length) return null
  return (
    <section class="nh-list" aria-labelledby="due-head" data-testid="due-again">
      <h2 id="due-head">{t('home.dueAgain')} <span class="t2 num">{due.length}</span></h2>
      <p class="nh-about">{t('home.dueAbout')}</p>
      <ul class="nh-rows">
        {(all ? due : due.slice(0, FIRST)).map(({ row, minutes }) => (
          <li key={row.id} class="card">
            <div class="row row-s wrap"><Ticket number={row.ticket} /><span class="cap num sp">{t('home.triagedAgo', { n: minutes })}</span></div>
            <h3>{showName(row.patient.displayName)}</h3>
            <div class="row row-s wrap"><LevelOf row={row} />
              <Button class="sp" size="s" href={`/visits/${row.visitId}/triage`} data-testid={`again-${row.ticket}`} aria-label={t('home.againFor', { name: showName(row.patient.displayName) })}>{t('home.again')}</Button></div>
          </li>
        ))}
      </ul>
      {due.length > FIRST && <Button size="s" kind="quiet" aria-expanded={all} onClick={() => setAll(!all)}>{t(all ? 'action.showLess' : 'action.showAll')}</Button>}
    </section>
  )
}

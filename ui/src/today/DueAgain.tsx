import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { minute } from '../kit/clock'
import { showName, Ticket } from '../kit/person'
import { TriageBadge, type Level } from '../kit/TriageBadge'
import type { QueueRow } from '../queue/rows'
import { dueAgain } from './due'

/** Who has waited an hour since their triage: they may be worse by now. */
export function DueAgain({ rows }: { rows: readonly QueueRow[] }) {
  const due = dueAgain(rows, minute.value)
  if (!due.length) return null
  return (
    <section class="card td-card" aria-labelledby="due-head" data-testid="due-again">
      <div class="card-head"><h2 id="due-head">{t('today.dueAgain')}</h2><span class="cap sp num">{due.length}</span></div>
      <p class="td-none">{t('today.dueAbout')}</p>
      <ul>
        {due.map(({ row, minutes }) => (
          <li key={row.id} class="td-row">
            <span class="grow">
              <b class="nm">{showName(row.patient.displayName)}</b>
              <span class="row row-s wrap"><Ticket number={row.ticket} /><TriageBadge level={row.level as Level} /></span>
              <span class="cap num">{t('today.triagedAgo', { n: minutes })}</span>
            </span>
            <Button href={`/visits/${row.visitId}/triage`} data-testid={`again-${row.ticket}`} aria-label={t('today.againFor', { name: showName(row.patient.displayName) })}>{t('today.again')}</Button>
          </li>
        ))}
      </ul>
    </section>
  )
}

import { api, ask } from '../app/api'
import { useLive } from '../app/live'
import { session } from '../app/session'
import { useLoad } from '../app/useLoad'
import { timeText } from '../i18n/dates'
import { t } from '../i18n/words'
import { Icon } from '../kit/Icon'
import { showName, sexAge, Ticket } from '../kit/person'
import type { QueueRow } from '../queue/rows'

/** Whom I have seen today, the last first: each opens the record. */
export function SeenToday({ gone }: { gone: readonly QueueRow[] }) {
  const me = session.value?.staff.id
  const mine = gone.filter((r) => r.staff?.id === me && r.startedAt !== undefined)
  if (!mine.length) return null
  return (
    <section class="card td-card" aria-labelledby="seen-head" data-testid="seen-today">
      <div class="card-head"><h2 id="seen-head">{t('today.seen')}</h2><span class="cap sp num">{mine.length}</span></div>
      <ul>
        {mine.map((r) => (
          <li key={r.id} class="td-line">
            <a class="prow" href={`/patients/${r.patient.id}`}>
              <span class="grow"><b class="nm">{showName(r.patient.displayName)}</b><span class="sub num">{[sexAge(r.patient), r.endedAt && t('today.seenAt', { time: timeText(r.endedAt) })].filter(Boolean).join(', ')}</span></span>
              <Ticket number={r.ticket} /><Icon name="right" />
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The records this person opened last, as the empty search box lists them. */
export function LastRecords() {
  const found = useLoad(() => ask(api.POST('/api/v1/patients/search', { body: { text: '' } })), [])
  useLive(['queue'], found.reload)
  const list = found.data?.patients ?? []
  if (!list.length) return null
  return (
    <section class="card td-card" aria-labelledby="records-head" data-testid="last-records">
      <div class="card-head"><h2 id="records-head">{t('today.records')}</h2></div>
      <ul>
        {list.map((p) => (
          <li key={p.id} class="td-line">
            <a class="prow" href={`/patients/${p.id}`}>
              <span class="grow"><b class="nm">{showName(p.displayName)}</b><span class="sub num">{[sexAge(p), p.village, p.fileNumber && t('fileNumber.short', { number: p.fileNumber })].filter(Boolean).join(', ')}</span></span>
              <Icon name="right" />
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

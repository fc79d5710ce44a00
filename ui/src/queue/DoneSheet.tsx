import { timeText } from '../i18n/dates'
import { plural, t, type Key } from '../i18n/words'
import { Empty } from '../kit/message'
import { Sheet } from '../kit/Sheet'
import { showName, Ticket } from '../kit/person'
import { Table } from '../kit/Table'
import type { QueueRow } from './rows'

/** Who has gone today, the last first. */
export function DoneSheet({ rows, count, onClose }: { rows: readonly QueueRow[]; count: number; onClose: () => void }) {
  return (
    <Sheet title={t('queue.doneToday')} sub={plural('queue.goneHome', count)} onClose={onClose}>
      {rows.length === 0 ? <Empty title={t('queue.nobodyGone')} /> : (
        <Table label={t('queue.doneToday')} rows={rows} rowKey={(r) => r.id} columns={[
          { key: 'ticket', head: t('ticket.label'), cell: (r) => <Ticket number={r.ticket} /> },
          { key: 'name', head: t('name.label'), cell: (r) => <span class="nm">{showName(r.patient.displayName)}</span> },
          { key: 'outcome', head: t('queue.outcome'), cell: (r) => (r.outcome ? t(`outcome.${r.outcome}` as Key) : '') },
          { key: 'time', head: t('queue.goneAt'), num: true, cell: (r) => (r.endedAt ? timeText(r.endedAt) : '') },
        ]} />
      )}
      {rows.length < count && <p class="cap">{plural('queue.lastOnly', rows.length)}</p>}
    </Sheet>
  )
}

import { plural, t } from '../i18n/words'
import { Empty } from '../kit/message'
import { Icon } from '../kit/Icon'
import { Sheet } from '../kit/Sheet'
import { showName, Ticket } from '../kit/person'
import { useShortcuts } from '../kit/shortcuts'
import { departmentName, type Department } from './departments'
import { byDepartment, type QueueRow } from './rows'

/** Where to? Each place says how many wait there; a press moves, and the bar takes it back. */
export function MoveSheet({ row, rows, departments, onMove, onClose }: {
  row: QueueRow; rows: readonly QueueRow[]; departments: readonly Department[]
  onMove: (department: Department) => void; onClose: () => void
}) {
  const counts = byDepartment(rows)
  const there = new Set(rows.filter((r) => r.visitId === row.visitId).map((r) => r.departmentId))
  const places = departments.filter((d) => d.active && !there.has(d.id))
  useShortcuts(places.slice(0, 9).map((d, i) => ({ keys: String(i + 1), says: 'shortcut.department', run: () => onMove(d) })))
  return (
    <Sheet size="s" before={<Ticket number={row.ticket} />} title={t('queue.moveTo')} sub={showName(row.patient.displayName)} onClose={onClose}>
      {places.length === 0 && <Empty title={t('queue.noPlace')} />}
      <div class="menu-list">
        {places.map((d, i) => (
          <button key={d.id} type="button" data-first={i === 0 || undefined} data-testid={`move-${d.code}`} onClick={() => onMove(d)}>
            <Icon name="swap" /><span class="grow">{departmentName(d)}</span>
            <span class="cap num">{counts.get(d.id)?.waiting ? plural('checkIn.waiting', counts.get(d.id)!.waiting) : t('checkIn.nobodyWaiting')}</span>
          </button>
        ))}
      </div>
    </Sheet>
  )
}

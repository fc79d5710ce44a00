import { useState } from 'preact/hooks'
import { hasKey, plural, t } from '../i18n/words'
import { Chips } from '../kit/choice'
import { TextField } from '../kit/Field'
import { Empty } from '../kit/message'
import { Icon } from '../kit/Icon'
import { Sheet } from '../kit/Sheet'
import { showName, Ticket } from '../kit/person'
import { departmentName, type Department } from './departments'
import { byDepartment, type QueueRow } from './rows'

const REASONS = ['next', 'wrong-line', 'shorter', 'other'] as const
type Why = (typeof REASONS)[number]

/** Why somebody was sent on: one of the short list, or as typed. */
export function movedForText(reason: string): string {
  const key = `queue.movedFor.${reason}`
  return hasKey(key) ? t(key) : reason
}

/** Where to, and why? Each place says how many wait there; a press moves, and the bar takes it back. */
export function MoveSheet({ row, rows, departments, onMove, onClose }: {
  row: QueueRow; rows: readonly QueueRow[]; departments: readonly Department[]
  onMove: (department: Department, reason: string) => void; onClose: () => void
}) {
  // Who was with somebody goes on; who waited was in the wrong line.
  const [why, setWhy] = useState<Why>(row.status === 'waiting' ? 'wrong-line' : 'next')
  const [words, setWords] = useState('')
  const [missing, setMissing] = useState(false)
  const counts = byDepartment(rows)
  const there = new Set(rows.filter((r) => r.visitId === row.visitId).map((r) => r.departmentId))
  const places = departments.filter((d) => d.active && !there.has(d.id))
  const go = (d: Department) => {
    const reason = why === 'other' ? words.trim() : why
    if (reason) onMove(d, reason)
    else {
      setMissing(true)
      document.getElementById('moveWords')?.focus()
    }
  }
  return (
    <Sheet size="s" before={<Ticket number={row.ticket} />} title={t('queue.moveTo')} sub={showName(row.patient.displayName)} onClose={onClose}
      keys={places.slice(0, 9).map((d, i) => ({ keys: String(i + 1), says: 'shortcut.department', run: () => go(d) }))}>
      <Chips<Why> legend={t('queue.movedFor')} name="moveWhy" value={why} onValue={setWhy} options={REASONS.map((value) => ({ value, label: t(`queue.movedFor.${value}`) }))} />
      {why === 'other' && <TextField label={t('queue.movedForWords')} name="moveWords" value={words} maxLength={120} error={missing && !words.trim() ? t('error.required', { field: t('queue.movedForWords') }) : undefined} onValue={setWords} />}
      {places.length === 0 && <Empty title={t('queue.noPlace')} />}
      <div class="menu-list">
        {places.map((d, i) => (
          <button key={d.id} type="button" data-first={i === 0 || undefined} data-testid={`move-${d.code}`} onClick={() => go(d)}>
            <Icon name="swap" /><span class="grow">{departmentName(d)}</span>
            <span class="cap num">{counts.get(d.id)?.waiting ? plural('checkIn.waiting', counts.get(d.id)!.waiting) : t('checkIn.nobodyWaiting')}</span>
          </button>
        ))}
      </div>
    </Sheet>
  )
}

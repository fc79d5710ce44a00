import type { QueueRow } from '../queue/rows'

/** Whoever still waits so long after their triage is looked at again. */
export const AGAIN_MINUTES = 60

/** Who was triaged and still waits, the longest ago first. */
export function dueAgain(rows: readonly QueueRow[], nowMs: number): { row: QueueRow; minutes: number }[] {
  return rows
    .filter((r) => r.triagedAt !== undefined && r.stage === 'waiting' && r.status === 'waiting')
    .map((row) => ({ row, minutes: Math.floor((nowMs - Date.parse(row.triagedAt!)) / 60_000) }))
    .filter((d) => d.minutes >= AGAIN_MINUTES)
    .sort((a, b) => a.row.level - b.row.level || b.minutes - a.minutes)
}

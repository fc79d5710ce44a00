import type { QueueRow, Who } from '../queue/rows'

/** The nurse's day: one in front, then who is to be triaged, then who waits for the clinician. */
export interface Mine { next: QueueRow | undefined; going: boolean; triage: QueueRow[]; waiting: QueueRow[] }

/** Whom I began with goes first; otherwise the first of the line whom nobody has taken. */
export function mine(rows: readonly QueueRow[], who: Pick<Who, 'id'>): Mine {
  const inHand = rows.find((r) => r.stage === 'triage' && r.staff?.id === who.id)
  const next = inHand ?? rows.find((r) => r.stage === 'arrived')
  return {
    next,
    going: inHand?.status === 'serving',
    triage: rows.filter((r) => r !== next && (r.stage === 'arrived' || (r.stage === 'triage' && r.status === 'called'))),
    waiting: rows.filter((r) => r.stage === 'waiting'),
  }
}

import { isEmergency, type QueueRow, type Who } from '../queue/rows'

/** The nurse's day: one in front, then who is to be triaged, then who waits for the clinician. */
export interface Mine { next: QueueRow | undefined; triage: QueueRow[]; waiting: QueueRow[] }

/** An emergency nobody has taken goes first, one by their own words too, then whom I began with, then the first of the line. */
export function mine(rows: readonly QueueRow[], who: Pick<Who, 'id'>): Mine {
  const isMine = (r: QueueRow) => r.stage === 'triage' && r.staff?.id === who.id
  const next = rows.find((r) => r.stage === 'arrived' && (isEmergency(r) || r.selfLevel === 1)) ?? rows.find(isMine) ?? rows.find((r) => r.stage === 'arrived')
  return {
    next,
    triage: rows.filter((r) => r !== next && (r.stage === 'arrived' || isMine(r) || (r.stage === 'triage' && r.status === 'called'))),
    waiting: rows.filter((r) => r.stage === 'waiting'),
  }
}

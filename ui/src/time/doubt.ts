import type { Schema } from '../app/api'
import type { Key } from '../i18n/words'

/** Why the box's time may be wrong, in a sentence. */
export const WHY: Readonly<Record<Schema['BoxTime']['doubt'], Key | undefined>> = {
  '': undefined, behind: 'system.time.behind', unset: 'system.time.unset', back: 'system.time.back', ahead: 'system.time.ahead',
}

/** The times that somebody may say are right. */
export type By = Schema['SetClock']['by']

const APART_MS = 60_000

/** Which of them there are to choose from: the computer's only when it is another than the box's. */
export function choices(now: number, computer: number): By[] {
  const differs = Math.abs(computer - now) > APART_MS
  return differs ? ['device', 'box', 'computer'] : ['device', 'box']
}

import { signal } from '@preact/signals'
import { uuidv7 } from '../app/uuidv7'
import type { Case, DoorStep, Question } from './door'

/** What is asked of everybody before the questions themselves; it gives no urgency. First, where answers go to anybody outside, whether these may. */
export type About = 'consent' | 'pregnancy' | 'problem' | 'conditions' | 'same'

/** A questionnaire on its way: who, what was said, and what has been asked in which order. */
export interface Telling {
  id: string
  startedAt: string
  about: readonly About[]
  /** How far: in `about`, then one for each question asked. */
  at: number
  case: Case
  /** Whether these answers may go to a service outside, without a name; none where that is not asked. */
  consent?: 'yes' | 'no'
  asked: readonly Question[]
  last?: DoorStep
}

/** In memory only, and gone with the person. */
export const telling = signal<Telling | undefined>(undefined)

export const forgetTelling = (): void => { telling.value = undefined }

export function beginTelling({ asksConsent, asksPregnancy, seenRecently }: { asksConsent: boolean; asksPregnancy: boolean; seenRecently: boolean }): void {
  const about: About[] = [...(asksConsent ? ['consent' as const] : []), ...(asksPregnancy ? ['pregnancy' as const] : []), 'problem', 'conditions', ...(seenRecently ? ['same' as const] : [])]
  telling.value = { id: uuidv7(), startedAt: new Date().toISOString(), about, at: 0, case: { answers: {} }, asked: [] }
}

/** One page back; false on the first. The answer given there is taken back with it. */
export function backTelling(): boolean {
  const now = telling.value
  if (!now?.at) return false
  const asked = now.asked.slice(0, -1)
  const again = asked.at(-1)
  const answers = { ...now.case.answers }
  if (again) delete answers[again.id]
  telling.value = { ...now, at: now.at - 1, asked, case: { ...now.case, answers } }
  return true
}

/** Something about the person was said. */
export function saidAbout(more: Partial<Case>): void {
  const now = telling.value!
  telling.value = { ...now, at: now.at + 1, case: { ...now.case, ...more } }
}

export function saidConsent(consent: 'yes' | 'no'): void {
  const now = telling.value!
  telling.value = { ...now, at: now.at + 1, consent }
}

/** The box asks the next question. */
export function askNext(step: DoorStep, answers: Case['answers']): void {
  const now = telling.value
  if (!now || !step.next) return
  telling.value = { ...now, last: step, at: now.about.length + now.asked.length, case: { ...now.case, answers }, asked: [...now.asked, step.next] }
}

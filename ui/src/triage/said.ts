import type { Schema } from '../app/api'
import { wanted } from './decide'
import type { Decided, SaidWhy } from './form'

export type PatientSaid = Schema['PatientSaid']
export type Answer = PatientSaid['answers'][number]

/** Codes the server accepts for a level less urgent than what the patient said. */
export const LESS = ['asked-again', 'measured-well', 'answered-for-another', 'misunderstood', 'other'] as const

export const unsaid: SaidWhy = { reason: '', text: '' }

/** What counts for this triage: what was said of this visit and nobody has looked at yet. */
export const standingSaid = (said: readonly PatientSaid[]) => said.filter((s) => !s.review)

/** The most urgent level that the patient's words hold; 0 when nothing was said. */
export function heldBy(said: readonly PatientSaid[]): number {
  return standingSaid(said).reduce((most, s) => (most === 0 ? s.held : Math.min(most, s.held)), 0)
}

/** The level on the form is less urgent than what the patient said: then the server asks why. */
export function lessUrgent(decided: Decided, computed: number, held: number): boolean {
  const level = wanted(decided, computed)
  return held > 0 && level > 0 && level > held
}

/** The level taken over from the patient's words, as a raise with its reason; undefined where the score is as urgent. */
export function taken(decided: Decided, computed: number, held: number): Decided | undefined {
  if (!held || (computed > 0 && computed <= held) || (computed === 0 && held > 2)) return undefined
  return { level: held, from: computed, reason: 'patient-said', text: '', unfinished: decided.unfinished }
}

/** What was answered with yes, with a number that says something, and with "I do not know". */
export function told(answers: readonly Answer[]): { yes: Answer[]; unknown: Answer[]; no: Answer[] } {
  const isYes = (a: Answer) => (a.scale ? a.answer > 0 : a.answer === 1)
  return { yes: answers.filter(isYes), unknown: answers.filter((a) => a.answer === -1), no: answers.filter((a) => !isYes(a) && a.answer !== -1) }
}

import type { Schema } from '../app/api'
import { demographics, identifiers, type Form } from './form'

/** What the box is asked with: what is typed so far, unfinished as it may be. */
export type Question = Schema['CandidateQuery']
export type Candidate = Schema['Candidate']

/** Why somebody who looks the same is somebody else. */
export const REASONS = ['asked', 'twin', 'relative', 'namesake', 'other'] as const
export type Reason = (typeof REASONS)[number]
export interface Different { reason: Reason; note?: string }
/** What the person at the desk said of those who look the same, by patient. */
export type Decided = Readonly<Record<string, Different>>

const letters = (text: string) => text.replace(/[^\p{L}]/gu, '').length
const figures = (text: string) => text.replace(/\D/g, '').length

/**
 * The question that the form asks on a day of the clinic; undefined while so little is typed that half the register
 * would be the answer.
 */
export function question(f: Form, on: string): Question | undefined {
  const { givenNames, familyName, otherNames, sex, birthDate, birthPrecision, phones, village, district, nextOfKin } = demographics(f, on)
  const numbers = identifiers(f).filter((i) => i.value)
  const enough = letters(`${givenNames}${familyName}`) >= 2 || f.phones.some((p) => figures(p.number) >= 7) || numbers.some((i) => i.value!.length >= 5)
  if (!enough) return undefined
  return {
    givenNames, familyName, otherNames, sex, birthDate, birthPrecision, village, district,
    phones: phones?.map(({ number }) => ({ number })), nextOfKin: { name: nextOfKin?.name }, identifiers: numbers.map(({ system, value }) => ({ system, value })),
  }
}

/** Who is very likely the same person and nobody has said yet that they are not: saving asks about the first. */
export function undecided<C extends Pick<Candidate, 'level'> & { patient: { id: string } }>(candidates: readonly C[], decided: Decided): C[] {
  return candidates.filter((c) => c.level === 'likely' && !(c.patient.id in decided))
}

/** As the command takes it. */
export function differences(decided: Decided): ({ patientId: string } & Different)[] {
  return Object.entries(decided).map(([patientId, { reason, note }]) => ({ patientId, reason, ...(note?.trim() ? { note: note.trim() } : {}) }))
}

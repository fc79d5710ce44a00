import type { Schema } from '../app/api'
import { shift } from '../report/day'

export type Activity = Schema['Activity']
export type Person = Schema['ActivityStaff']
export type Counts = Schema['ActivityCounts']
export type Kind = Exclude<keyof Counts, 'all'>

/** In the order of a patient's way through the clinic. */
export const KINDS: readonly Kind[] = ['registrations', 'checkIns', 'calls', 'triages', 'notes', 'bookings', 'prints', 'openings', 'other']

export interface Span { from: string; to: string }

/** The last so many days, today among them. */
export const lastDays = (n: number, now: string): Span => ({ from: shift(now, 1 - n), to: now })

/** The kinds that anybody did anything of: an empty column says nothing. */
export const kindsOf = (rows: readonly { counts: Counts }[]): Kind[] => KINDS.filter((k) => rows.some((r) => r.counts[k] > 0))

/** Who is shown: those who work in that role, or one person. */
export function shown(people: readonly Person[], role: string, staffId: string): Person[] {
  return people.filter((p) => (!staffId || p.staffId === staffId) && (!role || p.roles.includes(role as Person['roles'][number])))
}

/** How many of them did anything, and how much. */
export function summed(people: readonly Person[]): { people: number; acts: number } {
  return { people: people.filter((p) => p.counts.all > 0).length, acts: people.reduce((n, p) => n + p.counts.all, 0) }
}

/** What several people did together. */
export function together(people: readonly Person[]): Counts {
  const sum = { all: 0, ...Object.fromEntries(KINDS.map((k) => [k, 0])) } as Counts
  for (const p of people) for (const k of ['all', ...KINDS] as const) sum[k] += p.counts[k]
  return sum
}

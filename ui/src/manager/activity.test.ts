import { describe, expect, it } from 'vitest'
import { kindsOf, KINDS, lastDays, shown, summed, together, type Counts, type Person } from './activity'

const counts = (some: Partial<Counts>): Counts => {
  const zero = { all: 0, ...Object.fromEntries(KINDS.map((k) => [k, 0])) } as Counts
  return { ...zero, ...some, all: Object.values(some).reduce((a, b) => a + b, 0) }
}
const person = (staffId: string, roles: Person['roles'], some: Partial<Counts>): Person => ({ staffId, displayName: staffId, roles, active: true, counts: counts(some), days: [] })
const people = [person('palesa', ['clerk'], { registrations: 3, checkIns: 5 }), person('thato', ['nurse', 'clerk'], { triages: 4, other: 1 }), person('ramaili', ['doctor'], {})]

describe('who did what', () => {
  it('goes back so many days, today among them', () => {
    expect(lastDays(7, '2026-03-02')).toEqual({ from: '2026-02-24', to: '2026-03-02' })
    expect(lastDays(1, '2026-03-02')).toEqual({ from: '2026-03-02', to: '2026-03-02' })
  })
  it('shows a column when anybody did something of the kind', () => {
    expect(kindsOf(people)).toEqual(['registrations', 'checkIns', 'triages', 'other'])
    expect(kindsOf([people[2]!])).toEqual([])
  })
  it('filters by work and by person', () => {
    expect(shown(people, 'clerk', '').map((p) => p.staffId)).toEqual(['palesa', 'thato'])
    expect(shown(people, '', 'ramaili').map((p) => p.staffId)).toEqual(['ramaili'])
    expect(shown(people, 'nurse', 'ramaili')).toEqual([])
  })
  it('adds up', () => {
    expect(summed(people)).toEqual({ people: 2, acts: 13 })
    expect(together(people)).toEqual(counts({ registrations: 3, checkIns: 5, triages: 4, other: 1 }))
  })
})

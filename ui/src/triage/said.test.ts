import { describe, expect, it } from 'vitest'
import { undecided } from './form'
import { heldBy, lessUrgent, taken, told, type Answer, type PatientSaid } from './said'

const said = (held: number, reviewed = false) => ({ held, ...(reviewed && { review: { verdict: 'confirmed' } }) }) as PatientSaid

describe('what the patient said', () => {
  it('holds the most urgent of what nobody has looked at', () => {
    expect(heldBy([])).toBe(0)
    expect(heldBy([said(3), said(2), said(4)])).toBe(2)
    expect(heldBy([said(1, true), said(3)])).toBe(3)
    expect(heldBy([said(1, true)])).toBe(0)
  })
  it('asks why when the level is less urgent, and never when it is as urgent or more', () => {
    expect(lessUrgent(undecided, 4, 2)).toBe(true)
    expect(lessUrgent(undecided, 2, 2)).toBe(false)
    expect(lessUrgent(undecided, 1, 2)).toBe(false)
    expect(lessUrgent({ ...undecided, level: 1, from: 4 }, 4, 2)).toBe(false)
    expect(lessUrgent(undecided, 4, 0)).toBe(false)
    expect(lessUrgent(undecided, 0, 2)).toBe(false) // nothing is scored yet
  })
  it('is taken over as a raise with its reason', () => {
    expect(taken({ ...undecided, unfinished: 'refused' }, 4, 2)).toEqual({ level: 2, from: 4, reason: 'patient-said', text: '', unfinished: 'refused' })
    expect(taken(undecided, 0, 1)).toMatchObject({ level: 1, from: 0 })
    expect(taken(undecided, 2, 2)).toBeUndefined()
    expect(taken(undecided, 1, 3)).toBeUndefined()
    expect(taken(undecided, 4, 0)).toBeUndefined()
  })
  it('sorts answers, numbers among them', () => {
    const a = (id: string, answer: number, scale = false) => ({ id, answer, scale }) as Answer
    const t = told([a('a', 1), a('b', 7, true), a('c', 0, true), a('d', -1), a('e', 0), a('f', -1, true)])
    expect([t.yes, t.unknown, t.no].map((l) => l.map((x) => x.id))).toEqual([['a', 'b'], ['d', 'f'], ['c', 'e']])
  })
})

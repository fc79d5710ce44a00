import { describe, expect, it } from 'vitest'
import { calledSince, freshness, numbered, renewsAt, short, turn } from './turn'

describe('the wall', () => {
  it('says each message in both languages before the next', () => {
    const said = [0, 1, 2, 3, 4, 5].map((n) => turn(n, 'st', 2))
    expect(said.map((s) => `${s.language}${s.message}`)).toEqual(['st0', 'en0', 'st1', 'en1', 'st0', 'en0'])
    expect(turn(7, 'en', 0)).toEqual({ language: 'st', message: -1 })
  })

  it('knows how old it is', () => {
    expect([0, 19_999, 20_000, 59_999, 60_000].map((age) => freshness(1000, 1000 + age))).toEqual(['fresh', 'fresh', 'old', 'old', 'lost'])
  })

  it('shortens only tickets of the department', () => {
    expect([short('OPD-014', 'OPD'), short('OPD-014', 'PHA'), short('U5-006', 'U5')]).toEqual(['014', 'OPD-014', '006'])
    expect(['1', '12 A', 'B', '2nd floor', 'Dressing room'].map(numbered)).toEqual([true, true, true, true, false])
  })

  it('chimes for a new call and for one made again, not for what it found, nor when one goes', () => {
    const call = (ticket: string, calledAt: string) => ({ ticket, calledAt })
    const [one, two, again] = [call('OPD-1', 'a'), call('OPD-2', 'b'), call('OPD-1', 'c')]
    expect(calledSince(undefined, [one])).toBe(false)
    expect(calledSince([], [one])).toBe(true)
    expect(calledSince([one], [two, one])).toBe(true)
    expect(calledSince([two, one], [again, two])).toBe(true)
    expect(calledSince([two, one], [one])).toBe(false)
    expect(calledSince([one], [])).toBe(false)
  })

  it('is loaded anew at night, once', () => {
    expect([renewsAt(3, 9e6), renewsAt(3, 1e6), renewsAt(4, 9e6)]).toEqual([true, false, false])
  })
})

import { expect, test } from 'vitest'
import { mayNotLower, moved, mustSayWhyUnfinished, standing, wanted, way } from './decide'
import { undecided, type Decided, type Result } from './form'

const at = (level: number, from: number, reason = ''): Decided => ({ ...undecided, level, from, reason })
const result = (part: Partial<Result>): Result => ({ complete: true, computed: 4, missing: [], rules: [], ...part }) as Result

test('moving goes one level at a time and stops at the ends', () => {
  expect(moved(undecided, 3, 'up')).toEqual(at(2, 3))
  expect(moved(at(2, 3), 3, 'up')?.level).toBe(1)
  expect(moved(at(1, 3), 3, 'up')).toBeUndefined()
  expect(moved(undecided, 3, 'down')?.level).toBe(4)
  expect(moved(undecided, 4, 'down')).toBeUndefined()
})

test('moving back to the score is no decision, and a new direction asks for its own reason', () => {
  expect(moved(at(2, 3, 'shock'), 3, 'down')).toEqual(undecided)
  expect(moved(at(2, 3, 'shock'), 3, 'up')).toEqual(at(1, 3, 'shock'))
})

test('without a score a person may raise, to very urgent at least, and lower nothing', () => {
  expect(moved(undecided, 0, 'up')?.level).toBe(2)
  expect(moved(undecided, 0, 'down')).toBeUndefined()
  expect(moved(at(2, 0), 0, 'down')).toEqual(undecided)
  expect(way(at(2, 0), 0)).toBe('up')
})

test('a lowering never outlives a new finding, a raise only one that reaches it', () => {
  expect(standing(at(4, 3, 'measured-wrong'), 2)).toEqual(undecided)
  expect(standing(at(4, 3, 'measured-wrong'), 3)).toEqual(at(4, 3, 'measured-wrong'))
  expect(standing(at(2, 4, 'shock'), 3)).toEqual(at(2, 3, 'shock'))
  expect(standing(at(2, 4, 'shock'), 2)).toEqual(undecided)
  expect(standing(at(2, 4, 'shock'), 1)).toEqual(undecided)
})

test('what the patient is queued by', () => {
  expect(wanted(undecided, 3)).toBe(3)
  expect(wanted(at(2, 3), 3)).toBe(2)
  expect(way(at(3, 4), 3)).toBeUndefined()
})

test('red by a sign stays, red by a measurement needs a senior', () => {
  const sign = result({ computed: 1, rules: [{ id: 'seizure_current', kind: 'sign', level: 1, sum: 0 }] })
  const measure = result({ computed: 1, rules: [{ id: 'spo2_low', kind: 'measure', level: 1, sum: 0, byEngine: true }] })
  expect(mayNotLower(sign, true)).toBe('emergency-sign-stays')
  expect(mayNotLower(measure, false)).toBe('senior-needed')
  expect(mayNotLower(measure, true)).toBeUndefined()
})

test('green or nothing with answers missing asks why; anything more urgent does not', () => {
  expect(mustSayWhyUnfinished(result({ complete: false, computed: 4 }), undecided)).toBe(true)
  expect(mustSayWhyUnfinished(result({ complete: false, computed: 0 }), undecided)).toBe(true)
  expect(mustSayWhyUnfinished(result({ complete: false, computed: 4 }), at(2, 4))).toBe(false)
  expect(mustSayWhyUnfinished(result({ complete: true, computed: 4 }), undecided)).toBe(false)
})

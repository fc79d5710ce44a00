import { describe, expect, test } from 'vitest'
import { instantOf } from './span'

describe('a moment on the clinic’s wall clock', () => {
  test.each([
    ['2026-11-24', '07:30', '2026-11-24T05:30:00.000Z'], ['2026-11-24', '', '2026-11-23T22:00:00.000Z'],
  ])('%s %s', (day, time, want) => expect(new Date(instantOf(day, time)!).toISOString()).toBe(want))
  test.each([['', '07:30'], ['2026-13-01', ''], ['2026-11-24', '25:00']])('%s %s is none', (day, time) => expect(instantOf(day, time)).toBeUndefined())
})

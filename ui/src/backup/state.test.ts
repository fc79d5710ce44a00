import en from '@assets/i18n/en.json'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Schema } from '../app/api'
import { hasKey, useWords } from '../i18n/words'
import { placeState, standing, whenText, type Status } from './state'

beforeAll(() => useWords(en, 'en'))

const run: Schema['BackupRun'] = { kind: 'backup', phase: 'proving', placeId: 'p', placeName: 'Blue stick', percent: 40, startedAt: '2026-11-22T08:00:00Z' }
const well: Status = { state: 'ok', level: 'ok', places: 1, present: true, lastGoodAt: '2026-11-22T07:00:00Z', ageHours: 1, placeName: 'Blue stick' }

describe('what the page is about', () => {
  test.each<[string, Partial<Status>, string]>([
    ['all is well', {}, 'ok'],
    ['nothing was ever registered', { places: 0, state: 'never', level: 'look' }, 'none'],
    ['registered, nothing made', { state: 'never', level: 'look', lastGoodAt: undefined }, 'never'],
    ['it is old', { state: 'old', level: 'look' }, 'old'],
    ['it is very old', { state: 'old', level: 'now' }, 'old'],
    ['the last one failed, an earlier one is good', { trouble: 'place-gone' }, 'failed'],
    ['the first one failed', { state: 'never', level: 'look', trouble: 'damaged' }, 'failed'],
    ['one goes on after one that failed', { state: 'running', run, trouble: 'place-gone' }, 'running'],
  ])('%s', (_, given, want) => expect(standing({ ...well, ...given })).toBe(want))
})

test('a time of today or yesterday says so', () => {
  const now = Date.parse('2026-11-22T08:00:00Z')
  expect(['2026-11-22T05:30:00Z', '2026-11-21T16:00:00Z', '2026-11-20T22:30:00Z', '2026-11-20T16:00:00Z'].map((at) => whenText(at, now)))
    .toEqual(['Today 07:30', 'Yesterday 18:00', 'Yesterday 00:30', '20 Nov 2026 18:00'])
})

test('there are words for every way a place stands', () => {
  for (const kind of ['stick', 'folder'] as const)
    for (const where of ['there', 'away', 'twice', 'other-mark', 'read-only', 'failing'] as const) expect([where, hasKey(placeState({ kind, where }).word)]).toEqual([where, true])
})

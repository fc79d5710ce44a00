import { beforeAll, describe, expect, it } from 'vitest'
import type { Schema } from '../app/api'
import { allWords } from '../i18n/words'
import { ageText, lineAct, lineAge, lineDetail, lineTitle, managers, type HealthLine } from './health'

const since = '2026-11-20T05:00:00Z'
const line = (id: HealthLine['id'], mood: HealthLine['mood'], word: string, more: Partial<HealthLine> = {}): HealthLine => ({ id, mood, word, ...more })

// Every word that a line may say, as the server's lines.go has them.
const said: HealthLine[] = [
  ...(['ok', 'disk-full', 'read-only', 'failing'] as const).map((word) => line('writing', word === 'ok' ? 'good' : 'now', word, { since })),
  line('disk', 'good', 'ok', { freeBytes: 5e9, totalBytes: 16e9, recordBytes: 1e6 }), line('disk', 'now', 'short', { freeBytes: 1e8, totalBytes: 16e9 }),
  line('backup', 'good', 'ok', { since, place: 'Blue' }), line('backup', 'now', 'old', { since, place: 'Blue', plug: 'Blue' }), line('backup', 'look', 'never'), line('backup', 'look', 'no-place'),
  line('backup', 'look', 'place-full', { since, place: 'Blue' }), line('backup', 'good', 'running', { since, place: 'Blue' }),
  line('clock', 'good', 'ok'), ...['behind', 'unset', 'back', 'ahead'].map((word) => line('clock', 'look', word, { since })),
  ...['ok', 'unsound', 'none', 'recovery', 'auto'].map((word) => line('keys', word === 'ok' ? 'good' : 'look', word, { since, count: 2 })),
  line('certificate', 'good', 'ok', { daysLeft: 90, names: ['karete.local'] }), line('certificate', 'now', 'ended', { daysLeft: -1, names: [] }),
  line('journal', 'good', 'ok', { since, count: 10, signed: 10 }), line('journal', 'look', 'unsigned', { since, count: 10 }),
  line('signIns', 'good', 'ok'), line('signIns', 'look', 'many', { count: 21, since }),
  line('devices', 'good', 'none'), line('devices', 'good', 'ok', { count: 3 }), line('devices', 'look', 'unseen', { count: 3, names: ['Room 2', 'Desk'], since }),
  line('hub', 'good', 'none'), line('version', 'good', 'ok', { version: '0.4.0', since }),
  line('leftOpen', 'look', 'ok', { count: 2, day: '2026-11-20' }), line('managers', 'look', 'ok', { count: 1 }), line('factors', 'look', 'ok', { count: 1 }),
]

describe('health lines', () => {
  beforeAll(() => allWords(Promise.resolve()))

  it('have words for all that the server may say', () => {
    for (const l of said) {
      for (const text of [lineTitle(l), lineDetail(l)]) expect(text, `${l.id} ${l.word}`).toMatch(/^[^a-z{}][^{}]*[^{}.]?\.?$/)
    }
  })
  it('say what to do where somebody is wanted, and only there', () => {
    for (const l of said) expect(!!lineAct(l), `${l.id} ${l.word}`).toBe(l.mood !== 'good')
    expect(lineAct(line('factors', 'look', 'ok', { count: 1 }))?.to).toBe('/security')
    expect(lineAct(line('factors', 'look', 'ok', { count: 1 }), { secondFactor: true })?.to).toBe('/staff')
  })
  it('tell an age in words, and the moment while the clock is in doubt', () => {
    expect([0, 59, 60, 3599, 3600, 172799, 172800].map(ageText)).toEqual(['just now', 'just now', '1 minute ago', '59 minutes ago', '1 hour ago', '47 hours ago', '2 days ago'])
    expect(lineAge(line('backup', 'now', 'old', { since, ageSeconds: 7200 }))).toBe('2 hours ago')
    expect(lineAge(line('backup', 'look', 'old', { since }))).toContain('20 Nov 2026')
    expect(lineAge(line('hub', 'good', 'none'))).toBe('')
  })
  it('counts the managers who work here', () => {
    const person = (roles: Schema['Staff']['roles'], active = true) => ({ roles, active }) as Schema['Staff']
    expect(managers([person(['admin']), person(['admin'], false), person(['nurse'])])).toBe(1)
  })
})

import { describe, expect, it } from 'vitest'
import type { Schema } from '../app/api'
import { lines, managers, oneStep, type Vitals } from './health'

const now = Date.parse('2026-11-22T08:00:00Z')
const system: Schema['System'] = {
  version: '1', goVersion: '', sqliteVersion: '', platform: '', startedAt: '2026-11-20T05:00:00Z', uptimeSeconds: 1, state: 'ok', stateSince: '2026-11-20T05:00:00Z',
  databaseBytes: 1, walBytes: 1, diskFreeBytes: 60e9, diskBytes: 240e9, sessions: 1, entries: 10, migrations: [],
  checkpoint: { entries: 10, signedAt: '2026-11-20T05:00:00Z', note: '' },
}
const person = (roles: Schema['Staff']['roles'], active = true, secondFactor = true) => ({ roles, active, secondFactor }) as Schema['Staff']
const keys: Schema['Keys'] = { slots: [], autoUnlock: false, recovery: true, passphrase: true, sound: true, dataKeyMadeAt: '2026-11-20T05:00:00Z' }
const well: Vitals = { keys, system, staff: [person(['admin']), person(['admin', 'nurse'])], leftOpen: { day: '', visits: [] }, refused: 2, now, today: '2026-11-22' }
const moods = (v: Vitals) => Object.fromEntries(lines(v).map((l) => [l.id, l.mood]))

describe('lines', () => {
  it('says nothing is wrong when nothing is', () => {
    expect(moods(well)).toEqual({ writing: 'good', disk: 'good', journal: 'good', signIns: 'good', keys: 'good' })
  })
  it('puts what cannot wait first', () => {
    const found = lines({ ...well, system: { ...system, state: 'disk-full', diskFreeBytes: 0 }, refused: 21 })
    expect(found.map((l) => l.mood)).toEqual(['now', 'now', 'look', 'good', 'good'])
  })
  it('wants a look at a disk that gets full, before it is', () => {
    expect(moods({ ...well, system: { ...system, diskFreeBytes: 20e9 } }).disk).toBe('look')
    expect(moods({ ...well, system: { ...system, diskFreeBytes: 4e9, diskBytes: 8e9 } }).disk).toBe('look')
  })
  it('trusts an old seal only while nothing was written after it', () => {
    expect(moods({ ...well, system: { ...system, entries: 11 } }).journal).toBe('look')
    expect(moods({ ...well, system: { ...system, checkpoint: undefined, startedAt: '2026-11-22T07:50:00Z' } }).journal).toBe('good')
  })
  it('never lets a key on the box, or a missing sheet, rest', () => {
    expect(moods({ ...well, keys: { ...keys, autoUnlock: true } }).keys).toBe('look')
    expect(moods({ ...well, keys: { ...keys, recovery: false } }).keys).toBe('look')
    expect(moods({ ...well, keys: { ...keys, recovery: false, passphrase: false, autoUnlock: true } }).keys).toBe('now')
    expect(moods({ ...well, keys: { ...keys, sound: false } }).keys).toBe('now')
  })
  it('tells of a certificate while there is time to fetch another', () => {
    const held = (daysLeft: number) => ({ daysLeft, name: '', names: [], addresses: [], issuer: '', notBefore: '', notAfter: '' })
    const box = (own: number, outside?: number) => moods({ ...well, trust: { page: {} as Schema['TrustPage'], certificate: held(own), ...(outside === undefined ? {} : { outside: held(outside) }) } }).certificate
    expect([box(97), box(20), box(6), box(97, 60), box(97, 20), box(97, 6), box(97, -1)]).toEqual(['good', 'look', 'now', 'good', 'look', 'now', 'now'])
    expect(moods(well)).not.toHaveProperty('certificate')
  })
  it('tells of visits left open for three days', () => {
    const visits = [{}] as Schema['LeftOpen']['visits']
    expect(moods({ ...well, leftOpen: { day: '2026-11-19', visits } }).leftOpen).toBe('look')
    expect(moods({ ...well, leftOpen: { day: '2026-11-18', visits } }).leftOpen).toBeUndefined()
  })
  it('asks for a second manager who works here', () => {
    const staff = [person(['admin']), person(['admin'], false), person(['nurse'])]
    expect(managers(staff)).toBe(1)
    expect(moods({ ...well, staff }).managers).toBe('look')
  })
  it('stays amber while a password alone lets a manager in', () => {
    const staff = [person(['admin']), person(['admin'], true, false), person(['admin'], false, false), person(['nurse'], true, false)]
    expect(oneStep(staff)).toBe(1)
    expect(moods({ ...well, staff }).factors).toBe('look')
    expect(moods(well).factors).toBeUndefined()
  })
})

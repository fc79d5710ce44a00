import { expect, test } from 'vitest'
import { seenNow, stateOf } from './state'

const now = Date.parse('2026-11-24T06:00:00Z')
const ago = (minutes: number) => new Date(now - minutes * 60_000).toISOString()

test('the state says the worst thing first', () => {
  const word = (d: Parameters<typeof stateOf>[0]) => stateOf(d, '1.4.2', now).word
  expect(word({ seenAt: ago(1), app: '1.4.2' })).toBe('device.state.good')
  expect(word({ seenAt: ago(1), app: '1.4.1' })).toBe('device.state.older')
  expect(word({ seenAt: ago(1) })).toBe('device.state.good')
  expect(word({ seenAt: ago(8 * 24 * 60), app: '1.4.1' })).toBe('device.state.unseen')
  expect(word({ seenAt: ago(8 * 24 * 60), revokedAt: ago(1) })).toBe('device.state.revoked')
})

test('now means two minutes', () => {
  expect(seenNow({ seenAt: ago(1.9) }, now)).toBe(true)
  expect(seenNow({ seenAt: ago(2) }, now)).toBe(false)
  expect(seenNow({}, now)).toBe(false)
})

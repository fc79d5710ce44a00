import { describe, expect, it } from 'vitest'
import { untouched } from './untouched'

describe('an untouched desk', () => {
  const limit = 10 * 60_000
  it('waits, warns twenty seconds before, and locks', () => {
    expect(untouched(0, limit - 20_001, limit)).toBe('nothing')
    expect(untouched(0, limit - 20_000, limit)).toBe('warn')
    expect(untouched(0, limit - 1, limit)).toBe('warn')
    expect(untouched(0, limit, limit)).toBe('lock')
  })
  it('does nothing while the clinic’s limit is not known', () => {
    expect(untouched(0, 1e12, Infinity)).toBe('nothing')
  })
})

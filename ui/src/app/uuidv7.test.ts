import { expect, test } from 'vitest'
import { uuidv7 } from './uuidv7'

test('has the time in front, the version and the variant', () => {
  const bytes = new Uint8Array(16).fill(0xff)
  expect(uuidv7(0x017f22e279b0, bytes)).toBe('017f22e2-79b0-7fff-bfff-ffffffffffff')
})

test('sorts by the moment it was made, and differs within one', () => {
  const made = [1_700_000_000_000, 1_700_000_000_001, 1_800_000_000_000].map((ms) => uuidv7(ms))
  expect([...made].sort()).toEqual(made)
  expect(uuidv7(1)).not.toBe(uuidv7(1))
})

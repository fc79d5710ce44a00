import { expect, test } from 'vitest'
import { bytes, text } from './passkey'

test('bytes come back from their text', () => {
  for (const list of [[], [0], [251, 255], [1, 2, 3], [62, 63, 254, 255, 0]]) {
    const there = text(new Uint8Array(list).buffer)
    expect(there).toMatch(/^[A-Za-z0-9_-]*$/)
    expect([...bytes(there)]).toEqual(list)
  }
})

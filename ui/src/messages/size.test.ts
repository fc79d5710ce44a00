import { expect, test } from 'vitest'
import { filled, measure } from './size'

test('a text is counted as the server counts it', () => {
  const cases: [string, number, number, string | undefined][] = [
    ['', 0, 1, undefined], ['a'.repeat(160), 160, 1, undefined], ['a'.repeat(161), 161, 2, undefined], ['a'.repeat(307), 307, 3, undefined],
    ['€[x]', 7, 1, undefined], ['€'.repeat(81), 162, 2, undefined], ['Tšitoe', 6, 1, 'š'], ['š'.repeat(71), 71, 2, 'š'], ['š'.repeat(135), 135, 3, 'š'],
    ['🙂'.repeat(66), 132, 2, '🙂'], ['🙂'.repeat(67), 134, 3, '🙂'],
  ]
  for (const [text, signs, parts, dear] of cases) expect(measure(text), text.slice(0, 9)).toEqual({ signs, parts, dear })
})

test('gaps are filled, and letters that only look better are not paid for', () => {
  const sample = { clinic: 'Ha Matala', day: 'la 3 Tšitoe' }
  expect(filled('{clinic}’s day – {day}… {other}', sample, false)).toBe("Ha Matala's day - la 3 Tšitoe... {other}")
  expect(measure(filled('{day}', sample, true)).dear).toBeUndefined()
})

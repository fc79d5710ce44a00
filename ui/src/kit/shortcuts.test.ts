import { expect, test } from 'vitest'
import { meant, written, type Shortcut } from './shortcuts'

const key = (keys: string, inFields = false): Shortcut => ({ keys, says: 'shortcut.help', run: () => undefined, inFields })
const page = [key('/'), key('Ctrl+K', true), key('Alt+N', true), key('G Q'), key('Q'), key('1')]
const inner = [key('1'), key('Ctrl+Enter', true)]

const press = (part: Partial<KeyboardEvent>) => written({ key: '', code: '', ctrlKey: false, metaKey: false, altKey: false, ...part })

test.each([
  [{ key: '/' }, '/'],
  [{ key: 'k', ctrlKey: true }, 'Ctrl+K'],
  [{ key: 'k', metaKey: true }, 'Ctrl+K'],
  [{ key: 'ñ', altKey: true, code: 'KeyN' }, 'Alt+N'],
  [{ key: 'Enter', ctrlKey: true }, 'Ctrl+Enter'],
  [{ key: 'Escape' }, 'Esc'],
])('%j is written %s', (part, want) => expect(press(part)).toBe(want))

test('a letter in a text field is text, a chord is not', () => {
  expect(meant([page], '/', undefined, true, true)).toBeUndefined()
  expect(meant([page], 'Ctrl+K', undefined, true, true)?.keys).toBe('Ctrl+K')
})

test('single keys can be switched off, chords stay', () => {
  expect(meant([page], '/', undefined, false, false)).toBeUndefined()
  expect(meant([page], 'Alt+N', undefined, false, false)?.keys).toBe('Alt+N')
})

test('one key after another wins over the second alone', () => {
  expect(meant([page], 'Q', 'G', false, true)?.keys).toBe('G Q')
  expect(meant([page], 'Q', 'X', false, true)?.keys).toBe('Q')
})

test('the newest group has the first word', () => {
  expect(meant([page, inner], '1', undefined, false, true)).toBe(inner[0])
  expect(meant([page, inner], '/', undefined, false, true)).toBe(page[0])
})

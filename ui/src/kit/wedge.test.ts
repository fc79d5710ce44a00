import { describe, expect, test } from 'vitest'
import { press, silent, without, type Seen, type WedgeState } from './wedge'

const CODE = 'KR1A7Q2M9XB4TTZ8'

function type(text: string, gap: number, state: WedgeState = { burst: undefined }, from = 1000) {
  let seen: Seen = { kind: 'none' }
  let at = from
  for (const key of text) seen = press(state, { key, at: (at += gap) })
  return { state, seen, at }
}

describe('a scanner', () => {
  test.each(['Enter', 'Tab'])('ends with %s', (end) => {
    const { state, at } = type(CODE, 8)
    expect(press(state, { key: end, at: at + 8 })).toEqual({ kind: 'scan', code: CODE, typed: CODE })
    expect(state.burst).toBeUndefined()
  })

  test('that sends no end key ends with silence', () => {
    const { state, at } = type(CODE, 50)
    expect(silent(state, at + 399)).toEqual({ kind: 'none' })
    expect(silent(state, at + 400)).toEqual({ kind: 'scan', code: CODE, typed: CODE })
    expect(silent(state, at + 800)).toEqual({ kind: 'none' })
  })

  test('with Caps Lock the wrong way round is read all the same', () => {
    const { state, at } = type(CODE.toLowerCase(), 10)
    expect(press(state, { key: 'Enter', at: at + 10 })).toMatchObject({ kind: 'scan', code: CODE, typed: CODE.toLowerCase() })
  })

  test('that presses Shift before each capital is read', () => {
    const state: WedgeState = { burst: undefined }
    let at = 0
    for (const key of CODE) {
      press(state, { key: 'Shift', at: (at += 5) })
      press(state, { key, at: (at += 5) })
    }
    expect(press(state, { key: 'Enter', at: at + 5 })).toMatchObject({ kind: 'scan', code: CODE })
  })

  test('is noticed while it is still typing', () => {
    expect(type('KR1', 10).seen).toEqual({ kind: 'growing' })
    expect(type('XR1', 10).seen).toEqual({ kind: 'none' })
  })

  test('after slow typing only takes its own part', () => {
    const slow = type('KR', 200)
    const fast = type(CODE, 10, slow.state, slow.at + 300)
    expect(press(fast.state, { key: 'Enter', at: fast.at + 10 })).toMatchObject({ typed: CODE })
  })
})

describe('a person', () => {
  test('typing the same letters slowly is not a scan', () => {
    const { state, at } = type(CODE, 51)
    expect(press(state, { key: 'Enter', at: at + 51 })).toEqual({ kind: 'none' })
  })

  test('who waits before Enter is not a scan by Enter', () => {
    const { state, at } = type(CODE, 10)
    expect(press(state, { key: 'Enter', at: at + 51 })).toEqual({ kind: 'none' })
  })

  test.each(['KR1A7Q2', 'MOKOENA12', '0051877123'])('typing %s fast is not a scan', (text) => {
    const { state, at } = type(text, 10)
    expect(press(state, { key: 'Enter', at: at + 10 })).toEqual({ kind: 'none' })
  })

  test('breaks a burst with a space, a sign or an arrow', () => {
    for (const key of [' ', '-', 'ArrowLeft', 'Backspace']) {
      const { state, at } = type(CODE, 10)
      press(state, { key, at: at + 10 })
      expect(press(state, { key: 'Enter', at: at + 20 })).toEqual({ kind: 'none' })
    }
  })
})

test('what was scanned leaves the field, what was there stays', () => {
  expect(without(`mok${CODE}`, 3 + CODE.length, CODE)).toBe('mok')
  expect(without(`mo${CODE}k`, 2 + CODE.length, CODE)).toBe('mok')
  expect(without('mok', 3, CODE)).toBe('mok')
})

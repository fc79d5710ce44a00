import { describe, expect, it } from 'vitest'
import { unrung } from './sound'

function memory() {
  const kept = new Map<string, string>()
  return { getItem: (k: string) => kept.get(k) ?? null, setItem: (k: string, v: string) => { kept.set(k, v) } }
}

describe('the sound of an alert', () => {
  it('rings once for each, whatever is read again', () => {
    const store = memory()
    expect(unrung(['a'], store)).toEqual(['a'])
    expect(unrung(['a'], store)).toEqual([])
    expect(unrung(['a', 'b'], store)).toEqual(['b'])
    expect(unrung(['b'], store)).toEqual([])
  })
  it('forgets what was answered', () => {
    const store = memory()
    unrung(['a', 'b'], store)
    unrung([], store)
    expect(store.getItem('karete.rung')).toBe('')
  })
})

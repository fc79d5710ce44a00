import { describe, expect, it } from 'vitest'
import { moved } from './order'

const list = (...at: [string, number][]) => at.map(([id, position]) => ({ id, position }))
const said = (changes: ReturnType<typeof moved>) => changes.map((c) => `${c.item.id}${c.position}`)

describe('moved', () => {
  it('names the two that change places', () => {
    expect(said(moved(list(['a', 1], ['b', 2], ['c', 3]), 'c', -1))).toEqual(['c2', 'b3'])
    expect(said(moved(list(['a', 1], ['b', 2], ['c', 3]), 'a', 1))).toEqual(['b1', 'a2'])
  })
  it('moves nothing over the ends', () => {
    expect(moved(list(['a', 1], ['b', 2]), 'a', -1)).toEqual([])
    expect(moved(list(['a', 1], ['b', 2]), 'b', 1)).toEqual([])
    expect(moved(list(['a', 1]), 'z', 1)).toEqual([])
  })
  it('heals equal positions and gaps', () => {
    expect(said(moved(list(['a', 2], ['b', 2], ['c', 9]), 'b', -1))).toEqual(['b1', 'c3'])
  })
})

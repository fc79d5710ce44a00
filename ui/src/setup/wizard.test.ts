import { describe, expect, it } from 'vitest'
import { firstOpen, type Progress } from './wizard'

const standing = (next: string) => ({ next }) as Progress

describe('firstOpen', () => {
  it('goes to the first step without an answer', () => {
    expect(firstOpen(standing('language'))).toBe(0)
    expect(firstOpen(standing('clock'))).toBe(4)
  })
  it('stays at the last when all have one, to finish there', () => {
    expect(firstOpen(standing(''))).toBe(6)
  })
})

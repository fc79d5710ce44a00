import { describe, expect, test } from 'vitest'
import { middle } from './portrait'

describe('the middle of a picture, three to four', () => {
  test.each([
    ['a portrait is all of it', 600, 800, { x: 0, y: 0, width: 600, height: 800 }],
    ['a camera held across', 1600, 1200, { x: 350, y: 0, width: 900, height: 1200 }],
    ['a tall phone', 1080, 2400, { x: 0, y: 480, width: 1080, height: 1440 }],
    ['a square', 400, 400, { x: 50, y: 0, width: 300, height: 400 }],
  ])('%s', (_, width, height, want) => expect(middle(width, height)).toEqual(want))
})

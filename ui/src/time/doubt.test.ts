import { expect, test } from 'vitest'
import { choices } from './doubt'

test('the computer’s time is to choose when it is another', () => {
  expect(choices(1_800_000_000_000, 1_800_000_000_900)).toEqual(['device', 'box'])
  expect(choices(1_800_000_000_000, 1_799_992_800_000)).toEqual(['device', 'box', 'computer'])
})

import { describe, expect, test } from 'vitest'
import { mayLose, spread } from './desk'

const empty = ['', '', '', '', '', '', '']

describe('a recovery code is typed or pasted group by group', () => {
  test('small letters and those that look alike', () => expect(spread(empty, 0, 'o1Lk')).toEqual({ groups: ['011K', '', '', '', '', '', ''], next: 1 }))
  test('an unfinished group stays where it is', () => expect(spread(empty, 2, 'ab')).toEqual({ groups: ['', '', 'AB', '', '', '', ''], next: 2 }))
  test('a whole code goes into all seven', () => {
    expect(spread(empty, 0, '7K3M-Q9XT 0V2H-WB6N-4RDA-AAAA-BBBB')).toEqual({ groups: ['7K3M', 'Q9XT', '0V2H', 'WB6N', '4RDA', 'AAAA', 'BBBB'], next: 6 })
  })
  test('what is too long is left out', () => expect(spread(empty, 6, 'AAAABBBB').groups[6]).toBe('AAAA'))
  test('a group is emptied', () => expect(spread(['AAAA', 'BBBB', '', '', '', '', ''], 1, '').groups[1]).toBe(''))
})

test('what must be agreed to', () => {
  const loss = { entries: 9, lost: 0, standing: 'same' } as const
  expect([mayLose(loss), mayLose({ ...loss, standing: 'behind', lost: 3 }), mayLose({ ...loss, standing: 'unknown' }), mayLose({ ...loss, standing: 'nothing' })]).toEqual([false, true, true, false])
})

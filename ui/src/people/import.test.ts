import { describe, expect, test } from 'vitest'
import { FIELDS, mappingProblems, nameOn, terms, type Import } from './import'

const counts = { add: 1083, here: 60, again: 14, unreadable: 47, doubtful: 38, added: 0, withdrawn: 0, kept: 0 }
const sum = (of: Pick<Import, 'state' | 'counts'>) => terms(of).reduce((n, t) => n + t.n, 0)
const which = (of: Pick<Import, 'state' | 'counts'>) => terms(of).map((t) => t.which)

describe('the equation of an import adds up to its lines', () => {
  test('on trial', () => {
    expect(which({ state: 'checked', counts })).toEqual(['add', 'here', 'again', 'unreadable'])
    expect(sum({ state: 'checked', counts })).toBe(1204)
  })
  test('half added, and added', () => {
    const half = { state: 'applying' as const, counts: { ...counts, add: 83, added: 1000 } }
    expect(which(half)).toEqual(['added', 'add', 'here', 'again', 'unreadable'])
    expect(sum(half)).toBe(1204)
    expect(which({ state: 'applied', counts: { ...counts, add: 0, added: 1083 } })).toEqual(['added', 'here', 'again', 'unreadable'])
  })
  test('taken back, but for those who came', () => {
    const undone = { state: 'undone' as const, counts: { ...counts, add: 0, withdrawn: 1080, kept: 3 } }
    expect(which(undone)).toEqual(['withdrawn', 'kept', 'here', 'again', 'unreadable'])
    expect(sum(undone)).toBe(1204)
  })
})

test('the name on a line stands where the mapping says', () => {
  expect(nameOn({ cells: ['0012', 'Mokoena', ' Mamosa '] }, ['fileNumber', 'familyName', 'givenNames'])).toBe('Mamosa Mokoena')
  expect(nameOn({ cells: ['Mokoena Mamosa'] }, ['fullName'])).toBe('Mokoena Mamosa')
  expect(nameOn({ cells: ['x'] }, ['', 'familyName'])).toBe('')
})

describe('a mapping', () => {
  test('needs a name', () => expect(mappingProblems(['sex', ''])).toEqual([{ column: -1, code: 'no-name' }]))
  test('gives no field to two columns; many may be left out', () => expect(mappingProblems(['', 'familyName', 'phone', '', 'phone'])).toEqual([{ column: 4, code: 'twice' }]))
  test('may hold all there is', () => expect(mappingProblems(FIELDS)).toEqual([]))
})

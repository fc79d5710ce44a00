import { describe, expect, test } from 'vitest'
import { concerns, fileName, filesOf, fromFile, isLinking } from './file'

const joined = [{ id: 'b', displayName: "'Mathabo Letsie", fileNumber: '000012' }] as Parameters<typeof fromFile>[0]['joined']
const event = (action: string, patientId: string, subject: string) => ({ seq: 1, action, patientId, subject: { type: 'patient', id: subject }, at: '' })

describe('files of one person', () => {
  test('are named by person and number', () => {
    expect(fileName({ displayName: "'Mathabo Letsie", fileNumber: '000012' })).toBe('’Mathabo Letsie, 000012')
    expect(fileName({ displayName: 'Pule Tau', fileNumber: '' })).toBe('Pule Tau')
  })
  test('what is of the one shown says nothing, what is of another says which', () => {
    expect(fromFile({ id: 'a', joined }, 'a')).toBeUndefined()
    expect(fromFile({ id: 'a', joined }, 'b')).toBe('joined.from') // no words are loaded here
    expect(fromFile({ id: 'a' }, 'b')).toBeUndefined()
  })
  test('a page hears of all of them, and of a joining on either side', () => {
    const files = filesOf('a', { joined })
    expect(files).toEqual(['a', 'b'])
    expect(concerns(files, event('allergy.record', 'b', 'x'))).toBe(true)
    expect(concerns(['a'], event('patient.merge', 'c', 'a'))).toBe(true)
    expect(concerns(['a'], event('card.issue', 'c', 'a'))).toBe(false)
    expect(isLinking(event('patient.unmerge', 'c', 'a'))).toBe(true)
  })
})

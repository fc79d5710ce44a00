import { describe, expect, it } from 'vitest'
import { command, missing, nextRow, readSerial, readTime } from './form'

describe('a time as it is written on paper', () => {
  it.each([['815', '08:15'], ['0815', '08:15'], ['8:15', '08:15'], ['8.15', '08:15'], ['08h15', '08:15'], ['8', '08:00'], ['23 59', '23:59'], ['1340', '13:40'], [' 7:05 ', '07:05']])('reads %s', (typed, time) => {
    expect(readTime(typed)).toBe(time)
  })
  it.each(['', '24:00', '8:60', '8:5', 'noon', '12345', '-8'])('does not read %s', (typed) => {
    expect(readTime(typed)).toBeUndefined()
  })
})

describe('the number of a sheet', () => {
  it('is found however it is typed', () => {
    for (const typed of ['P007', 'p7', '7', '007', ' P 7 ']) expect(readSerial(typed)).toEqual({ serial: 'P007' })
    expect(readSerial('P007-04')).toEqual({ serial: 'P007', rank: 4 })
    expect(readSerial('1234-10')).toEqual({ serial: 'P1234', rank: 10 })
    for (const typed of ['', 'P', 'P000', 'OPD-017', '7-', 'x7']) expect(readSerial(typed)).toBeUndefined()
  })
})

describe('a row', () => {
  const known = { id: 'p' } as never
  it('says what is missing', () => {
    expect(missing(nextRow(), '2026-11-24').map((e) => e.field)).toEqual(['arrivedAt', 'find-paper', 'outcome'])
    expect(missing({ ...nextRow(), arrivedAt: '8:75', endedAt: 'x', known, outcome: 'referred' }, '2026-11-24').map((e) => e.field)).toEqual(['arrivedAt', 'endedAt', 'referredTo', 'seenBy'])
    expect(missing({ ...nextRow(), arrivedAt: '8', known, outcome: 'left' }, '2026-11-24')).toEqual([])
  })
  it('keeps who signed for the next one and nothing else', () => {
    expect(nextRow({ ...nextRow(), seenBy: 's', triagedBy: 'n', departmentId: 'd', complaint: 'c', outcome: 'home' })).toEqual({ ...nextRow(), seenBy: 's', triagedBy: 'n', departmentId: 'd' })
  })
  it('becomes a command', () => {
    const f = { ...nextRow(), arrivedAt: '815', endedAt: '9', newcomer: { familyName: ' Tau ', givenNames: 'Pule', sex: 'male' as const, birth: '34', village: 'Roma' },
      vitals: { temperatureCel: '38.2', heartRate: ' ' }, level: '3' as const, seenBy: 's', medicines: 'Paracetamol 500 mg\n\n ORS ', outcome: 'home' as const, referredTo: 'not asked' }
    expect(command('c', '2026-11-24', f)).toEqual({
      id: 'c', day: '2026-11-24', arrivedAt: '08:15', endedAt: '09:00', outcome: 'home', complaint: '', vitals: { temperatureCel: 38.2 }, level: 3, seenBy: 's',
      newPatient: { familyName: 'Tau', givenNames: 'Pule', sex: 'male', village: 'Roma', birthPrecision: 'age', birthDate: '1992', birthRecordedOn: '2026-11-24' },
      prescriptions: ['Paracetamol 500 mg', 'ORS'].map((medicine) => ({ medicine, form: '', strength: '', atc: '', dose: '', frequency: '', quantity: '', note: '' })),
    })
  })
})

import { describe, expect, test } from 'vitest'
import { differences, question, undecided, type Decided } from './candidates'
import { emptyForm, noPhone } from './form'
import { takenFrom } from './mother'
import type { Patient } from './form'

const day = '2026-11-22'
const empty = emptyForm('Maseru')

describe('asking who may be the same', () => {
  test('half the register is no answer: one letter, a sex, a village ask nothing', () => {
    for (const typed of [{}, { familyName: 'M' }, { familyName: '’' }, { sex: 'female' as const, village: 'Ha Matala', birth: '34' }, { phones: [{ ...noPhone, number: '5812' }] }])
      expect(question({ ...empty, ...typed }, day), JSON.stringify(typed)).toBeUndefined()
  })
  test('two letters ask, and so do a phone or a number alone', () => {
    expect(question({ ...empty, familyName: '’Ma' }, day)).toMatchObject({ familyName: '’Ma', birthPrecision: 'unknown' })
    expect(question({ ...empty, phones: [{ ...noPhone, number: '5812 447' }] }, day)).toMatchObject({ phones: [{ number: '5812 447' }] })
    expect(question({ ...empty, identifiers: [{ system: 'passport', value: 'RB123' }] }, day)).toMatchObject({ identifiers: [{ system: 'passport', value: 'RB123' }] })
  })
  test('no papers and empty lines tell nothing; what cannot be read yet is left out', () => {
    const q = question({ ...empty, familyName: 'Mokoena', birth: '31 2', identifiers: [{ system: 'none', value: '' }, { system: 'other', value: ' ' }] }, day)
    expect(q).toMatchObject({ identifiers: [], phones: [], birthPrecision: 'unknown' })
    expect(q?.birthDate).toBeUndefined()
  })
})

describe('saying that it is somebody else', () => {
  const list = [{ level: 'likely' as const, patient: { id: 'a' } }, { level: 'possible' as const, patient: { id: 'b' } }, { level: 'likely' as const, patient: { id: 'c' } }]
  const said: Decided = { c: { reason: 'twin' } }
  test('who is likely and not ruled out must be asked about', () => {
    expect(undecided(list, {}).map((c) => c.patient.id)).toEqual(['a', 'c'])
    expect(undecided(list, said).map((c) => c.patient.id)).toEqual(['a'])
  })
  test('as it is sent', () => {
    expect(differences({ ...said, b: { reason: 'other', note: ' her aunt ' } })).toEqual([{ patientId: 'c', reason: 'twin' }, { patientId: 'b', reason: 'other', note: 'her aunt' }])
  })
})

describe('a baby of a patient', () => {
  const mother = {
    displayName: '’Mamosa Mokoena', familyName: 'Mokoena', village: 'Ha Matala', district: 'Berea', chief: 'Letsie', language: 'en',
    phones: [{ number: '+26658124471', display: '5812 4471', owner: '', mayLeaveMessage: true }],
  } as unknown as Patient
  test('lives with her, is reached by her phone, and she is next of kin; names, sex and birth are its own', () => {
    expect(takenFrom(mother, empty, 'Mother')).toEqual({
      familyName: 'Mokoena', village: 'Ha Matala', district: 'Berea', chief: 'Letsie', language: 'en',
      phones: [{ number: '5812 4471', owner: '’Mamosa Mokoena', mayLeaveMessage: true }],
      kinName: '’Mamosa Mokoena', kinRelationship: 'Mother', kinPhone: '5812 4471',
    })
  })
  test('what was typed stays', () => {
    const typed = { ...empty, familyName: 'Letele', village: 'Roma', kinName: 'Thabo', phones: [{ ...noPhone, number: '6300 0000' }] }
    expect({ ...typed, ...takenFrom(mother, typed, 'Mother') }).toEqual({ ...typed, language: 'en' })
  })
  test('a mother without a phone has none to give', () => {
    expect(takenFrom({ ...mother, phones: [] }, empty, 'Mother')).not.toHaveProperty('phones')
  })
})

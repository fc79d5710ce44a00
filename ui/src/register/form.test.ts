import { describe, expect, test } from 'vitest'
import { readBirth } from '../kit/birth'
import { birthText, demographics, emptyForm, fileNumber, formOf, fromTyped, identifiers, merge, noPhone, problems, tidied, type Patient } from './form'

const today = '2026-11-22'
const patient: Patient = {
  id: '0193', givenNames: '’Mamosa Alina', familyName: 'Mokoena', otherNames: ['Maria', 'Thato'], displayName: '', initials: 'MM', sex: 'female',
  birthDate: '1992', birthPrecision: 'age', birthRecordedOn: '2020-01-05', age: { value: 34, unit: 'years', estimated: true },
  phones: [{ number: '+26658124471', display: '5812 4471', owner: '', mayLeaveMessage: true }], village: 'Ha Matala', district: 'Maseru', chief: '',
  nextOfKin: { name: 'Thabo' }, language: 'st', consent: { given: true, on: '2020-01-05' }, identifiers: [], fileNumber: '001877', cards: [],
  registeredAt: '2020-01-05T08:00:00Z', version: 3,
}

describe('a birth in the field', () => {
  test.each([
    ['day', '1984-02-03', '3 2 1984'], ['month', '1984-02', '2 1984'], ['year', '1984', '1984'],
  ] as const)('%s reads back as it was', (birthPrecision, birthDate, text) => {
    expect(birthText({ birthPrecision, birthDate })).toBe(text)
    expect(readBirth(text, today)).toEqual({ ok: true, birth: { birthPrecision, birthDate } })
  })
  test('an age is written as the age now', () => expect(birthText(patient)).toBe('34'))
  test('a baby in days', () => expect(birthText({ birthPrecision: 'age', birthDate: '2026-11-12', age: { value: 10, unit: 'days', estimated: true } })).toBe('10d'))
})

describe('correcting', () => {
  test('what nobody touched is sent as it was, the day an age was told included', () => {
    expect(demographics(formOf(patient), today, patient)).toEqual({
      familyName: 'Mokoena', givenNames: '’Mamosa Alina', otherNames: ['Maria', 'Thato'], sex: 'female',
      birthDate: '1992', birthPrecision: 'age', birthRecordedOn: '2020-01-05',
      phones: [{ number: '5812 4471', owner: '', mayLeaveMessage: true }], village: 'Ha Matala', district: 'Maseru', chief: '',
      nextOfKin: { name: 'Thabo', relationship: '', phone: '' }, language: 'st', consent: { given: true, on: '2020-01-05' },
    })
  })
  test('a new age is told today', () => {
    expect(demographics({ ...formOf(patient), birth: '40' }, today, patient)).toMatchObject({ birthDate: '1986', birthPrecision: 'age', birthRecordedOn: today })
  })
  test('consent taken back has its day', () => expect(demographics({ ...formOf(patient), consent: 'refused' }, today, patient).consent).toEqual({ given: false, on: today }))
  test('a question never asked has none', () => expect(demographics({ ...formOf(patient), consent: 'not-asked' }, today, patient).consent).toEqual({ given: false }))
})

describe('registering', () => {
  const form = { ...emptyForm('Maseru'), familyName: ' Mokoena ', sex: 'male' as const, birth: '6m' }
  test('empty lines are left out', () => {
    const sent = demographics(form, today)
    expect(sent.phones).toEqual([])
    expect(sent).toMatchObject({ familyName: 'Mokoena', otherNames: [], birthDate: '2026-05', birthPrecision: 'age', consent: { given: false } })
    expect(identifiers(form)).toEqual([])
  })
  test('lines nobody filled go, the others keep their order', () => {
    const phone = { ...noPhone, number: '5' }
    expect(tidied({ ...form, phones: [noPhone, phone] }).phones).toEqual([phone])
    expect(tidied(form)).toEqual(form)
  })
  test('nobody knows the birth', () => expect(demographics({ ...form, birthUnknown: true }, today)).toMatchObject({ birthPrecision: 'unknown' }))
  test('file numbers', () => {
    expect(fileNumber(form)).toEqual({ mode: 'next' })
    expect(fileNumber({ ...form, fileMode: 'typed', fileSeries: 'a', fileValue: ' 0012 ' })).toEqual({ mode: 'typed', series: 'a', value: '0012' })
  })
})

test('what was typed into the search box is carried over, figures are not a name', () => {
  expect(fromTyped('Thabo Paul Mokoena')).toEqual({ givenNames: 'Thabo Paul', familyName: 'Mokoena' })
  expect(fromTyped('Mokoena')).toEqual({ givenNames: '', familyName: 'Mokoena' })
  expect(fromTyped('5812 4471')).toEqual({ givenNames: '', familyName: '' })
})

describe('before sending', () => {
  const say = { required: (f: string) => `need ${f}`, birth: (text: string) => (text === 'x' ? 'unread' : undefined), labels: { familyName: 'name', sex: 'sex', birthDate: 'birth', fileNumber: 'file' } }
  const fields = (f: ReturnType<typeof emptyForm>) => problems(f, say).map((p) => p.field)
  const empty = emptyForm('')
  test('an empty form', () => expect(fields(empty)).toEqual(['familyName', 'sex', 'birthDate']))
  test('one name is enough, and so is not knowing', () => expect(fields({ ...empty, givenNames: 'Tau', sex: 'unknown', birthUnknown: true })).toEqual([]))
  test('a birth that cannot be read', () => expect(problems({ ...empty, familyName: 'T', sex: 'male', birth: 'x' }, say)).toEqual([{ field: 'birthDate', text: 'unread' }]))
  test('an old file number that is not there', () => expect(fields({ ...empty, familyName: 'T', sex: 'male', birth: '4', fileMode: 'typed' })).toEqual(['fileNumber.value']))
})

describe('two people corrected the same patient', () => {
  const base = formOf(patient)
  test('what only the other changed is taken over, what only I changed stays', () => {
    const { form, clashes } = merge(base, { ...base, village: 'Roma' }, { ...base, chief: 'Letsie' })
    expect([form.village, form.chief, clashes]).toEqual(['Roma', 'Letsie', []])
  })
  test('what both changed stays mine and is named', () => {
    const theirs = [{ number: '6300 0000', owner: '', mayLeaveMessage: false }]
    const mine = [{ number: '5000 0000', owner: '', mayLeaveMessage: false }]
    const { form, clashes } = merge(base, { ...base, phones: mine }, { ...base, phones: theirs })
    expect(form.phones).toEqual(mine)
    expect(clashes).toEqual([{ field: 'phones', theirs }])
  })
  test('both made the same change', () => expect(merge(base, { ...base, village: 'Roma' }, { ...base, village: 'Roma' }).clashes).toEqual([]))
})

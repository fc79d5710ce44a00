import { beforeAll, expect, test } from 'vitest'
import en from '@assets/i18n/en.json'
import { useWords } from '../i18n/words'
import { blank, type Form, type Result } from './form'
import { missingText, ruleText, sumText, terms } from './labels'

beforeAll(() => useWords(en, 'en'))

type Item = NonNullable<Result['tews']['items']>[number]
const item = (name: string, value: string, points: number): Item => ({ item: name, value, points, max: 3 }) as Item
const result = (items: Item[]) => ({ tews: { chart: 'adult', items, sum: items.reduce((n, i) => n + i.points, 0) }, missing: [] }) as unknown as Result
const form: Form = { ...blank, numbers: { ...blank.numbers, diastolicMmHg: '74' } }

test('the sum is told in words, the weightiest first, and what adds nothing in one row', () => {
  const r = result([item('mobility', 'walking', 0), item('respiratoryRate', '22', 2), item('heartRate', '104', 1), item('systolicMmHg', '118', 0), item('avpu', 'alert', 0), item('trauma', 'no', 0)])
  expect(terms(r, form).map((row) => `${row.text}: ${row.points}`)).toEqual(['Breathing 22: 2', 'Pulse 104: 1', 'Blood pressure 118/74: 0', 'Walks, alert, no injury: 0'])
})

test('what scores says so by itself', () => {
  const r = result([item('mobility', 'stretcher', 2), item('trauma', 'yes', 1), item('temperatureCel', 'hot', 2), item('heartRate', 'unrecordable', 3)])
  expect(terms(r, blank).map((row) => row.text)).toEqual(['Pulse not found', 'Carried', 'Feels hot', 'Injury'])
})

test('a missing item is no term, and without any there is no sum to show', () => {
  const r = result([{ ...item('heartRate', '', 0), missing: true }])
  expect(terms(r, blank)).toEqual([])
  expect(sumText(r)).toBe('–')
  expect(sumText(undefined)).toBe('–')
  expect(sumText(result([item('heartRate', '80', 0)]))).toBe('0')
})

test('what is missing is named as it stands on the form', () => {
  expect(missingText({ missing: ['avpu', 'heartRate'] } as unknown as Result)).toBe('“Awake”, “Pulse”')
})

test('every rule has its words', () => {
  expect(ruleText({ id: 'chest_pain', kind: 'sign', level: 2, sum: 0 })).toBe('Chest pain')
  expect(ruleText({ id: 'spo2_low', kind: 'measure', level: 1, sum: 0 })).toBe('Oxygen too low')
})

import { beforeAll, describe, expect, test } from 'vitest'
import en from '@assets/i18n/en.json'
import { useWords } from '../i18n/words'
import { ageShort, ageText, bornText, sexAge, showName } from './person'
import { onlyNumber, systolicComplete } from './VitalsField'
import { waiting } from './waiting'

beforeAll(() => useWords(en, 'en'))

describe('waiting', () => {
  const at = (minutes: number, target?: number) => waiting(0, minutes * 60_000 + 59_000, target)
  test.each([
    [at(0, 60), { minutes: 0, state: 'ok' }],
    [at(47, 60), { minutes: 47, state: 'ok' }],
    [at(48, 60), { minutes: 48, state: 'warn' }],
    [at(60, 60), { minutes: 60, state: 'warn' }],
    [at(61, 60), { minutes: 61, state: 'late' }],
    [at(500), { minutes: 500, state: 'ok' }],
    [at(3, 0), { minutes: 3, state: 'ok' }],
    [waiting(60_000, 0, 10), { minutes: 0, state: 'ok' }],
  ])('%j', (got, want) => expect(got).toEqual(want))
})

describe('vitals', () => {
  test.each([['37,5', true, '37.5'], ['3.7.5', true, '3.75'], ['12o4', false, '124'], ['-4', false, '4']])('%s becomes a number', (text, decimal, want) =>
    expect(onlyNumber(text, decimal)).toBe(want))
  test.each([['118', true], ['1', false], ['11', false], ['39', false], ['40', true], ['90', true], ['9', false], ['300', true], ['400', false]])('an upper pressure of %s is complete: %s', (text, want) =>
    expect(systolicComplete(text)).toBe(want))
})

describe('people', () => {
  const about = { value: 34, unit: 'years', estimated: true } as const
  test('age in words and short', () => {
    expect([ageText(about), ageShort(about), ageText({ value: 1, unit: 'months', estimated: false }), ageText(null)]).toEqual(['about 34 years', '~34 y', '1 month', 'age not known'])
    expect(sexAge({ sex: 'female', age: about })).toBe('F, ~34 y')
  })
  test('a told age never shows a day', () => {
    expect(bornText({ birthPrecision: 'age', birthDate: '1992' })).toBe('born about 1992')
    expect(bornText({ birthPrecision: 'day', birthDate: '1958-02-14' })).toBe('14 Feb 1958')
    expect(bornText({ birthPrecision: 'unknown' })).toBe('')
  })
  test('any typed apostrophe is shown as one', () => expect(showName('\'Mathabo Lets`olo')).toBe('’Mathabo Lets’olo'))
})

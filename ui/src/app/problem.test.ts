import { beforeAll, expect, test } from 'vitest'
import en from '@assets/i18n/en.json'
import { useWords } from '../i18n/words'
import { ApiError, errorText, formErrors } from './problem'

beforeAll(() => useWords(en, 'en'))

test('a code is a sentence with its params', () => {
  expect(errorText(new ApiError(429, { code: 'throttled', params: { retryAfterSeconds: 30 } }))).toBe('Too many tries. Wait 30 seconds, then try again.')
})

test('a code nobody translated, and anything that is no answer, is still a sentence', () => {
  expect(errorText(new ApiError(500, { code: 'brand-new' }))).toBe(en['error.internal'])
  expect(errorText(new TypeError('x'))).toBe(en['error.internal'])
  expect(errorText(new ApiError(0))).toBe(en['error.network'])
})

test('each broken field is a line that leads to its control', () => {
  const error = new ApiError(422, {
    code: 'invalid',
    errors: [{ field: 'familyName', code: 'required' }, { field: 'phones[0].number', code: 'not-a-phone' }, { field: 'secret', code: 'too-long' }],
  })
  expect(formErrors(error, { familyName: 'Surname', phones: 'Phone' })).toEqual([
    { field: 'familyName', text: 'Fill in: Surname.' },
    { field: 'phones', text: 'Phone is not a phone number.' },
    { field: '', text: 'secret is too long.' },
  ])
})

test('a refusal without fields is one line about the whole form', () => {
  expect(formErrors(new ApiError(409, { code: 'stale' }), {})).toEqual([{ field: '', text: en['error.stale'] }])
})

import { expect, test } from 'vitest'
import { likelyDepartment, likelyReason, open } from './arrival'
import type { Department } from './clinic'

const place = (code: string, more: Partial<Department> = {}): Department =>
  ({ id: `id-${code}`, code, name: code, nameSt: '', kind: 'consultation', position: 1, active: true, rooms: [], version: 1, ...more })
const places = [place('OPD'), place('U5'), place('NCD', { active: false }), place('REC', { kind: 'reception' }), place('PHA', { kind: 'pharmacy' })]
const reasons = ['under5', 'general', 'chronic']

test('closed places and the desk itself are no destination', () => expect(open(places).map((d) => d.code)).toEqual(['OPD', 'U5', 'PHA']))

test('the reason follows the age', () => {
  expect(likelyReason(reasons, { value: 4, unit: 'years' })).toBe('under5')
  expect(likelyReason(reasons, { value: 11, unit: 'months' })).toBe('under5')
  expect(likelyReason(reasons, { value: 5, unit: 'years' })).toBe('general')
  expect(likelyReason(reasons, undefined)).toBe('general')
  expect(likelyReason(['chronic'], { value: 2, unit: 'years' })).toBe('chronic')
  expect(likelyReason([], null)).toBe('')
})

test('the place follows the reason, then the last one used, then the first', () => {
  expect(likelyDepartment('under5', places, 'id-PHA')?.code).toBe('U5')
  expect(likelyDepartment('chronic', places, 'id-PHA')?.code).toBe('PHA')
  expect(likelyDepartment('other', places, 'id-NCD')?.code).toBe('OPD')
  expect(likelyDepartment('other', [], '')).toBeUndefined()
})

import { expect, test } from 'vitest'
import { typedOver } from './typedOver'

const blank = { complaint: '', numbers: { pulse: '', weight: '' }, lines: [] as string[] }

test('what was kept comes back where nobody has typed', () => {
  const kept = { complaint: 'cough', numbers: { pulse: '80', weight: '' }, lines: ['amoxicillin'] }
  expect(typedOver(kept, blank, blank)).toEqual(kept)
  expect(typedOver(kept, blank, { ...blank, complaint: 'fever' })).toEqual({ ...kept, complaint: 'fever' })
  expect(typedOver(kept, blank, { ...blank, numbers: { pulse: '', weight: '61' } })).toEqual({ ...kept, numbers: { pulse: '80', weight: '61' } })
  expect(typedOver(kept, blank, { ...blank, lines: ['paracetamol'] })).toEqual({ ...kept, lines: ['paracetamol'] })
})

test('a field that the kept one does not know is as it is now', () => {
  expect(typedOver<object>({ complaint: 'cough' }, { complaint: '', note: '' }, { complaint: '', note: 'x' })).toEqual({ complaint: 'cough', note: 'x' })
})

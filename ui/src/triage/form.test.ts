import { expect, test } from 'vitest'
import { allNormal, blank, chartOfAge, figureProblems, inputOf, mobilityOf, restored, saving, toggledWord, type Form } from './form'

const form = (part: Partial<Form>, numbers: Partial<Form['numbers']> = {}): Form => ({ ...blank, ...part, numbers: { ...blank.numbers, ...numbers } })

test('an empty form sends nothing: missing is never normal', () => {
  expect(inputOf(blank, 'adult')).toEqual({})
})

test('figures go as numbers and answers as the server words them', () => {
  const input = inputOf(form({ avpu: 'alert', mobility: 'walking', trauma: 'no', pain: '0', signs: ['chest_pain'], ketones: 'yes', measuredAt: '2026-11-24T08:00:00.000Z' }, { temperatureCel: '38.6', heartRate: '104' }), 'adult')
  expect(input).toEqual({
    temperatureCel: 38.6, heartRate: 104, avpu: 'alert', mobility: 'walking', trauma: false, painScore: 0, urineKetones: true,
    signs: { chest_pain: 'yes' }, measuredAt: '2026-11-24T08:00:00.000Z',
  })
})

test('half a figure is no figure', () => {
  expect(inputOf(form({}, { temperatureCel: '.' }), 'adult')).toEqual({})
  expect(inputOf(form({}, { temperatureCel: '38.' }), 'adult')).toEqual({ temperatureCel: 38 })
})

test('an answer in the words of another chart is not sent', () => {
  expect(inputOf(form({ mobility: 'walking' }), 'child').mobility).toBeUndefined()
  expect(inputOf(form({ mobility: 'normal-for-age' }), 'infant').mobility).toBe('normal-for-age')
})

test('a wrong figure is left out of the live score and the rest stays', () => {
  const f = form({}, { temperatureCel: '73', heartRate: '80' })
  const wrong = figureProblems(f)
  expect(wrong).toEqual([{ field: 'input.temperatureCel', code: 'ask-fahrenheit', params: { min: 25, max: 45 } }])
  expect(inputOf(f, 'adult', new Set(wrong.map((p) => p.field)))).toEqual({ heartRate: 80 })
})

test('hard limits are those of the clinic’s table', () => {
  const codes = (numbers: Partial<Form['numbers']>) => figureProblems(form({}, numbers)).map((p) => `${p.field} ${p.code}`)
  expect(codes({ temperatureCel: '25', spo2Percent: '100', heartRate: '300' })).toEqual([])
  expect(codes({ temperatureCel: '24.9' })).toEqual(['input.temperatureCel out-of-range'])
  expect(codes({ temperatureCel: '114' })).toEqual(['input.temperatureCel out-of-range'])
  expect(codes({ spo2Percent: '101' })).toEqual(['input.spo2Percent out-of-range'])
  expect(codes({ systolicMmHg: '74', diastolicMmHg: '118' })).toEqual(['input.diastolicMmHg contradiction'])
})

test('words stand in where there is no figure, and exclude their opposite', () => {
  expect(inputOf(form({ words: ['pulse-gone', 'pressure-gone', 'feels-hot', 'glucose-hi'] }), 'adult'))
    .toEqual({ pulseUnrecordable: true, pressureUnrecordable: true, temperatureTouch: 'hot', glucoseReading: 'HI' })
  expect(toggledWord(['feels-hot', 'pulse-gone'], 'feels-cold')).toEqual(['pulse-gone', 'feels-cold'])
  expect(toggledWord(['glucose-lo'], 'glucose-lo')).toEqual([])
})

test('all normal answers the three and keeps what was answered', () => {
  expect(allNormal(blank, 'adult')).toEqual({ avpu: 'alert', mobility: 'walking', trauma: 'no' })
  expect(allNormal(form({ trauma: 'yes', avpu: 'voice' }), 'child')).toEqual({ avpu: 'voice', mobility: 'normal-for-age', trauma: 'yes' })
  expect(allNormal(form({ mobility: 'walking' }), 'infant').mobility).toBe('normal-for-age')
})

test('age chooses the chart at its edges', () => {
  const at = (value: number, unit: string) => chartOfAge({ value, unit })
  expect([at(13, 'years'), at(12, 'years'), at(3, 'years'), at(2, 'years'), at(36, 'months'), at(35, 'months'), at(20, 'days')])
    .toEqual(['adult', 'child', 'child', 'infant', 'child', 'infant', 'infant'])
  expect(chartOfAge(undefined)).toBeUndefined()
  expect(mobilityOf(undefined)).toEqual(mobilityOf('adult'))
})

test('the command carries the complaint, the findings and the decision', () => {
  const command = saving(form({ chips: ['fever'], text: ' hot ', decision: { level: 2, from: 3, reason: 'shock', text: '', unfinished: '' } }, { heartRate: '104' }), 'adult', 'id', 'patient')
  expect(command).toEqual({ id: 'id', patientId: 'patient', complaint: { chips: ['fever'], text: 'hot' }, input: { heartRate: 104 }, decision: { level: 2, reason: 'shock' } })
})

test('an older draft comes back whole', () => {
  const back = restored({ text: 'cough', numbers: { heartRate: '90' } as Form['numbers'] })
  expect(back.numbers.heartRate).toBe('90')
  expect(back.numbers.weightKg).toBe('')
  expect(back.decision.level).toBe(0)
})

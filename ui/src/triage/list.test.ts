import { expect, test } from 'vitest'
import type { Schema } from '../app/api'
import type { QueueRow } from '../queue/rows'
import { lastValues } from './last'
import { mine } from './mine'
import { signsOf, type Sign } from './Signs'

const row = (id: string, stage: QueueRow['stage'], staff?: string, status: QueueRow['status'] = staff ? 'serving' : 'waiting') =>
  ({ id, stage, status, staff: staff ? { id: staff, displayName: staff } : undefined }) as QueueRow

test('whom I began with comes first, otherwise the first whom nobody has', () => {
  const rows = [row('a', 'arrived'), row('b', 'triage', 'me'), row('c', 'waiting'), row('d', 'triage', 'other')]
  const list = mine(rows, { id: 'me' })
  expect(list.next?.id).toBe('b')
  expect(list.triage.map((r) => r.id)).toEqual(['a'])
  expect(list.waiting.map((r) => r.id)).toEqual(['c'])
  expect(mine(rows.slice(0, 1), { id: 'me' })).toMatchObject({ next: { id: 'a' }, triage: [] })
  expect(mine([], { id: 'me' }).next).toBeUndefined()
})

test('an emergency goes before whom I began with, who stays in the list', () => {
  const rows = [{ ...row('e', 'arrived'), emergency: true, level: 0 }, row('b', 'triage', 'me')]
  expect(mine(rows, { id: 'me' }).next?.id).toBe('e')
  expect(mine(rows, { id: 'me' }).triage.map((r) => r.id)).toEqual(['b'])
})

test('of each vital sign the newest known figure is shown, with the day of the newest', () => {
  const observation = (code: string, value: number | undefined, at: string) => ({ code, value, at, unit: '', visitId: '' })
  const chart = {
    openVisit: { observations: [observation('8867-4', 100, '2026-11-24T08:00:00.000Z')] },
    pastVisits: [
      { observations: [observation('8867-4', 82, '2026-09-03T08:00:00.000Z'), observation('8310-5', 36.8, '2026-09-03T08:00:00.000Z')] },
      { observations: [observation('8310-5', 39, '2026-01-03T08:00:00.000Z'), observation('67775-7', undefined, '2026-09-03T08:00:00.000Z')] },
    ],
  } as unknown as Schema['Chart']
  expect(lastValues(chart)).toEqual({ values: { heartRate: '100', temperatureCel: '36.8' }, at: '2026-11-24T08:00:00.000Z' })
  expect(lastValues({ pastVisits: [] } as unknown as Schema['Chart'])).toEqual({ values: {}, at: undefined })
})

test('a chart shows its own signs, most urgent first, each once', () => {
  const sign = (id: string, level: number, group: string) => ({ id, level, group, setByEngine: false }) as Sign
  const signs = [sign('chest_pain', 2, 'adult'), sign('seizure_current', 1, 'adult'), sign('pain_moderate', 3, 'adult'), sign('c_shock_signs', 1, 'child'), sign('pain_moderate', 3, 'child')]
  expect(signsOf(signs, 'adult').map((s) => s.id)).toEqual(['seizure_current', 'chest_pain', 'pain_moderate'])
  expect(signsOf(signs, 'infant').map((s) => s.id)).toEqual(['c_shock_signs', 'pain_moderate'])
  expect(signsOf(signs, undefined).filter((s) => s.id === 'pain_moderate')).toHaveLength(1)
})

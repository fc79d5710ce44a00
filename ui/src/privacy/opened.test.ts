import { describe, expect, test } from 'vitest'
import { byDay, type Access } from './opened'

const at = (seq: number, time: string, who: string, action: string, more: Partial<Access> = {}): Access => ({
  seq, at: `2026-11-${time}:00Z`, action, opened: true, staff: { id: who, displayName: who }, role: 'nurse', device: 'Tablet 3', withoutVisit: false, ...more,
})

describe('who opened the record', () => {
  test('what one person did in one go on one device is one sitting', () => {
    const days = byDay([
      at(9, '24T08:04', 'thato', 'chart.read'), at(8, '24T08:03', 'thato', 'triage.save', { opened: false }), at(7, '24T08:01', 'thato', 'chart.read'),
      at(6, '24T08:00', 'thato', 'chart.read', { device: 'Desk' }), at(5, '24T07:59', 'palesa', 'patient.read', { withoutVisit: true }), at(4, '24T07:58', 'thato', 'chart.read'),
    ])
    expect(days.map((d) => d.day)).toEqual(['2026-11-24'])
    expect(days[0]!.sittings.map((s) => [s.entries.length, s.acts.map((a) => `${a.action} ${a.times}`).join(), s.withoutVisit])).toEqual([
      [3, 'chart.read 2,triage.save 1', false], [1, 'chart.read 1', false], [1, 'patient.read 1', true], [1, 'chart.read 1', false],
    ])
  })

  test('a day is the clinic’s day: it begins at midnight in Maseru', () => {
    const days = byDay([at(2, '24T22:00', 'thato', 'chart.read'), at(1, '24T21:59', 'thato', 'chart.read')])
    expect(days.map((d) => d.day)).toEqual(['2026-11-25', '2026-11-24'])
  })

  test('nobody yet', () => expect(byDay([])).toEqual([]))
})

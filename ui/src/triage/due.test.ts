import { describe, expect, it } from 'vitest'
import type { QueueRow } from '../queue/rows'
import { dueAgain } from './due'

const now = Date.parse('2026-11-24T10:00:00Z')
const row = (id: string, minutesAgo: number | undefined, part: Partial<QueueRow> = {}) => ({
  id, stage: 'waiting', status: 'waiting', level: 3, ...(minutesAgo !== undefined && { triagedAt: new Date(now - minutesAgo * 60_000).toISOString() }), ...part,
}) as QueueRow

describe('due again', () => {
  it('is who waits an hour or more after triage, the more urgent first, then the longest ago', () => {
    const rows = [row('a', 60), row('b', 59), row('c', 200), row('d', 61, { level: 2 }), row('e', undefined), row('f', 90, { level: 4 })]
    expect(dueAgain(rows, now).map((d) => d.row.id)).toEqual(['d', 'c', 'a', 'f'])
    expect(dueAgain(rows, now)[0]!.minutes).toBe(61)
  })
  it('is nobody who is called, seen or not triaged yet', () => {
    expect(dueAgain([row('a', 90, { status: 'called' }), row('b', 90, { stage: 'serving', status: 'serving' }), row('c', 90, { stage: 'other' })], now)).toEqual([])
  })
})

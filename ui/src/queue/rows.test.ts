import { expect, test } from 'vitest'
import { byDepartment, changed, columns, due, isLate, listed, nextForTriage, nextStep, offered, steps, type QueueRow, type Stage, type Who } from './rows'

const nurse: Who = { id: 'n', nurse: true, clinician: true, line: true }
const doctor: Who = { id: 'd', nurse: false, clinician: true, line: true }
const clerk: Who = { id: 'c', nurse: false, clinician: false, line: true }
const manager: Who = { id: 'm', nurse: false, clinician: false, line: false }

const row = (ticket: string, stage: Stage, more: Partial<QueueRow> = {}): QueueRow => ({
  id: ticket, visitId: `v-${ticket}`, ticket, stage, status: stage === 'serving' || stage === 'triage' ? 'serving' : 'waiting', level: 0, emergency: false,
  departmentId: 'opd', department: { code: 'OPD', name: 'Outpatients' }, reason: '', room: '', late: false, nameAlert: false, why: [], version: 1,
  before: 0, calls: 0, missed: 0, movedFor: '', collectOnly: false, selfLevel: 0,
  arrivedAt: '2026-11-24T08:00:00.000Z', enteredAt: '2026-11-24T08:00:00.000Z', waitingSince: '2026-11-24T08:00:00.000Z', targetMinutes: 60,
  patient: { id: `p-${ticket}`, displayName: ticket, initials: 'X', sex: 'female', village: '', fileNumber: '' }, ...more,
})

test('each row offers the step that is next for who looks', () => {
  expect(nextStep(row('A', 'arrived'), nurse)).toBe('startTriage')
  expect(nextStep(row('A', 'arrived'), clerk)).toBe('call')
  expect(nextStep(row('A', 'arrived'), doctor)).toBeUndefined()
  expect(nextStep(row('A', 'waiting'), doctor)).toBe('call')
  expect(nextStep(row('A', 'waiting', { status: 'called' }), doctor)).toBe('start')
  expect(nextStep(row('A', 'waiting', { status: 'called' }), clerk)).toBeUndefined()
  expect(nextStep(row('A', 'serving', { staff: { id: 'd', displayName: 'D' } }), doctor)).toBe('open')
  expect(nextStep(row('A', 'serving', { staff: { id: 'x', displayName: 'X' } }), doctor)).toBeUndefined()
  expect(nextStep(row('A', 'waiting'), manager)).toBeUndefined()
})

test('the menu holds the recommended step first and nothing twice', () => {
  const of = steps(row('A', 'waiting'), doctor)
  expect(of).toEqual(['call', 'openTriage', 'start', 'move', 'later', 'left'])
  expect(steps(row('A', 'arrived'), nurse)).toEqual(['startTriage', 'call', 'move', 'later', 'left'])
  expect(steps(row('A', 'triage', { staff: { id: 'n', displayName: 'N' } }), nurse)).toEqual(['openTriage', 'move', 'wait', 'done', 'left'])
})

test('nothing can be done with who has gone, nor by who only looks', () => {
  expect(steps(row('A', 'done', { status: 'done' }), nurse)).toEqual([])
  expect(steps(row('A', 'waiting'), manager)).toEqual([])
})

test('the columns keep the order of the line', () => {
  const by = columns([row('A', 'waiting'), row('B', 'arrived'), row('C', 'waiting'), row('D', 'done')])
  expect(by.waiting.map((r) => r.ticket)).toEqual(['A', 'C'])
  expect(by.arrived.map((r) => r.ticket)).toEqual(['B'])
  expect(Object.values(by).flat()).toHaveLength(3)
})

test('one row is due: what I have in hand, else the first of the line that is mine to take', () => {
  const rows = [row('A', 'waiting'), row('B', 'arrived'), row('C', 'triage', { staff: { id: 'n', displayName: 'N' } })]
  expect(due(rows, nurse)?.ticket).toBe('C')
  expect(due(rows.slice(0, 2), nurse)?.ticket).toBe('A')
  expect(due([row('B', 'arrived')], doctor)).toBeUndefined()
  expect(due([...rows, row('D', 'arrived', { emergency: true })], nurse)?.ticket).toBe('D')
})

test('the first of each column shows its button, and whoever is in hand', () => {
  const rows = [row('A', 'waiting'), row('B', 'waiting'), row('C', 'waiting', { status: 'called' }), row('D', 'arrived'), row('E', 'arrived')]
  expect([...offered(rows, nurse)]).toEqual(['A', 'C', 'D'])
})

test('a list of all begins with what is in hand and ends with who is served by others', () => {
  const rows = [row('A', 'serving', { staff: { id: 'd', displayName: 'D' } }), row('B', 'waiting'), row('C', 'triage', { staff: { id: 'n', displayName: 'N' } }), row('D', 'arrived')]
  expect(listed(rows, nurse).map((r) => r.ticket)).toEqual(['C', 'B', 'D', 'A'])
})

test('after this triage comes the first whom nobody has taken', () => {
  const rows = [row('A', 'triage'), row('B', 'arrived'), row('C', 'arrived')]
  expect(nextForTriage(rows)?.ticket).toBe('B')
  expect(nextForTriage(rows, 'v-B')?.ticket).toBe('C')
  expect(nextForTriage([])).toBeUndefined()
})

test('lateness goes on while the board stands still, and ends when the patient is served', () => {
  const from = Date.parse('2026-11-24T08:00:00Z')
  expect(isLate(row('A', 'waiting'), from + 60 * 60_000)).toBe(false)
  expect(isLate(row('A', 'waiting'), from + 61 * 60_000)).toBe(true)
  expect(isLate(row('A', 'serving'), from + 500 * 60_000)).toBe(false)
  expect(isLate(row('A', 'waiting', { late: true, targetMinutes: 0 }), from)).toBe(true)
})

test('who waits is counted by department', () => {
  const by = byDepartment([row('A', 'waiting'), row('B', 'serving'), row('C', 'waiting', { departmentId: 'anc' })])
  expect(by.get('opd')).toEqual({ people: 2, waiting: 1 })
  expect(by.get('anc')).toEqual({ people: 1, waiting: 1 })
})

test('only what changed fades, and nothing on the first look', () => {
  const a = row('A', 'waiting')
  const b = row('B', 'waiting')
  expect(changed(undefined, [a]).size).toBe(0)
  expect([...changed([a, b], [a, { ...b, level: 2 }, row('C', 'arrived')])]).toEqual(['B', 'C'])
  expect(changed([a, b], [b, a]).size).toBe(0)
})

test('who is away is called by nobody, and is asked for when they come back or have left', () => {
  const away = [{ code: 'level' as const, params: { level: 4 } }, { code: 'away' as const, params: { until: '2026-11-24T09:00:00.000Z' } }]
  const rows = [row('A', 'waiting', { why: away, backAt: '2026-11-24T09:00:00.000Z', late: true }), row('B', 'waiting')]
  expect(due(rows, doctor)?.ticket).toBe('B')
  expect([...offered(rows, doctor)]).toEqual(['B'])
  expect(nextStep(rows[0]!, doctor)).toBe('back')
  expect(steps(rows[0]!, doctor)).toEqual(['back', 'openTriage', 'call', 'start', 'move', 'left'])
  expect(isLate(rows[0]!, Date.parse('2026-11-24T10:00:00Z'))).toBe(false)
  expect(nextForTriage([row('A', 'arrived', { why: away })])).toBeUndefined()
  const gone = row('C', 'waiting', { why: away, missed: 3 })
  expect(nextStep(gone, clerk)).toBe('left')
  expect([...offered([gone, ...rows], doctor)]).toEqual(['C', 'B'])
  expect(due([gone], doctor)).toBeUndefined()
})

test('who is in danger is looked for, even when they were called in vain', () => {
  const red = row('A', 'waiting', { level: 1, missed: 1, why: [{ code: 'level', params: { level: 1 } }, { code: 'away', params: {} }] })
  expect(due([row('B', 'waiting'), red], doctor)?.ticket).toBe('A')
})

test('whoever was called can be found not to be here', () => {
  expect(steps(row('A', 'waiting', { status: 'called', staff: { id: 'd', displayName: 'D' } }), doctor)).toEqual(['start', 'openTriage', 'callAgain', 'miss', 'move', 'later', 'wait', 'done', 'left'])
})

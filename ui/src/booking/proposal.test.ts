import { describe, expect, it } from 'vitest'
import type { Appointment, WeekDay } from './calls'
import { proposal } from './proposal'

const day = (d: string, taken: number): WeekDay => ({ day: d, open: true, capacity: 3, taken, slots: [{ start: '08:00', capacity: 3, taken, past: false }] })
const booking = (d: string, part: Partial<Appointment> = {}): Appointment => ({
  id: d, patientId: 'p', departmentId: 'opd', day: d, start: '08:00', seat: 0, status: 'booked', reason: '', source: 'staff', bookedAt: '', bookedBy: '', version: 1, ...part,
})
const days = [day('2026-12-01', 3), day('2026-12-02', 1), day('2026-12-03', 0)]
const ask = (bookings: readonly Appointment[], chosen?: { departmentId: string; day: string; start: string }) => proposal(days, bookings, '2026-12-01', 'opd', '2026-11-23', chosen)

describe('coming back on a day', () => {
  it('takes the nearest place, and says how full its day is', () => {
    expect(ask([])).toEqual({ to: { departmentId: 'opd', day: '2026-12-02', start: '08:00' }, already: undefined, load: days[1] })
  })
  it('books nobody twice: what stands near the day is what was meant', () => {
    const near = booking('2026-12-04')
    expect(ask([booking('2026-11-28'), near])).toMatchObject({ to: undefined, already: { id: '2026-11-28' } })
    expect(ask([near])).toMatchObject({ to: undefined, already: near })
  })
  it.each([
    ['another department', booking('2026-12-02', { departmentId: 'tb' })], ['cancelled', booking('2026-12-02', { status: 'cancelled' })],
    ['a week later', booking('2026-12-08')], ['today', booking('2026-11-22')],
  ])('does not take one for it that is of %s', (_, other) => expect(ask([other]).to).toMatchObject({ day: '2026-12-02' }))
  it('takes what was chosen by hand before everything else', () => {
    const to = { departmentId: 'tb', day: '2026-12-03', start: '08:00' }
    expect(ask([booking('2026-12-02')], to)).toEqual({ to, already: undefined, load: days[2] })
  })
  it('comes to nothing where no place is left', () => {
    expect(proposal([day('2026-12-01', 3)], [], '2026-12-01', 'opd', '2026-11-23', undefined)).toEqual({ to: undefined, already: undefined, load: undefined })
  })
})

import { describe, expect, it } from 'vitest'
import type { Schema } from '../app/api'
import { expected, minutesOf, type Booking } from './expected'

const booking = (start: string, status: Booking['status'] = 'booked', seat = 0) => ({ id: `${start} ${seat}`, start, status, seat }) as Booking
const book = (...bookings: Booking[]) => ({
  day: '2026-11-24', today: '2026-11-24',
  departments: [
    { departmentId: 'opd', slots: bookings.slice(0, 2).map((b) => ({ start: b.start, bookings: [b] })) },
    { departmentId: 'u5', slots: [{ start: '00:00', bookings: bookings.slice(2) }] },
  ],
}) as unknown as Schema['DayBook']

describe('who is expected', () => {
  it('reads the clock', () => expect([minutesOf('00:05'), minutesOf('10:30')]).toEqual([5, 630]))
  it('shows the next three hours and who is up to an hour late, in order over all departments', () => {
    const e = expected(book(booking('11:00'), booking('09:30'), booking('09:29'), booking('13:30'), booking('13:31'), booking('11:00', 'booked', 1)), minutesOf('10:30'))
    expect(e.soon.map((b) => b.id)).toEqual(['09:30 0', '11:00 0', '11:00 1', '13:30 0'])
    expect(e).toMatchObject({ all: 6, come: 0, later: 1, missing: 1 })
  })
  it('counts who has come, seen or not', () => {
    const e = expected(book(booking('10:00', 'arrived'), booking('10:00', 'fulfilled', 1), booking('10:00', 'noshow', 2)), minutesOf('10:30'))
    expect(e).toMatchObject({ all: 3, come: 2, later: 0, missing: 0 })
    expect(e.soon.map((b) => b.seat)).toEqual([2])
  })
  it('of nobody is nothing', () => expect(expected(book(), 600)).toEqual({ all: 0, come: 0, soon: [], later: 0, missing: 0 }))
})

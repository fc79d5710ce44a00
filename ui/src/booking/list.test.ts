import { beforeEach, describe, expect, it } from 'vitest'
import en from '@assets/i18n/en.json'
import st from '@assets/i18n/st.json'
import { useWords } from '../i18n/words'
import type { Appointment } from './calls'
import { daysText, placesADay } from './opening'
import { sorted } from './order'
import { dayOf, finding, whenText } from './say'
import type { DayLoad } from './week'

beforeEach(() => useWords(en, 'en'))

const a = (id: string, day: string, start: string, status: Appointment['status']): Appointment => ({
  id, patientId: 'p', departmentId: 'opd', day, start, seat: 0, status, reason: '', source: 'staff', bookedAt: '', bookedBy: '', version: 1,
})

describe('a patient’s bookings', () => {
  it('begin with the next one; what is over, or was cancelled, comes after, the newest first', () => {
    const { coming, past } = sorted([
      a('later', '2026-12-20', '08:00', 'booked'), a('gone', '2026-12-01', '08:00', 'cancelled'), a('today', '2026-11-22', '10:00', 'arrived'),
      a('next', '2026-11-24', '09:00', 'booked'), a('missed', '2026-11-03', '08:00', 'noshow'), a('came', '2026-11-22', '08:00', 'fulfilled'),
    ], '2026-11-22')
    expect(coming.map((x) => x.id)).toEqual(['today', 'next', 'later'])
    expect(past.map((x) => x.id)).toEqual(['gone', 'came', 'missed'])
  })
})

describe('hours in words', () => {
  it.each([[[1, 2, 3, 4, 5], 'Mon to Fri'], [[4, 2], 'Tue, Thu'], [[1, 2, 3, 6], 'Mon to Wed, Sat'], [[1, 2], 'Mon, Tue'], [[7], 'Sun']])('%j', (days, text) => expect(daysText(days)).toBe(text))

  it('counts the places of a day, whole ones only', () => {
    expect(placesADay({ opens: '08:00', closes: '12:30', slotMinutes: 30, capacity: 3 })).toBe(27)
    expect(placesADay({ opens: '08:00', closes: '08:50', slotMinutes: 30, capacity: 4 })).toBe(4)
    expect(placesADay({ opens: '12:00', closes: '08:00', slotMinutes: 30, capacity: 4 })).toBe(0)
  })
})

describe('a day in words', () => {
  const now = { day: '2026-11-24', start: '08:15' }
  const day = (d: string, ...taken: number[]): DayLoad => ({ day: d, open: taken.length > 0, slots: taken.map((n, i) => ({ start: i ? '08:30' : '08:00', capacity: 3, taken: n })) })
  it.each([
    [day('2026-11-26', 1, 2), 'Thursday has 3 free places'], [day('2026-11-26', 3, 2), 'Thursday has 1 free place'], [day('2026-11-26', 3, 3), 'Thursday is full'],
    [day('2026-11-24', 0, 2), 'Today has 1 free place'], [day('2026-11-24', 0, 3), 'Today: no free place is left'], [day('2026-11-28'), 'Saturday: no bookings'], [day('2026-11-23', 0, 2), 'Monday is over'],
  ])('says what matters: %#', (d, text) => expect(finding(d, now)).toBe(text))

  it('names the year only when it is another', () => {
    expect(whenText({ day: '2026-11-24', start: '10:00' }, '2026-11-22')).toBe('Tue 24 Nov, 10:00')
    expect(dayOf('2027-01-05', '2026-11-22')).toBe('Tue 5 Jan 2027')
    useWords(st, 'st')
    expect(dayOf('2026-11-24', '2026-11-22')).toMatch(/^Lab\. 2, 24 /)
  })
})

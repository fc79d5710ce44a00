import { beforeEach, describe, expect, it } from 'vitest'
import en from '@assets/i18n/en.json'
import st from '@assets/i18n/st.json'
import { useWords } from '../i18n/words'
import type { Appointment } from './calls'
import { placesOf, readBlock, ticked, toBlocks, withOther, wrongIn } from './hoursForm'
import { daysText, placesADay, startsOf, timesText } from './opening'
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
    expect(placesADay({ opens: '08:00', closes: '12:30', capacity: 3 }, 30)).toBe(27)
    expect(placesADay({ opens: '08:00', closes: '08:50', capacity: 4 }, 30)).toBe(4)
    expect(placesADay({ opens: '12:00', closes: '08:00', capacity: 4 }, 30)).toBe(0)
  })

  it('puts no place into a break, and begins again at its end', () => {
    const h = { opens: '10:00', closes: '14:45', breakFrom: '11:45', breakUntil: '13:10', capacity: 3 }
    expect(startsOf(h, 30)).toEqual(['10:00', '10:30', '11:00', '13:10', '13:40', '14:10'])
    expect(timesText(h)).toBe('10:00 to 14:45, break 11:45 to 13:10')
  })
})

describe('the form of hours', () => {
  const schedule = { id: 's', departmentId: 'd', slotMinutes: 30, active: true, version: 1, hours: [{ weekdays: [1, 2, 3, 4, 5], opens: '08:00', closes: '12:30', capacity: 3 }] }

  it('says again what it was given', () => {
    const hours = [...schedule.hours, { weekdays: [6], opens: '08:00', closes: '15:00', breakFrom: '12:00', breakUntil: '13:00', capacity: 2 }]
    expect(toBlocks({ ...schedule, hours }).map(readBlock)).toEqual(hours)
  })

  it('gives a day other hours: it leaves those it had', () => {
    const two = withOther(toBlocks(schedule))
    expect(two[1]).toMatchObject({ weekdays: [], opens: '08:00', capacity: '3' })
    expect(ticked(two, 1, ['3']).map((b) => b.weekdays)).toEqual([['1', '2', '4', '5'], ['3']])
    expect(ticked(two, 1, ['6']).map((b) => b.weekdays)).toEqual([['1', '2', '3', '4', '5'], ['6']])
  })

  it('counts places once the hours are right', () => {
    const [usual] = toBlocks(schedule)
    expect([usual!, { ...usual!, pauses: true }, { ...usual!, pauses: true, closes: '16' }, { ...usual!, weekdays: [] }].map((b) => placesOf([b], 0, 30))).toEqual([27, 0, 42, 27])
  })

  it.each([
    [{ weekdays: [] }, 'weekdays'], [{ opens: '8:3' }, 'opens'], [{ closes: '' }, 'closes'], [{ capacity: '0' }, 'capacity'], [{ closes: '08:20' }, 'closes'], [{ closes: '7' }, 'closes'],
    [{ pauses: true, breakFrom: 'noon' }, 'breakFrom'], [{ pauses: true, breakFrom: '7' }, 'breakFrom'], [{ pauses: true, closes: '15', breakUntil: '12' }, 'breakUntil'], [{ pauses: true }, 'breakFrom'],
    [{ pauses: true, closes: '16', breakFrom: '08:10', breakUntil: '15:40' }, 'closes'],
  ])('finds what is wrong: %j', (part, field) => {
    const blocks = toBlocks(schedule)
    const broken = [blocks[0]!, { ...blocks[0]!, ...part }]
    expect(wrongIn(broken, 1, 30).map((e) => e.field)).toEqual([`hours[1].${field}`])
    expect(wrongIn(broken, 0, 30)).toEqual([])
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

import { describe, expect, it } from 'vitest'
import { fillOf, freePlaces, freeSlots, mondayOf, nearest, readDay, readTime, timeOf, weekday, weekOf, type DayLoad } from './week'

const day = (d: string, ...taken: number[]): DayLoad => ({ day: d, open: taken.length > 0, slots: taken.map((n, i) => ({ start: timeOf(480 + i * 30), capacity: 3, taken: n })) })

describe('a week', () => {
  it('begins on Monday, also across a year', () => {
    expect(mondayOf('2026-11-22')).toBe('2026-11-16') // a Sunday
    expect(mondayOf('2026-11-23')).toBe('2026-11-23')
    expect(weekOf('2026-12-28')).toEqual(['2026-12-28', '2026-12-29', '2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02', '2027-01-03'])
    expect([weekday('2026-11-22'), weekday('2026-11-26')]).toEqual([7, 4])
  })
})

describe('what is free', () => {
  it('counts what has not begun, and never less than nothing', () => {
    const d = day('2026-11-26', 3, 2, 0, 5)
    expect(freePlaces(d, { day: '2026-11-25', start: '12:00' })).toBe(4)
    expect(freePlaces(d, { day: '2026-11-26', start: '08:30' })).toBe(4)
    expect(freePlaces(d, { day: '2026-11-26', start: '08:31' })).toBe(3)
    expect(freePlaces(d, { day: '2026-11-27', start: '00:00' })).toBe(0)
    expect(freeSlots({ ...d, open: false }, { day: '2026-11-25', start: '12:00' })).toEqual([])
  })

  it('says how full a day is', () => {
    expect(fillOf(day('2026-11-26'))).toBe('closed')
    expect(fillOf({ ...day('2026-11-26', 1), open: false })).toBe('closed')
    expect(fillOf(day('2026-11-26', 1, 0))).toBe('room')
    expect(fillOf(day('2026-11-26', 3, 3, 3, 3, 3, 3, 2))).toBe('nearly')
    expect(fillOf(day('2026-11-26', 3, 4))).toBe('full')
  })
})

describe('the nearest free time', () => {
  const from = '2026-11-25'
  it('is on the day itself where there is one', () => {
    expect(nearest([day('2026-12-01', 1), day('2026-12-02', 3, 2), day('2026-12-03', 0)], '2026-12-02', from)).toMatchObject({ day: '2026-12-02', start: '08:30' })
  })
  it('is the earlier of two days equally far: pills do not last longer', () => {
    expect(nearest([day('2026-12-01', 1), day('2026-12-02', 3), day('2026-12-03', 0)], '2026-12-02', from)).toMatchObject({ day: '2026-12-01' })
  })
  it('is the closer day, even when it is later', () => {
    expect(nearest([day('2026-11-30', 1), day('2026-12-02'), day('2026-12-03', 0)], '2026-12-02', from)).toMatchObject({ day: '2026-12-03' })
  })
  it('is never before the first day allowed, and may be none', () => {
    expect(nearest([day('2026-11-24', 0), day('2026-11-30', 0)], '2026-11-25', from)).toMatchObject({ day: '2026-11-30' })
    expect(nearest([day('2026-11-24', 0), day('2026-11-30', 3)], '2026-11-25', from)).toBeUndefined()
  })
})

describe('what is typed', () => {
  it.each([['8', '08:00'], ['8:30', '08:30'], ['8h30', '08:30'], ['0830', '08:30'], ['16.30', '16:30'], [' 9 ', '09:00']])('reads %s as a time', (text, time) => expect(readTime(text)).toBe(time))
  it.each(['', '24', '8:60', '8:3', 'eight', '12345'])('does not read %s as a time', (text) => expect(readTime(text)).toBeUndefined())

  const today = '2026-11-22'
  it.each([['2026-12-24', '2026-12-24'], ['24/12/2026', '2026-12-24'], ['24.12.', '2026-12-24'], ['24 12', '2026-12-24'], ['3/1', '2027-01-03'], ['22/11', '2026-11-22'], ['1-2-27', '2027-02-01']])('reads %s as a day', (text, d) => expect(readDay(text, today)).toBe(d))
  it.each(['', '30/2', '2026-02-30', '12', '32/1', 'tomorrow', '1/13/2026'])('does not read %s as a day', (text) => expect(readDay(text, today)).toBeUndefined())
})

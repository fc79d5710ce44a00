import { plural, t, type Key } from '../i18n/words'
import type { DayHours } from './calls'
import { minutes, timeOf } from './week'

/** "Mon to Fri", "Tue, Thu": days that follow each other become a span. */
export function daysText(weekdays: readonly number[]): string {
  const name = (n: number) => t(`date.dayShort.${n}` as Key)
  const runs: number[][] = []
  for (const d of [...weekdays].sort((a, b) => a - b)) {
    const last = runs.at(-1)
    if (last && last.at(-1) === d - 1) last.push(d)
    else runs.push([d])
  }
  return runs.map((r) => (r.length > 2 ? t('hours.span', { from: name(r[0]!), to: name(r.at(-1)!) }) : r.map(name).join(', '))).join(', ')
}

type Day = Omit<DayHours, 'weekdays'>

/** The times of a day that can be booked: whole ones only, and after a break from its end on. */
export function startsOf(h: Day, step: number): string[] {
  const run = (from: string, to: string) => Array.from({ length: Math.max(0, Math.floor((minutes(to) - minutes(from)) / step)) }, (_, n) => timeOf(minutes(from) + n * step))
  return h.breakFrom && h.breakUntil ? [...run(h.opens, h.breakFrom), ...run(h.breakUntil, h.closes)] : run(h.opens, h.closes)
}

/** How many places a day has by these hours. */
export const placesADay = (h: Day, step: number) => startsOf(h, step).length * h.capacity

/** "08:00 to 15:30, break 12:30 to 13:30" */
export function timesText(h: Day): string {
  const hours = t('hours.fromTo', { from: h.opens, to: h.closes })
  return h.breakFrom && h.breakUntil ? t('hours.withBreak', { hours, from: h.breakFrom, until: h.breakUntil }) : hours
}

/** "3 places each 30 minutes. 27 places a day" */
export const placesText = (h: Day, step: number) => `${plural('booking.each', h.capacity, { minutes: step })}. ${plural('hours.aDay', placesADay(h, step))}`

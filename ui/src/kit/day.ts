/** A day of the calendar, anywhere: no time, no zone. */
export interface Day { y: number; m: number; d: number }

const DAY_MS = 86_400_000
const utc = (at: Day) => Date.UTC(at.y, at.m - 1, at.d)

export function day(iso: string): Day {
  const [y, m = 1, d = 1] = iso.split('-').map(Number)
  return { y: y!, m, d }
}

const pad = (n: number, width: number) => String(n).padStart(width, '0')

/** `YYYY-MM-DD`. */
export function isoDay(at: Day): string {
  return `${pad(at.y, 4)}-${pad(at.m, 2)}-${pad(at.d, 2)}`
}

export const daysIn = (y: number, m: number) => new Date(Date.UTC(y, m, 0)).getUTCDate()

export const isReal = (at: Day) => at.m >= 1 && at.m <= 12 && at.d >= 1 && at.d <= daysIn(at.y, at.m)

export const before = (a: Day, b: Day) => isoDay(a) < isoDay(b)

export function addDays(at: Day, n: number): Day {
  return day(new Date(utc(at) + n * DAY_MS).toISOString().slice(0, 10))
}

/** The same day of another month, or its last day where that one is shorter. */
export function addMonths(at: Day, n: number): Day {
  const months = at.y * 12 + at.m - 1 + n
  const [y, m] = [Math.floor(months / 12), (((months % 12) + 12) % 12) + 1]
  return { y, m, d: Math.min(at.d, daysIn(y, m)) }
}

/** Completed months from one day to a later one. */
export const monthsTo = (from: Day, to: Day) => 12 * (to.y - from.y) + to.m - from.m - (to.d < from.d ? 1 : 0)

export const daysTo = (from: Day, to: Day) => Math.round((utc(to) - utc(from)) / DAY_MS)

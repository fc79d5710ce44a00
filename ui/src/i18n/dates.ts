import { t, type Key } from './words'

// Sesotho is never passed to Intl: Chromium answers `st` with US English and `st-LS` with raw codes.
// So Intl only breaks an instant into numbers, and the names come from our own catalogue.
const ZONE = 'Africa/Maseru'
const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE, year: 'numeric', month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
})

export interface CivilTime { year: number; month: number; day: number; hour: number; minute: number }

/** An instant (Date, epoch ms or RFC 3339 text) as the clinic's wall clock shows it. */
export function civil(instant: Date | number | string): CivilTime {
  const out: Record<string, number> = {}
  for (const p of parts.formatToParts(new Date(instant))) if (p.type !== 'literal') out[p.type] = Number(p.value)
  return out as unknown as CivilTime
}

/** The day at the clinic as `YYYY-MM-DD`, by the box's time: `today(serverNow())`. A device may be days off. */
export function today(now: Date | number): string {
  const c = civil(now)
  return isoDate(c.year, c.month, c.day)
}

export function isoDate(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${pad(month)}-${pad(day)}`
}

const pad = (n: number) => String(n).padStart(2, '0')
const month = (n: number) => t(`date.month.${n}` as Key)
const monthShort = (n: number) => t(`date.monthShort.${n}` as Key)

/** "21 Nov 2026" from a civil date of any precision: `2026-11-21`, `2026-11` or `2026`. */
export function dateText(value: string): string {
  const [y, m, d] = value.split('-').map(Number)
  if (!m) return String(y)
  return d ? `${d} ${monthShort(m)} ${y}` : `${month(m)} ${y}`
}

/** "Tuesday 24 November" for a civil date `YYYY-MM-DD`. */
export function dayText(value: string): string {
  const [y, m, d] = value.split('-').map(Number) as [number, number, number]
  const weekday = new Date(Date.UTC(y, m - 1, d)).getUTCDay() || 7
  return `${t(`date.day.${weekday}` as Key)} ${d} ${month(m)}`
}

/** "10:42" of an instant, clinic time. */
export function timeText(instant: Date | number | string): string {
  const c = civil(instant)
  return `${pad(c.hour)}:${pad(c.minute)}`
}

/** "21 Nov 2026 10:42" of an instant, clinic time. */
export function instantText(instant: Date | number | string): string {
  const c = civil(instant)
  return `${dateText(isoDate(c.year, c.month, c.day))} ${timeText(instant)}`
}

/** Digits in groups of three with a thin gap, as on files and counts: "6 318". */
export function countText(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+(?!\d))/g, '\u00a0')
}

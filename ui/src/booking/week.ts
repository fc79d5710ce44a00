import { addDays, day as civilDay, daysTo, isoDay } from '../kit/day'

/** A time of a day that can be booked, and how many of its places are taken. */
export interface SlotLoad { start: string; capacity: number; taken: number }
export interface DayLoad { day: string; open: boolean; slots: readonly SlotLoad[] }
export interface Spot { day: string; start: string }

export const daysAfter = (day: string, n: number) => isoDay(addDays(civilDay(day), n))

/** 1 Monday to 7 Sunday. */
export function weekday(day: string): number {
  const { y, m, d } = civilDay(day)
  return new Date(Date.UTC(y, m - 1, d)).getUTCDay() || 7
}

export const mondayOf = (day: string) => daysAfter(day, 1 - weekday(day))

export const weekOf = (monday: string) => Array.from({ length: 7 }, (_, i) => daysAfter(monday, i))

const sum = (slots: DayLoad['slots'], of: (s: SlotLoad) => number) => slots.reduce((n, s) => n + of(s), 0)
export const placesOf = (d: DayLoad) => sum(d.slots, (s) => s.capacity)
export const takenOf = (d: DayLoad) => sum(d.slots, (s) => s.taken)
/** More may be booked than there are places, when the manager took some away afterwards. */
export const freeIn = (s: SlotLoad) => Math.max(0, s.capacity - s.taken)

/** What has not begun yet and has a place left. */
export function freeSlots(d: DayLoad, now: Spot): readonly SlotLoad[] {
  if (!d.open || d.day < now.day) return []
  return d.slots.filter((s) => freeIn(s) > 0 && (d.day > now.day || s.start >= now.start))
}

export const freePlaces = (d: DayLoad, now: Spot) => sum(freeSlots(d, now), freeIn)

export type Fill = 'closed' | 'room' | 'nearly' | 'full'
const NEARLY = 0.85

export function fillOf(d: DayLoad): Fill {
  const places = placesOf(d)
  if (!d.open || !places) return 'closed'
  const taken = takenOf(d)
  if (taken >= places) return 'full'
  return taken >= places * NEARLY ? 'nearly' : 'room'
}

/**
 * The free time nearest to a wanted day, never before `from`. Of two days equally far the earlier: pills that were
 * counted out for so many days do not last a day longer.
 */
export function nearest(days: readonly DayLoad[], wanted: string, from: string): (Spot & SlotLoad) | undefined {
  const far = (d: string) => Math.abs(daysTo(civilDay(wanted), civilDay(d)))
  const open = days.filter((d) => d.day >= from && freeSlots(d, { day: from, start: '' }).length > 0)
  const best = [...open].sort((a, b) => far(a.day) - far(b.day) || (a.day < b.day ? -1 : 1))[0]
  return best && { day: best.day, ...freeSlots(best, { day: from, start: '' })[0]! }
}

export const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
export const timeOf = (m: number) => `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`

/** What is written by hand as a time: 8, 8:00, 8h30, 0830, 16.30. Nothing when it is none. */
export function readTime(text: string): string | undefined {
  const found = /^\s*(\d{1,2})(?:\s*[:.h ]\s*(\d{2}))?\s*$/.exec(text) ?? /^\s*(\d{1,2})(\d{2})\s*$/.exec(text)
  if (!found) return undefined
  const [h, m] = [Number(found[1]), Number(found[2] ?? 0)]
  return h < 24 && m < 60 ? timeOf(h * 60 + m) : undefined
}

/** A day somebody types: 2026-12-24, 24/12/2026, 24.12., 24 12. Without a year the next one to come. */
export function readDay(text: string, today: string): string | undefined {
  const iso = /^\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*$/.exec(text)
  const loose = /^\s*(\d{1,2})[\s./-]+(\d{1,2})(?:[\s./-]+(\d{4}|\d{2}))?[.\s]*$/.exec(text)
  const parts = iso ? [iso[1], iso[2], iso[3]] : loose ? [loose[3], loose[2], loose[1]] : undefined
  if (!parts) return undefined
  const [m, d] = [Number(parts[1]), Number(parts[2])]
  const year = (y: number) => {
    const at = { y, m, d }
    const out = isoDay(at)
    return m >= 1 && m <= 12 && d >= 1 && isoDay(addDays(at, 0)) === out ? out : undefined
  }
  if (parts[0]) return year(Number(parts[0].length === 2 ? `20${parts[0]}` : parts[0]))
  const thisYear = Number(today.slice(0, 4))
  const now = year(thisYear)
  return now && now >= today ? now : year(thisYear + 1)
}

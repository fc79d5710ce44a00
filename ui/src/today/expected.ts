import type { Schema } from '../app/api'

export type Booking = Schema['Booking']

/** How long before and after their time somebody is looked for at the desk. */
const LATE_MINUTES = 60
const SOON_MINUTES = 180

export interface Expected {
  /** Booked for the day and not cancelled, and how many of them have come. */
  all: number
  come: number
  /** Who may walk in now: booked for the next hours, or not here though their time has begun. */
  soon: Booking[]
  /** How many come later than that. */
  later: number
  /** How many are long past their time. */
  missing: number
}

/** Minutes of the day in "10:30". */
export const minutesOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))

/** The day's bookings as the desk sees them at that minute of the clinic's day, the earliest first. */
export function expected(book: Schema['DayBook'], nowMinutes: number): Expected {
  const all = book.departments.flatMap((d) => d.slots.flatMap((s) => s.bookings ?? []))
  const open = all.filter((b) => b.status === 'booked' || b.status === 'noshow')
  const ahead = (b: Booking) => minutesOf(b.start) - nowMinutes
  return {
    all: all.length,
    come: all.length - open.length,
    soon: open.filter((b) => ahead(b) >= -LATE_MINUTES && ahead(b) <= SOON_MINUTES)
      .sort((a, b) => a.start.localeCompare(b.start) || a.seat - b.seat || a.id.localeCompare(b.id)),
    later: open.filter((b) => ahead(b) > SOON_MINUTES).length,
    missing: open.filter((b) => ahead(b) < -LATE_MINUTES).length,
  }
}

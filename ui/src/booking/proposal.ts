import { day as civilDay, daysTo } from '../kit/day'
import type { Appointment, To, WeekDay } from './calls'
import { nearest } from './week'

/** So near to the wanted day, a booking that is there already is the one that is meant. */
const NEAR_DAYS = 3

export interface Proposal {
  /** What signing books; none when there is no free place, or a booking already. */
  to: To | undefined
  /** The booking that is there already. */
  already: Appointment | undefined
  /** The day of `to`. */
  load: WeekDay | undefined
}

/** What a wish to see somebody again on a day comes to: the place chosen, the booking there is, or the nearest free place. */
export function proposal(days: readonly WeekDay[], bookings: readonly Appointment[], wanted: string, departmentId: string, from: string, chosen: To | undefined): Proposal {
  const far = (a: Appointment) => Math.abs(daysTo(civilDay(wanted), civilDay(a.day)))
  const already = chosen ? undefined : bookings.filter((a) => a.status === 'booked' && a.departmentId === departmentId && a.day >= from && far(a) <= NEAR_DAYS).sort((a, b) => far(a) - far(b))[0]
  const near = chosen || already ? undefined : nearest(days, wanted, from)
  const to = chosen ?? (near && { departmentId, day: near.day, start: near.start })
  return { to, already, load: to && days.find((d) => d.day === to.day) }
}

import type { Appointment } from './calls'

/** What comes first is what is still to come, the nearest first, then what was. */
export function sorted(list: readonly Appointment[], day: string): { coming: Appointment[]; past: Appointment[] } {
  const stands = (a: Appointment) => a.day >= day && a.status !== 'cancelled' && a.status !== 'fulfilled'
  const key = (a: Appointment) => a.day + a.start
  return {
    coming: list.filter(stands).sort((a, b) => (key(a) < key(b) ? -1 : 1)),
    past: list.filter((a) => !stands(a)).sort((a, b) => (key(a) > key(b) ? -1 : 1)),
  }
}

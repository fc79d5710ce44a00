import { today, timeText } from '../i18n/dates'
import { minute } from '../kit/clock'
import type { Spot } from './week'

/** The clinic's day and minute; what reads it follows. */
export const spotNow = (): Spot => ({ day: today(minute.value), start: timeText(minute.value) })

const STORED = 'karete.booking'

/** The department whose bookings were last looked at on this device, by id. */
export function lastLooked(): string {
  try {
    return localStorage.getItem(STORED) ?? ''
  } catch {
    return ''
  }
}

export function rememberLooked(departmentId: string): void {
  try {
    localStorage.setItem(STORED, departmentId)
  } catch {
    // then the first is shown
  }
}

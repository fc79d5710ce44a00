import { dayText } from '../i18n/dates'
import { addDays, day, isoDay } from '../kit/day'

/** So many days later, or earlier. */
export const shift = (iso: string, days: number) => isoDay(addDays(day(iso), days))

/** "Monday 23 November", with the year when it is not this one. */
export function dayTitle(iso: string, now: string): string {
  if (!/^\d{4}-\d\d-\d\d$/.test(iso)) return iso
  return iso.slice(0, 4) === now.slice(0, 4) ? dayText(iso) : `${dayText(iso)} ${iso.slice(0, 4)}`
}

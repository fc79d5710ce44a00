import { dateText } from '../i18n/dates'
import { hasKey, plural, t, type Key } from '../i18n/words'
import type { IconName } from '../kit/Icon'
import { fillOf, freePlaces, weekday, type DayLoad, type Spot } from './week'

export type Status = 'booked' | 'arrived' | 'fulfilled' | 'cancelled' | 'noshow'

export const dayName = (day: string) => t(`date.day.${weekday(day)}` as Key)

export const dayShort = (day: string) => t(`date.dayShort.${weekday(day)}` as Key)

/** "Tue 24 Nov", with the year where it is another one than today's. */
export function dayOf(day: string, today: string): string {
  const date = dateText(day)
  return t('booked.dayOf', { day: dayShort(day), date: day.slice(0, 4) === today.slice(0, 4) ? date.slice(0, -5) : date })
}

/** "Tue 24 Nov, 10:00" */
export const whenText = (at: Spot, today: string) => `${dayOf(at.day, today)}, ${at.start}`

/** A state by icon and word; never by colour alone. */
export const STATES: Readonly<Record<Status, { icon: IconName; tone: 'k' | 'w' | 'd' | 'o'; key: Key }>> = {
  booked: { icon: 'calendar', tone: 'o', key: 'booked.booked' },
  arrived: { icon: 'line', tone: 'k', key: 'booked.arrived' },
  fulfilled: { icon: 'check', tone: 'k', key: 'booked.fulfilled' },
  cancelled: { icon: 'close', tone: 'o', key: 'booked.cancelled' },
  noshow: { icon: 'warn', tone: 'w', key: 'booked.noshow' },
}

/** The reason of a booking: the clinic's own words are translated, others stand as typed. */
export function reasonText(reason: string): string {
  const key = `checkIn.reason.${reason}`
  return hasKey(key) ? t(key) : reason
}

/** What a day is like, as its title. */
export function finding(d: DayLoad, now: Spot): string {
  const day = d.day === now.day ? t('booking.today') : dayName(d.day)
  const fill = fillOf(d)
  if (fill === 'closed') return t('booking.isClosed', { day })
  if (d.day < now.day) return t('booking.isOver', { day })
  if (fill === 'full') return t('booking.isFull', { day })
  const free = freePlaces(d, now)
  return free ? plural('booking.isFree', free, { day }) : t('booking.noneLeft', { day })
}

import type { Schema } from '../app/api'
import { t } from '../i18n/words'

export type ServingPlace = Schema['ServingPlace']

/** A room as it is called out: a bare number is "Room 3", anything else is said as it was written. */
export const roomText = (room: string) => (/^\d+\p{L}?$/u.test(room) ? t('queue.room', { room }) : room)

/** Who serves where, a room once: "Room 1 (Dr Mohapi), Triage 1 (Nurse Thato, Nurse Palesa)". */
export function placesText(places: readonly ServingPlace[]): string {
  const rooms = new Map<string, string[]>()
  for (const p of places) rooms.set(p.room, [...(rooms.get(p.room) ?? []), p.staff.displayName])
  return [...rooms].map(([room, staff]) => `${roomText(room)} (${staff.join(', ')})`).join(', ')
}

/** "about 20 to 45 min", from what the last weeks say. */
export function rangeText(range: Schema['WaitRange']): string {
  return range.lowMinutes > 0 ? t('queue.estimate', { low: range.lowMinutes, high: range.highMinutes }) : t('queue.estimateTo', { high: range.highMinutes })
}

import type { Schema } from '../app/api'
import { today } from '../i18n/dates'

export type Access = Schema['RecordAccess']

/** What one person did in one go on one device. */
export interface Sitting {
  /** Newest first. */
  entries: readonly Access[]
  /** Each act once, newest first, with how often. */
  acts: readonly { action: string; times: number }[]
  withoutVisit: boolean
}

export interface OpenedDay { day: string; sittings: readonly Sitting[] }

const together = (a: Access, b: Access) => a.staff?.id === b.staff?.id && a.device === b.device && a.role === b.role

/** The list, newest first, by day; what stands next to each other and is of one person on one device is one sitting. */
export function byDay(list: readonly Access[]): readonly OpenedDay[] {
  const days: { day: string; sittings: Access[][] }[] = []
  for (const entry of list) {
    const day = today(Date.parse(entry.at))
    let last = days.at(-1)
    if (last?.day !== day) days.push(last = { day, sittings: [] })
    const sitting = last.sittings.at(-1)
    if (sitting && together(sitting[0]!, entry)) sitting.push(entry)
    else last.sittings.push([entry])
  }
  return days.map(({ day, sittings }) => ({ day, sittings: sittings.map(sittingOf) }))
}

function sittingOf(entries: readonly Access[]): Sitting {
  const times = new Map<string, number>()
  for (const e of entries) times.set(e.action, (times.get(e.action) ?? 0) + 1)
  return { entries, acts: [...times].map(([action, n]) => ({ action, times: n })), withoutVisit: entries.some((e) => e.withoutVisit) }
}

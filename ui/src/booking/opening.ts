import { t, type Key } from '../i18n/words'
import type { Schedule } from './calls'
import { minutes } from './week'

/** "Mon to Fri", "Tue, Thu": days that follow each other become a span. */
export function daysText(weekdays: readonly number[]): string {
  const name = (n: number) => t(`date.dayShort.${n}` as Key)
  const runs: number[][] = []
  for (const d of [...weekdays].sort((a, b) => a - b)) {
    const last = runs.at(-1)
    if (last && last.at(-1) === d - 1) last.push(d)
    else runs.push([d])
  }
  return runs.map((r) => (r.length > 2 ? t('hours.span', { from: name(r[0]!), to: name(r.at(-1)!) }) : r.map(name).join(', '))).join(', ')
}

/** How many places a day has by these hours. */
export function placesADay(s: Pick<Schedule, 'opens' | 'closes' | 'slotMinutes' | 'capacity'>): number {
  return Math.max(0, Math.floor((minutes(s.closes) - minutes(s.opens)) / s.slotMinutes)) * s.capacity
}

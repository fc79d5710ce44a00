import type { Schema } from '../app/api'
import { instantText, timeText, today } from '../i18n/dates'
import { t, type Key } from '../i18n/words'
import { serverNow } from '../kit/clock'
import { shift } from '../report/day'

export type Status = Schema['BackupStatus']
export type Run = Schema['BackupRun']
export type Backup = Schema['Backup']
export type Place = Schema['BackupPlace']
export type Seen = Schema['SeenMedium']

/** What the page is about: the one thing that a manager should see first. */
export type Standing = 'none' | 'running' | 'failed' | 'never' | 'old' | 'ok'

/** A run that goes on hides how the last one ended; one that failed matters until there is a good one again. */
export function standing(s: Status): Standing {
  if (s.run && s.run.phase !== 'done') return 'running'
  if (s.places === 0) return 'none'
  if (s.trouble) return 'failed'
  if (s.state === 'never') return 'never'
  return s.level === 'ok' ? 'ok' : 'old'
}

/** Why something went wrong and what to do, in a sentence. */
export const resultText = (result: string, place: string) => t(`backup.r.${result}` as Key, { place })

/** The same of a backup that was good once. */
export const laterText = (failure: string, place: string) => (failure === 'damaged' ? t('backup.later.damaged', { place }) : resultText(failure, place))

/** "Today 14:02", "Yesterday 18:00", "20 Nov 2026 18:00". */
export function whenText(instant: string, now: number = serverNow()): string {
  const day = today(Date.parse(instant))
  const here = today(now)
  if (day === here) return `${t('date.today')} ${timeText(instant)}`
  return day === shift(here, -1) ? `${t('date.yesterday')} ${timeText(instant)}` : instantText(instant)
}

/** How a place stands, and whether that is well, worth a look, or in the way. */
export function placeState({ kind, where }: Pick<Place, 'kind' | 'where'>): { word: Key; look: 'k' | 'o' | 'w' | 'd' } {
  if (where === 'there') return { word: kind === 'stick' ? 'backup.place.there' : 'backup.place.reachable', look: 'k' }
  if (where === 'away') return { word: kind === 'stick' ? 'backup.place.away' : 'backup.place.unreachable', look: kind === 'stick' ? 'o' : 'w' }
  return { word: `backup.place.${where}`, look: where === 'failing' ? 'd' : 'w' }
}

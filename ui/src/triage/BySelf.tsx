import type { QueueRow } from '../queue/rows'
import { t } from '../i18n/words'
import { TriageBadge, type Level } from '../kit/TriageBadge'

/** Nobody has looked at them yet, but they have said that it is urgent. That somebody thinks it is not says nothing. */
export const saysMore = (row: Pick<QueueRow, 'level' | 'selfLevel'>) => row.level === 0 && row.selfLevel > 0 && row.selfLevel < 4

/** How urgent somebody is by their own words, said to be just that. */
export function BySelf({ row }: { row: Pick<QueueRow, 'selfLevel'> }) {
  return <span class="byself"><span class="cap">{t('home.patientSaid')}</span><TriageBadge level={row.selfLevel as Level} /></span>
}

/** The level of a row: what a clinician found, else what the patient said. */
export function LevelOf({ row }: { row: Pick<QueueRow, 'level' | 'selfLevel'> }) {
  return saysMore(row) ? <BySelf row={row} /> : <TriageBadge level={row.level as Level} />
}

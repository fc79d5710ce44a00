import type { Schema } from '../app/api'
import { dateText, today } from '../i18n/dates'
import { t } from '../i18n/words'
import type { IconName } from '../kit/Icon'

type Identifier = Schema['Identifier']
export type FileEvent = Schema['LogFile']['kind']

/** As people write it: the letters before the number. */
export const numberText = (i: Pick<Identifier, 'system' | 'series' | 'value'>) => [i.series, i.value].filter(Boolean).join(i.system === 'file-number' ? '-' : ' ')

/** What can have become of a paper file, the likeliest first. The server holds to the same. */
export function nextEvents(state: FileEvent | undefined): readonly FileEvent[] {
  switch (state) {
    case 'missing': return ['found', 'destroyed']
    case 'destroyed': return []
    case 'shelved': case 'found': return ['missing', 'shelved', 'destroyed']
    default: return ['shelved', 'missing', 'destroyed']
  }
}

/** Where a paper file is, as one state with a sign and a word; undefined when nobody wrote anything down. */
export function fileState(file: Schema['PaperFile'] | undefined): { icon: IconName; look: 'k' | 'w' | 'd'; text: string } | undefined {
  if (!file) return undefined
  const date = dateText(today(new Date(file.at)))
  if (file.state === 'missing') return { icon: 'warn', look: 'w', text: t('numbers.missing', { date }) }
  if (file.state === 'destroyed') return { icon: 'stop', look: 'd', text: t('numbers.destroyed', { date }) }
  if (file.shelf) return { icon: 'check', look: 'k', text: t('numbers.shelf', { shelf: file.shelf }) }
  return { icon: 'check', look: 'k', text: t('numbers.found', { date }) }
}

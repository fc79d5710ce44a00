import type { Schema } from '../app/api'
import { countText } from '../i18n/dates'
import { t } from '../i18n/words'

const SHOWN = ['patients', 'visits', 'notes', 'entries'] as const

/** What is in a backup, as large as the figures on a slip. */
export function Counts({ counts }: { counts: Schema['BackupCounts'] }) {
  return (
    <dl class="bu-counts num">
      {SHOWN.map((k) => <div key={k}><dt>{t(`backup.count.${k}`)}</dt><dd data-testid={`count-${k}`}>{countText(counts[k])}</dd></div>)}
    </dl>
  )
}

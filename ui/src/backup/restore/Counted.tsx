import type { Schema } from '../../app/api'
import { countText } from '../../i18n/dates'
import { t } from '../../i18n/words'

/** The figures of a backup, before it is put back. */
export function Counted({ counts }: { counts: readonly Schema['RestoredCount'][] }) {
  return (
    <dl class="bu-counts num">
      {counts.map((c) => <div key={c.what}><dt>{t(`restore.count.${c.what}`)}</dt><dd data-testid={`in-${c.what}`}>{countText(c.written)}</dd></div>)}
    </dl>
  )
}

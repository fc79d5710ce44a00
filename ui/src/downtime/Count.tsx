import type { Schema } from '../app/api'
import { countText } from '../i18n/dates'
import { t, type Key } from '../i18n/words'

/** What became of the rows, as an equation: the reader holds it against the paper. */
export function Count({ count: c, written }: { count: Schema['PaperCount']; written?: boolean }) {
  const terms: readonly (readonly [Key, number])[] = written
    ? [['paper.keyed', c.keyed], ['paper.crossed', c.crossed], ['paper.left', c.left]]
    : [['paper.keyed', c.keyed], ['paper.crossed', c.crossed], ['paper.unused', c.unused], ['paper.left', c.reserved]]
  return (
    <p class="pp-eq num" data-testid="count">
      <span><b>{countText(written ? c.written : c.rows)}</b> {t(written ? 'paper.written' : 'paper.rows')}</span>
      {terms.map(([label, n], i) => <span key={label}><i>{i ? '+' : '='}</i> <b>{countText(n)}</b> {t(label)}</span>)}
    </p>
  )
}

import { countText } from '../i18n/dates'
import { t } from '../i18n/words'
import type { Import } from './import'

/** How far the work is that goes on; it goes on without this page too. */
export function Working({ of }: { of: Import }) {
  const { done, total } = of.progress ?? { done: 0, total: of.rows }
  const words = t(`import.work.${of.state as 'checking'}`)
  return (
    <section class="card im-work" data-testid="import-working" aria-label={words}>
      <p class="row wrap"><b>{words}</b><span class="sp num">{t('import.progress', { done: countText(done), total: countText(total) })}</span></p>
      <progress class="im-bar" max={Math.max(total, 1)} value={done} aria-label={words} />
      <p class="cap">{t('import.work.goesOn')}</p>
    </section>
  )
}

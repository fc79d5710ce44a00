import type { ComponentChildren } from 'preact'
import { session } from '../app/session'
import { instantText } from '../i18n/dates'
import { t } from '../i18n/words'
import { serverNow } from '../kit/clock'
import { showName } from '../kit/person'

const PER_SHEET = 10

/** A4 sheets of ten cards with lines to cut along. */
export function Ten({ cards, foot }: { cards: readonly ComponentChildren[]; foot: string }) {
  const sheets = Array.from({ length: Math.ceil(cards.length / PER_SHEET) }, (_, i) => cards.slice(i * PER_SHEET, (i + 1) * PER_SHEET))
  const by = t('print.printedBy', { name: showName(session.value!.staff.displayName), time: instantText(serverNow()) })
  return (
    <>
      {sheets.map((ten, i) => (
        <section key={i} class="sheet10" aria-label={t('print.pageOf', { page: i + 1, pages: sheets.length })}>
          <div class="s10">{ten}</div>
          <p class="s10-foot">{foot} {by}. {sheets.length > 1 && t('print.pageOf', { page: i + 1, pages: sheets.length })}</p>
        </section>
      ))}
    </>
  )
}

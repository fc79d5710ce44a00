import { Fragment } from 'preact'
import { countText } from '../i18n/dates'
import { plural, t } from '../i18n/words'
import { terms, type Import, type Which } from './import'

const LOOK: Partial<Record<Which, string>> = { here: 'im-warn', again: 'im-warn', kept: 'im-warn', unreadable: 'im-bad' }

/** The file as an equation: every line of it is under exactly one term, and each term shows its lines. */
export function Equation({ of, shown, onShow }: { of: Import; shown: Which; onShow: (which: Which) => void }) {
  return (
    <section class="card im-eq" aria-label={t('import.lines')}>
      <span class="im-all"><span><b>{countText(of.rows)}</b> {plural('import.lineCount', of.rows)}</span></span>
      {terms(of).map(({ which, n }, i) => (
        <Fragment key={which}>
          <i>{i ? '+' : '='}</i>
          {n > 0 && of.linesUntil
            ? <button type="button" class={LOOK[which]} aria-pressed={shown === which} onClick={() => onShow(which)} data-testid={`show-${which}`}><span><b>{countText(n)}</b> {t(`import.verdict.${which as 'add'}`)}</span></button>
            : <span data-testid={`count-${which}`}><span><b>{countText(n)}</b> {t(`import.verdict.${which as 'add'}`)}</span></span>}
        </Fragment>
      ))}
    </section>
  )
}

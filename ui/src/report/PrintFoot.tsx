import type { Schema } from '../app/api'
import { session } from '../app/session'
import { countText, instantText } from '../i18n/dates'
import { t } from '../i18n/words'
import { minute } from '../kit/clock'

/** Foot of the paper: whose it is, and the journal's seal, by which a changed past would show. */
export function PrintFoot({ seal, clinic }: { seal?: Schema['Seal']; clinic: string }) {
  return (
    <footer class="rp-paper rp-foot">
      <p><b>{t('print.confidential')}</b> · {clinic} · {t('print.printedBy', { name: session.value?.staff.displayName ?? '', time: instantText(minute.value) })}</p>
      {seal && <p>{t('report.seal', { n: countText(seal.entries) })} <span class="mono">{seal.root}</span></p>}
    </footer>
  )
}

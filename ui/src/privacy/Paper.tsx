import { session } from '../app/session'
import { instantText } from '../i18n/dates'
import { t } from '../i18n/words'
import { minute } from '../kit/clock'
import { showName } from '../kit/person'

/** What only the paper says: whose it is, who printed it, that it is confidential. */
export function PaperFoot() {
  const { facility, staff } = session.value!
  return <footer class="pv-paper pv-foot"><b>{t('print.confidential')}</b>. {showName(facility.name)}. {t('print.printedBy', { name: showName(staff.displayName), time: instantText(minute.value) })}.</footer>
}

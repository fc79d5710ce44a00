import './paper.css'
import { Page } from '../app/Page'
import { can } from '../app/session'
import { plural, t } from '../i18n/words'
import { Button } from '../kit/Button'
import { gathered } from './gathered'

/** What can be printed without a patient in front of one. A card, a label or a ticket is printed where the person is. */
export default function PrintHome() {
  const n = gathered.value.length
  return (
    <Page name="print" title={t('nav.print')}>
      <div class="page-head"><h1>{t('nav.print')}</h1></div>
      <div class="phome">
        <section class="card pad stack"><h2>{t('print.sheet')}</h2><p>{n ? plural('print.waiting', n) : t('print.sheetEmptyText')}</p>{n > 0 && <p><Button kind="primary" icon="sheet" href="/print/sheet">{t('print.sheet')}</Button></p>}</section>
        {can('card.blanks') && <section class="card pad stack"><h2>{t('print.blanks')}</h2><p>{t('print.blanksText')}</p><p><Button icon="qr" href="/print/blanks">{t('print.blanks')}</Button></p></section>}
        {can('downtime.list') && <section class="card pad stack"><h2>{t('paper.title')}</h2><p>{t('paper.homeText')}</p><p><Button icon="note" href="/downtime" data-testid="paper">{t('paper.nav')}</Button></p></section>}
      </div>
    </Page>
  )
}

import '../manager/manager.css'
import '../privacy/privacy.css'
import './files.css'
import { useState } from 'preact/hooks'
import { api, ask } from '../app/api'
import { Page } from '../app/Page'
import { useLoad } from '../app/useLoad'
import { countText } from '../i18n/dates'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Segmented } from '../kit/choice'
import { PaperFoot } from '../privacy/Paper'
import { Ledger } from './Ledger'
import { MissingFiles } from './MissingFiles'
import { PeopleTabs } from './PeopleTabs'

type View = 'ledger' | 'missing'

/** The ledger of file numbers, and the paper files that nobody can find. Both can be printed. */
export default function Files() {
  const [view, setView] = useState<View>('ledger')
  const missing = useLoad(() => ask(api.GET('/api/v1/files/missing')), [])
  const n = missing.data?.total
  return (
    <Page name="files" title={t('people.files')} class="mg pv pv-print fl">
      <div class="page-head">
        <div class="grow"><h1>{t('people.files')}</h1><p class="t2 no-print">{t(view === 'ledger' ? 'file.lead' : 'file.missingLead')}</p></div>
        <div class="sp no-print"><Button size="s" icon="print" onClick={() => print()} data-testid="print-files">{t('action.print')}</Button></div>
      </div>
      <PeopleTabs at="/files" />
      <div class="no-print">
        <Segmented quiet legend={t('file.views')} name="view" value={view} onValue={setView} options={[
          { value: 'ledger', label: t('file.ledger') }, { value: 'missing', label: `${t('file.missingTab')}${n === undefined ? '' : ` ${countText(n)}`}` },
        ]} />
      </div>
      {view === 'ledger' ? <Ledger /> : <MissingFiles load={missing} />}
      <PaperFoot />
    </Page>
  )
}

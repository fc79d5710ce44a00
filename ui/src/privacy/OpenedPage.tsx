import { api, ask } from '../app/api'
import { Page } from '../app/Page'
import type { PageArgs } from '../app/pages'
import { errorText } from '../app/problem'
import { useLoad } from '../app/useLoad'
import { t } from '../i18n/words'
import { IconButton } from '../kit/Button'
import { Note } from '../kit/message'
import { PatientBanner, showName } from '../kit/person'
import { back } from '../app/router'
import { WhoOpened } from './WhoOpened'

/** Who opened a record, for those who see no chart. */
export default function OpenedPage({ params }: PageArgs) {
  const patientId = params['id']!
  const load = useLoad(() => ask(api.GET('/api/v1/patients/{patientId}', { params: { path: { patientId } } })), [patientId])
  const p = load.data
  const before = <IconButton icon="back" label={t('action.back')} onClick={() => back(`/patients/${patientId}`)} />
  return (
    <Page name="opened" title={p ? `${t('chart.whoOpened')}: ${showName(p.displayName)}` : t('chart.whoOpened')} banner={p && <PatientBanner person={p} before={before} />}>
      {!!load.error && <Note tone="danger" alert>{errorText(load.error)}</Note>}
      <WhoOpened patientId={patientId} />
    </Page>
  )
}

import './triage.css'
import type { PageArgs } from '../app/pages'
import { api, ask } from '../app/api'
import { fetchFirst } from '../app/Lazy'
import { useLive } from '../app/live'
import { Page } from '../app/Page'
import { errorText } from '../app/problem'
import { useLoad } from '../app/useLoad'
import { t } from '../i18n/words'
import { isLinking } from '../joined/file'
import { Button } from '../kit/Button'
import { Empty, Note, Skeleton } from '../kit/message'
import { showName } from '../kit/person'
import { patientSaid, Sorting } from './Sorting'

/** Opens the chart of the visit's patient; the line knows whose it is without opening a second record. */
async function open(visitId: string) {
  const board = await ask(api.GET('/api/v1/queue', {}))
  const patientId = board.entries.find((r) => r.visitId === visitId)?.patient.id
    ?? (await ask(api.GET('/api/v1/visits/{visitId}', { params: { path: { visitId } } }))).patientId
  const [chart, signs] = await Promise.all([
    ask(api.GET('/api/v1/patients/{patientId}/chart', { params: { path: { patientId } } })),
    ask(api.GET('/api/v1/triage/signs')),
  ])
  if (chart.patientSaid.length) await fetchFirst(patientSaid).catch(() => undefined)
  return { chart, signs: signs ?? [] }
}

export default function Triage({ params }: PageArgs) {
  const visitId = params['visitId']!
  const opened = useLoad(() => open(visitId), [visitId])
  // Another file of the same person may bring an allergy; the person themselves may just have answered questions.
  useLive(['queue'], opened.reload, (e) => {
    const whose = opened.data?.chart.patient.id
    return isLinking(e) ? e.subject.id === whose : e.action === 'door.ask' && e.patientId === whose
  })
  if (!opened.data) {
    return (
      <Page name="triage" title={t('triage.title')}>
        <h1 class="vh">{t('triage.title')}</h1>
        {opened.error === undefined ? <Skeleton rows={6} /> : (
          <div class="stack"><Note tone="danger" alert>{errorText(opened.error)}</Note><p><Button onClick={opened.reload}>{t('action.tryAgain')}</Button></p></div>
        )}
      </Page>
    )
  }
  const { chart, signs } = opened.data
  if (chart.openVisit?.visit.id !== visitId) {
    return (
      <Page name="triage" title={t('triage.title')}>
        <h1>{showName(chart.patient.displayName)}</h1>
        <Empty title={t('triage.visitClosed')} text={t('triage.visitClosedText')}><Button href={`/patients/${chart.patient.id}`}>{t('action.openChart')}</Button></Empty>
      </Page>
    )
  }
  return <Sorting chart={chart} record={chart.openVisit} signs={signs} />
}

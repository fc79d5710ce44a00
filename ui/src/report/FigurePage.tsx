import './report.css'
import { api, ask, type Schema } from '../app/api'
import { useLive } from '../app/live'
import { Page } from '../app/Page'
import type { PageArgs } from '../app/pages'
import { errorText } from '../app/problem'
import { can, clinicName } from '../app/session'
import { useLoad } from '../app/useLoad'
import { timeText, today } from '../i18n/dates'
import { plural, t, type Key } from '../i18n/words'
import { Button } from '../kit/Button'
import { minute } from '../kit/clock'
import { Empty, Note, Skeleton } from '../kit/message'
import { showName, Ticket } from '../kit/person'
import { Table, type Column } from '../kit/Table'
import { TriageBadge, type Level } from '../kit/TriageBadge'
import { useDepartments } from '../queue/departments'
import { dayTitle } from './day'
import { bandName, clinicianWait, figureName, outcomeName, triageWait } from './figure'
import { PrintFoot } from './PrintFoot'

type Row = Schema['ReportRow']
const ended = (r: Row) => (r.closedByBox ? t('report.figure.closed-by-box') : outcomeName(r.outcome || 'open'))

const columns = (): Column<Row>[] => [
  { key: 'ticket', head: t('ticket.label'), cell: (r) => <Ticket number={r.ticket} /> },
  { key: 'name', head: t('name.label'), class: 'nm rp-name', cell: (r) => (
    <>
      {can('patient.read') ? <a href={`/patients/${r.patientId}`}>{showName(r.displayName)}</a> : showName(r.displayName)}
      <span class="cap">{r.fileNumber && t('fileNumber.short', { number: r.fileNumber })}<span class="rp-wide"> · {t(`sex.${r.sex}` as Key)}, {bandName(r.ageBand)}</span></span>
    </>
  ) },
  { key: 'level', head: t('level.label'), cell: (r) => <TriageBadge level={r.level as Level} /> },
  { key: 'came', head: t('report.arrived'), num: true, cell: (r) => timeText(r.arrivedAt) },
  { key: 'triage', head: t('report.minutes.triage'), num: true, class: 'rp-wide', cell: triageWait },
  { key: 'clinician', head: t('report.minutes.clinician'), num: true, class: 'rp-wide', cell: clinicianWait },
  { key: 'found', head: t('report.diagnoses'), class: 'rp-wider rp-found', cell: (r) => r.diagnoses.map((d) => d.text).join('; ') },
  { key: 'end', head: t('report.ended'), class: 'rp-wider', cell: ended },
]

/** The people behind one figure of the day report; there are as many rows as the figure says. */
export default function FigurePage({ params }: PageArgs) {
  const [day, figure] = [params.day!, params.figure!]
  const now = today(minute.value)
  const departments = useDepartments()
  const found = useLoad(() => ask(api.GET('/api/v1/reports/day/{day}/visits', { params: { path: { day }, query: { figure } } })), [day, figure])
  useLive(['queue'], () => { if (day === now) found.reload() })
  const rows = found.data?.rows
  const name = figureName(figure, { departments, rows: rows ?? [] })
  return (
    <Page name="report-figure" title={`${name}, ${dayTitle(day, now)}`} class="rp rp-list">
      <p class="no-print"><a href={day === now ? '/reports' : `/reports/${day}`} data-testid="back-to-report">{t('report.backTo', { day: dayTitle(day, now) })}</a></p>
      <div class="page-head">
        <h1>{name}</h1>
        {rows && <span class="lead num" data-testid="row-count">{plural('report.peopleCount', rows.length)}</span>}
        <div class="sp no-print"><Button size="s" icon="print" onClick={() => print()}>{t('action.print')}</Button></div>
      </div>
      <p class="rp-paper">{dayTitle(day, now)}</p>
      {!!found.error && <Note tone="danger" alert>{errorText(found.error, t('report.day'))} <Button size="s" onClick={found.reload}>{t('action.tryAgain')}</Button></Note>}
      {!rows ? !found.error && <Skeleton rows={6} />
        : rows.length === 0 ? <div class="card"><Empty title={t('report.nobodyHere')} text={t('report.nobodyHere.text')} /></div>
        : <section class="card"><Table label={name} columns={columns()} rows={rows} rowKey={(r) => r.visitId} rowClass={(r) => (r.level === 1 ? 'l1' : undefined)} /></section>}
      <PrintFoot clinic={clinicName.value} />
    </Page>
  )
}

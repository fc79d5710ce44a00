import './report.css'
import { api, ask, type Schema } from '../app/api'
import { useLive } from '../app/live'
import { Page } from '../app/Page'
import type { PageArgs } from '../app/pages'
import { errorText } from '../app/problem'
import { useLoad } from '../app/useLoad'
import { timeText, today } from '../i18n/dates'
import { plural, t } from '../i18n/words'
import { Button } from '../kit/Button'
import { minute } from '../kit/clock'
import { Empty, Note, Skeleton } from '../kit/message'
import { useDepartments } from '../queue/departments'
import { Attendance } from './Attendance'
import { Breakdown } from './Breakdown'
import { Charts } from './Charts'
import { DayChooser, DayPair } from './DayChooser'
import { dayTitle } from './day'
import { figurePath } from './figure'
import { LevelTable } from './LevelTable'
import { PrintFoot } from './PrintFoot'

/** One day of the clinic in figures; each opens the people behind it. */
export default function DayReport({ params }: PageArgs) {
  const now = today(minute.value)
  const day = params.day ?? now
  const found = useLoad(() => ask(api.GET('/api/v1/reports/day/{day}', { params: { path: { day } } })), [day])
  useLive(['queue'], () => { if (day === now) found.reload() })
  const report = found.data
  return (
    <Page name="report-day" title={`${t('report.title')}: ${dayTitle(day, now)}`} class="rp">
      <p class="rp-paper b">{report?.clinic} · {t('report.title')}</p>
      <div class="page-head">
        <h1>{dayTitle(day, now)}</h1>
        <DayPair day={day} now={now} />
        <DayChooser day={day} now={now} />
        <div class="sp row row-s no-print">
          <Button size="s" icon="download" href={`/api/v1/reports/day/${day}/figures.csv`} data-testid="report-csv">{t('action.csv')}</Button>
          <Button size="s" icon="print" onClick={() => print()} data-testid="report-print">{t('action.print')}</Button>
        </div>
      </div>
      {!!found.error && <Note tone="danger" alert>{errorText(found.error, t('report.day'))} <Button size="s" onClick={found.reload}>{t('action.tryAgain')}</Button></Note>}
      {report ? <Figures report={report} live={day === now} /> : !found.error && <Skeleton rows={6} />}
    </Page>
  )
}

function Figures({ report, live }: { report: Schema['DayReport']; live: boolean }) {
  const departments = useDepartments()
  return (
    <>
      {report.paperLeft > 0 && <Note tone="warn">{plural('report.paperLeft', report.paperLeft)} <a class="no-print" href="/downtime">{t('paper.title')}</a></Note>}
      {live && <p class="cap no-print" data-testid="as-of">{t('app.asOf', { time: timeText(report.asOf) })}</p>}
      {report.all === 0
        ? <div class="card"><Empty title={t('report.noFigures')} text={t(live ? 'report.noFigures.today' : 'report.noFigures.text')} /></div>
        : (
          <>
            <Attendance report={report} />
            {report.closedByBox > 0 && <p class="cap"><a href={figurePath(report.day, 'closed-by-box')}>{plural('report.closedByBox', report.closedByBox)}</a></p>}
            {report.fromPaper > 0 && <p class="cap"><a href={figurePath(report.day, 'from-paper')}>{plural('report.fromPaper', report.fromPaper)}</a></p>}
            <Charts report={report} />
            <LevelTable report={report} />
            <Breakdown report={report} departments={departments} />
          </>
        )}
      <PrintFoot seal={report.journal} clinic={report.clinic} />
    </>
  )
}

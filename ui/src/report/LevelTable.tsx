import type { Schema } from '../app/api'
import { t } from '../i18n/words'
import { Table, type Column } from '../kit/Table'
import { TriageBadge, type Level } from '../kit/TriageBadge'
import { figurePath } from './figure'

type Row = Schema['LevelFigures']
const minutes = (n: number | undefined) => (n === undefined ? '' : t('wait.plain', { n }))

/** How long each level waited for the clinician, against the minutes it should. */
export function LevelTable({ report }: { report: Schema['DayReport'] }) {
  const link = (figure: string, text: string, look?: string) => <a class={look} href={figurePath(report.day, figure)}>{text}</a>
  const columns: Column<Row>[] = [
    { key: 'level', head: t('level.label'), cell: (r) => <TriageBadge level={r.level as Level} /> },
    { key: 'people', head: t('report.people'), num: true, cell: (r) => <span class="b">{r.people ? link(r.figure, String(r.people)) : 0}</span> },
    { key: 'target', head: t('report.target'), num: true, class: 't2', cell: (r) => (r.targetMinutes ? minutes(r.targetMinutes) : t('report.atOnce')) },
    { key: 'half', head: t('report.halfWaited'), num: true, cell: (r) => minutes(r.medianMinutes) },
    { key: 'ninety', head: t('report.ninetyWaited'), num: true, cell: (r) => minutes(r.p90Minutes) },
    { key: 'late', head: t('report.late'), num: true, cell: (r) => (r.late ? link(r.lateFigure, t('report.lateCount', { n: r.late }), 'rp-late') : <span class="t2">{r.people ? t('report.noneLate') : ''}</span>) },
    { key: 'who', head: <span class="vh">{t('action.showWho')}</span>, num: true, class: 'rp-wider no-print', cell: (r) => r.people > 0 && <a href={figurePath(report.day, r.figure)}>{t('action.showWho')}<span class="vh">: {t(`level.${r.level as Level}`)}</span></a> },
  ]
  return (
    <section class="card rp-levels" aria-label={t('report.byLevel')}>
      <Table label={t('report.byLevel')} columns={columns} rows={report.levels} rowKey={(r) => String(r.level)} />
    </section>
  )
}

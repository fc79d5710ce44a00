import type { Schema } from '../app/api'
import { t, type Key } from '../i18n/words'
import { Table, type Column } from '../kit/Table'
import { departmentName } from '../queue/departments'
import { bandName, figurePath, outcomeName } from './figure'

type Count = Schema['Count']
type Ages = Schema['AgeFigures']

/** The same people by where they went, how it ended, and by age and sex. */
export function Breakdown({ report, departments }: { report: Schema['DayReport']; departments: readonly Schema['Department'][] }) {
  const place = (code: string) => {
    const found = departments.find((d) => d.code === code)
    return found ? departmentName(found) : code
  }
  return (
    <div class="rp-more">
      <Counts title={t('report.byDepartment')} day={report.day} list={report.departments} name={place} />
      <Counts title={t('report.byOutcome')} day={report.day} list={report.outcomes} name={outcomeName} />
      <AgeTable report={report} />
    </div>
  )
}

function Counts({ title, day, list, name }: { title: string; day: string; list: readonly Count[]; name: (name: string) => string }) {
  return (
    <section class="card pad">
      <h2>{title}</h2>
      <dl class="kv">
        {list.map((c) => [<dt key={`${c.figure}-t`}>{name(c.name)}</dt>, <dd key={c.figure}><a href={figurePath(day, c.figure)} aria-label={`${name(c.name)}: ${c.people}`}>{c.people}</a></dd>])}
      </dl>
    </section>
  )
}

function AgeTable({ report }: { report: Schema['DayReport'] }) {
  const cell = (figure: string, n: number, what: string) => (n ? <a href={figurePath(report.day, figure)} aria-label={`${what}: ${n}`}>{n}</a> : <span class="t2">0</span>)
  // Columns that nobody is in say nothing, but everybody must be in one.
  const sexes = (report.ages[0]?.sexes ?? []).map((s) => s.name).filter((_, i) => i < 2 || report.ages.some((a) => a.sexes[i]!.people > 0))
  const rows = report.ages.filter((a) => a.people > 0 || a.band !== 'unknown')
  const columns: Column<Ages>[] = [
    { key: 'band', head: t('report.age'), cell: (a) => bandName(a.band) },
    ...sexes.map((sex): Column<Ages> => ({
      key: sex, head: t(`sex.${sex}` as Key), num: true, cell: (a) => {
        const count = a.sexes.find((s) => s.name === sex)!
        return cell(count.figure, count.people, `${bandName(a.band)}, ${t(`sex.${sex}` as Key)}`)
      },
    })),
    { key: 'all', head: t('report.people'), num: true, cell: (a) => <b>{cell(a.figure, a.people, bandName(a.band))}</b> },
  ]
  return (
    <section class="card rp-ages">
      <h2>{t('report.sexAge')}</h2>
      <Table label={t('report.sexAge')} columns={columns} rows={rows} rowKey={(a) => a.band} />
    </section>
  )
}

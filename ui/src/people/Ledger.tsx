import { useEffect, useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { complain } from '../app/complain'
import { errorText } from '../app/problem'
import { useLoad } from '../app/useLoad'
import { countText, today } from '../i18n/dates'
import { plural, t } from '../i18n/words'
import { Button } from '../kit/Button'
import { serverNow } from '../kit/clock'
import { Select } from '../kit/Field'
import { Icon, type IconName } from '../kit/Icon'
import { Empty, Note, Skeleton } from '../kit/message'
import { sexAge, showName } from '../kit/person'
import { Table, type Column } from '../kit/Table'

type Line = Schema['LedgerLine']
type Part = Schema['FileLedger']
type Series = NonNullable<Part['series']>[number]

/** All series, or one of them. The one without letters has a name of its own, which no series can have. */
const BARE = ' '
const YEARS = 40

const LOOKS: Readonly<Record<Line['state'], readonly [IconName, string]>> = {
  active: ['check', 'k'], retired: ['close', 'o'], missing: ['warn', 'w'], destroyed: ['stop', 'd'],
}

const COLUMNS = (years: boolean): Column<Line>[] => [
  { key: 'number', head: t('file.number'), class: 'nm num', cell: (l) => l.fileNumber },
  ...(years ? [{ key: 'year', head: t('file.year'), class: 'num mg-wide', cell: (l: Line) => l.year ?? '' }] : []),
  { key: 'state', head: t('file.state'), cell: (l) => <span class={`state state-${LOOKS[l.state][1]}`}><Icon name={LOOKS[l.state][0]} size="s" />{t(`file.state.${l.state}`)}</span> },
  { key: 'shelf', head: t('file.shelf'), class: 'num', cell: (l) => shelf(l.shelf) },
  { key: 'whose', head: t('file.whose'), class: 'fl-who', cell: (l) => <Whose person={l.patient} /> },
]

/** Alone on a phone, where no heading stands over it, it says what it is. */
export const shelf = (text: string) => (text ? <><span class="fl-label">{t('file.shelf')} </span>{text}</> : '')

export function Whose({ person: p }: { person: Schema['PatientSummary'] }) {
  return <><a href={`/patients/${p.id}`}>{showName(p.displayName)}</a><span class="cap num">{[sexAge(p), p.village].filter(Boolean).join(', ')}</span></>
}

/** Every number that was ever given, by series and number. */
export function Ledger() {
  const [series, chooseSeries] = useState('')
  const [year, chooseYear] = useState('')
  const read = (after?: string) => ask(api.GET('/api/v1/files', { params: { query: {
    ...(series === BARE ? { bare: true } : series ? { series } : {}), ...(year ? { year: Number(year) } : {}), ...(after ? { after } : {}),
  } } }))
  const first = useLoad(() => read(), [series, year])
  const [more, setMore] = useState<readonly Part[]>([])
  useEffect(() => setMore([]), [first.data])
  // What there is stays while another part of it is read.
  const [all, setAll] = useState<readonly Series[]>([])
  useEffect(() => { if (first.data?.series) setAll(first.data.series) }, [first.data])
  const parts = first.data ? [first.data, ...more] : []
  const lines = parts.flatMap((p) => p.lines)
  const next = parts.at(-1)?.next
  const chosen = all.find((s) => (s.series || BARE) === series)
  const thisYear = Number(today(serverNow()).slice(0, 4))
  return (
    <section class="card mg-stack" aria-label={t('file.ledger')}>
      <div class="pad fl-bar no-print">
        <Select label={t('file.series')} name="series" value={series} onValue={chooseSeries} none={t('file.allSeries')}
          options={all.map((s) => ({ value: s.series || BARE, label: s.series ? t('file.seriesNamed', { series: s.series }) : t('file.bare') }))} />
        <Select label={t('file.year')} name="year" value={year} onValue={chooseYear} none={t('file.anyYear')}
          options={Array.from({ length: YEARS }, (_, n) => String(thisYear - n)).map((y) => ({ value: y, label: y }))} />
        <p class="cap num" role="status">{said(chosen, all)}</p>
      </div>
      {!!first.error && <div class="pad"><Note tone="danger" alert>{errorText(first.error)}</Note></div>}
      {!first.data && !first.error && <Skeleton rows={8} />}
      {first.data && (lines.length
        ? <Table label={t('file.ledger')} columns={COLUMNS(lines.some((l) => l.year))} rows={lines} rowKey={(l) => l.id} rowClass={(l) => (l.state === 'retired' || l.state === 'destroyed' ? 'gone' : undefined)} />
        : <Empty title={t(series || year ? 'file.noneHere' : 'file.none')} text={t(series || year ? 'file.noneHereText' : 'file.noneText')} />)}
      {!!next && <div class="tfoot no-print"><Button kind="quiet" icon="down" onClick={() => { read(next).then((p) => setMore((m) => [...m, p]), complain) }}>{t('list.more')}</Button></div>}
    </section>
  )
}

/** How many were given, and which is next in the series that is looked at, or in the clinic's own. */
function said(chosen: Series | undefined, all: readonly Series[]): string {
  const n = chosen ? chosen.numbers : all.reduce((sum, s) => sum + s.numbers, 0)
  const nextOf = chosen ?? all.find((s) => s.own)
  const next = nextOf?.next && t('file.next', { number: [nextOf.series, nextOf.next].filter(Boolean).join('-') })
  return [plural('file.given', n, { n: countText(n) }), next].filter(Boolean).join(', ')
}

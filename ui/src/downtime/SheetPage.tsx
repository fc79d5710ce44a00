import './downtime.css'
import { useEffect, useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { complain } from '../app/complain'
import { Page } from '../app/Page'
import type { PageArgs } from '../app/pages'
import { errorText } from '../app/problem'
import { navigate } from '../app/router'
import { can } from '../app/session'
import { useCommandId } from '../app/useCommandId'
import { useLoad } from '../app/useLoad'
import { dateText, dayText, instantText, timeText } from '../i18n/dates'
import { t, type Key } from '../i18n/words'
import { Button } from '../kit/Button'
import { Icon } from '../kit/Icon'
import { Note, Skeleton } from '../kit/message'
import { showName } from '../kit/person'
import { Table, type Column } from '../kit/Table'
import { toast } from '../kit/toast'
import { Begin } from './Begin'
import { Count } from './Count'
import { KeyRowForm } from './KeyRowForm'
import { nextRow, type Row, type RowForm } from './form'

type Detail = Schema['PaperSheetDetail']

/** One sheet beside the keyboard: row after row, until its count adds up. */
export default function SheetPage({ params }: PageArgs) {
  const sheetId = params['id']!
  const load = useLoad(() => ask(api.GET('/api/v1/downtime/sheets/{sheetId}', { params: { path: { sheetId } } })), [sheetId])
  const [rank, setRank] = useState<number | undefined>(() => Number(location.hash.slice(1)) || undefined)
  const [form, setForm] = useState<RowForm>(nextRow)
  const [mending, mend] = useState(false)
  const id = useCommandId()
  const d = load.data
  const keys = can('downtime.key')
  const open = d?.sheet.status === 'open'
  const free = d?.rows.filter((r) => r.status === 'reserved') ?? []
  const row = free.find((r) => r.rank === rank) ?? free[0]
  const writes = open && keys && d.sheet.count.left > 0 && row && !mending
  useEffect(() => { if (row && row.rank !== rank) setRank(row.rank) }, [row?.rank])

  const after = (next: Detail) => {
    load.put(next)
    setForm((before) => nextRow(before))
    setRank(next.rows.find((r) => r.status === 'reserved' && r.rank > (row?.rank ?? 0))?.rank)
  }
  const close = () => {
    ask(api.POST('/api/v1/downtime/sheets/{sheetId}/close', { params: { path: { sheetId } }, body: { id: id.current } })).then((next) => {
      toast(t('paper.closed', { serial: next.sheet.serial }))
      navigate('/downtime')
    }, complain).finally(id.next)
  }
  const title = d ? t('paper.sheet', { serial: d.sheet.serial }) : t('paper.title')
  return (
    <Page name="paper-sheet" title={title} task={!!writes} focus={writes ? 'own' : 'h1'} class="pp">
      <div class="page-head">
        <h1>{title}</h1>
        {d && <span class="t2">{d.sheet.day ? dayText(d.sheet.day) : t(`paper.status.${d.sheet.status}`)}</span>}
        <span class="sp" />
        {open && keys && !mending && <Button size="s" kind="quiet" icon="pen" onClick={() => mend(true)} data-testid="mend">{t('paper.setRight')}</Button>}
        <Button size="s" kind="quiet" icon="back" href="/downtime">{t('action.back')}</Button>
      </div>
      {!!load.error && <Note tone="danger" alert>{errorText(load.error)}</Note>}
      {!d && !load.error && <Skeleton rows={6} />}
      {d && (
        <div class="stack">
          {d.sheet.status !== 'blank' && d.sheet.status !== 'void' && <section class="card pad"><Count count={d.sheet.count} written={open} /></section>}
          {keys && (d.sheet.status === 'blank' || mending) && <Begin key={d.sheet.version} detail={d} onDone={(next) => { mend(false); load.put(next) }} />}
          {open && keys && d.sheet.count.left === 0 && !mending && (
            <Note tone="ok">{t('paper.allIn')} <Button kind="primary" size="s" onClick={close} data-testid="close-sheet">{t('paper.close')}</Button></Note>
          )}
          {writes && <Strip rows={d.rows} at={row.rank} onPick={setRank} />}
          {writes && <KeyRowForm key={row.id} detail={d} row={row} form={form} onForm={setForm} onDone={after} />}
          <section class="card"><Table label={t('paper.rowsLabel')} columns={columns} rows={d.rows} rowKey={(r) => r.id} rowClass={(r) => (r.status === 'void' ? 'gone' : undefined)} /></section>
          {d.sheet.endedAt && <p class="cap">{t(`paper.status.${d.sheet.status}`)}, {d.sheet.endedBy}, {instantText(d.sheet.endedAt)}</p>}
        </div>
      )}
    </Page>
  )
}

const columns: readonly Column<Row>[] = [
  { key: 'ticket', get head() { return t('paper.day.ticket') }, cell: (r) => <b class="mono nw">{r.ticket}</b> },
  { key: 'number', get head() { return t('fileNumber.label') }, class: 'num', cell: (r) => (r.fileNumber ? <span class={r.numberState === 'void' ? 'pp-void' : undefined}>{r.fileNumber}{r.numberState === 'void' && <> <span class="cap">{t('paper.status.void')}</span></>}</span> : '–') },
  { key: 'who', get head() { return t('paper.person') }, cell: (r) => (r.patientId ? <a href={`/patients/${r.patientId}`}>{showName(r.displayName)}</a> : t(`paper.row.${r.voidReason || 'reserved'}` as Key)) },
  { key: 'when', get head() { return t('paper.arrivedAt') }, class: 'num', cell: (r) => (r.occurredAt ? timeText(r.occurredAt) : '') },
  { key: 'seen', get head() { return t('paper.seenBy') }, cell: (r) => r.seenBy },
  { key: 'by', get head() { return t('paper.row.keyed') }, cell: (r) => (r.recordedAt ? `${r.recordedBy}, ${dateText(r.recordedAt.slice(0, 10))} ${timeText(r.recordedAt)}` : '') },
]

/** The ten rows as they lie on the paper; the one that is typed now is marked. */
function Strip({ rows, at, onPick }: { rows: readonly Row[]; at: number; onPick: (rank: number) => void }) {
  return (
    <div class="pp-strip" role="group" aria-label={t('paper.rowsLabel')}>
      {rows.map((r) => (
        <button key={r.id} type="button" disabled={r.status !== 'reserved'} aria-pressed={r.rank === at} onClick={() => onPick(r.rank)} data-testid={`row-${r.rank}`}>
          <b class="num">{r.rank}</b>{r.status === 'keyed' && <Icon name="check" size="s" />}{r.status === 'void' && <Icon name="close" size="s" />}
          <span class="vh">{t(`paper.row.${r.status === 'void' ? r.voidReason || 'unused' : r.status}` as Key)}</span>
        </button>
      ))}
    </div>
  )
}

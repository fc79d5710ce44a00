import { useEffect, useRef } from 'preact/hooks'
import { api, ask as call, type Operation, type Schema } from '../app/api'
import { complain } from '../app/complain'
import { countText, instantText, timeText, today } from '../i18n/dates'
import { plural, t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Empty, Note } from '../kit/message'
import { showName } from '../kit/person'
import { Table, type Column } from '../kit/Table'
import { actWord, mayWord, type Act } from '../manager/acts'
import type { Ask } from './Breach'
import { keep } from './keep'
import { PaperFoot } from './Paper'

type Report = Schema['BreachReport']
type Row = Schema['BreachPatient']

/** The answer, on the screen and on A4. */
export function BreachReport({ report: r, ask }: { report: Report; ask: Ask }) {
  const head = useRef<HTMLHeadingElement>(null)
  useEffect(() => head.current?.focus(), [])
  const who = [r.staff && showName(r.staff.displayName), r.device].filter(Boolean).join(', ')
  const rows: Column<Row>[] = [
    { key: 'name', head: t('breach.patient'), class: 'nm', cell: (p) => <><a href={`/patients/${p.id}`}>{showName(p.displayName)}</a><span class="cap num pv-sub">{[p.fileNumber, p.village].filter(Boolean).join(', ')}</span></> },
    { key: 'phone', head: t('patient.phone'), class: 'num nw', cell: (p) => p.phone ?? '' },
    { key: 'opened', head: t('opened.opened'), num: true, cell: (p) => <><span class="pv-narrow">{t('opened.opened')} </span>{countText(p.opened)}</> },
    { key: 'changed', head: t('opened.changed'), num: true, cell: (p) => <><span class="pv-narrow">{t('opened.changed')} </span>{countText(p.changed)}</> },
    { key: 'when', head: t('journal.when'), class: 'num', cell: (p) => span(p.first, p.last) },
    { key: 'what', head: t('journal.action'), class: 'pv-wrap', cell: (p) => p.acts?.map((a) => actWord(a as Act)).join('. ') },
    { key: 'by', head: t('breach.by'), class: 't2 pv-wrap', cell: (p) => [...(p.by ?? []).map(showName), ...(p.on ?? [])].filter(Boolean).join(', ') },
  ]
  // Through the API and not as a link: the box may ask first who is there.
  const csv = () => { call(api.GET('/api/v1/breach.csv', { params: { query: ask }, parseAs: 'blob' })).then((file) => keep(file as unknown as Blob, 'text/csv', 'karete-breach.csv'), complain) }
  return (
    <section class="stack" aria-labelledby="breach-head" data-testid="breach-report">
      <div class="page-head">
        <div>
          <p class="pv-paper b">{showName(r.clinic)}</p>
          <h2 id="breach-head" ref={head} tabIndex={-1}>{t('breach.of', { who })}</h2>
          <p class="t2 num">{span(r.from, r.to)}. {t('breach.made', { name: showName(r.madeBy), time: instantText(r.madeAt) })}</p>
        </div>
        <div class="sp row row-s no-print">
          <Button size="s" icon="download" onClick={csv} data-testid="breach-csv">{t('action.csv')}</Button>
          <Button size="s" icon="print" onClick={() => print()} data-testid="breach-print">{t('action.print')}</Button>
        </div>
      </div>
      <dl class="pv-figures">
        <div class="card"><dt>{t('breach.people')}</dt><dd class="num">{countText(r.patients?.length ?? 0)}</dd></div>
        <div class="card"><dt>{t('breach.openedTimes')}</dt><dd class="num">{countText(r.opened)}</dd></div>
        <div class="card"><dt>{t('breach.changedTimes')}</dt><dd class="num">{countText(r.changed)}</dd></div>
        <div class="card"><dt>{t('breach.lists')}</dt><dd class="num">{countText(r.lists?.length ?? 0)}</dd></div>
      </dl>
      <Note tone="warn">
        <div class="pv-note">
          <b>{t('breach.unlisted')}</b>
          <ul>{(r.unlisted ?? []).map((a) => <li key={a}>{mayWord(a as Operation)}</li>)}</ul>
          <p>{plural('breach.visitors', r.visitors)}</p>
        </div>
      </Note>
      <section class="card mg-stack" aria-labelledby="breach-patients">
        <header class="card-head"><h3 id="breach-patients">{t('breach.patients')}</h3></header>
        {r.patients?.length ? <Table label={t('breach.patients')} columns={rows} rows={r.patients} rowKey={(p) => p.id} /> : <Empty title={t('breach.none')} text={t('breach.noneText')} />}
      </section>
      {!!r.lists?.length && (
        <section class="card mg-stack" aria-labelledby="breach-lists">
          <header class="card-head"><h3 id="breach-lists">{t('breach.listsOpened')}</h3></header>
          <Table label={t('breach.listsOpened')} rows={r.lists} rowKey={(l) => l.at + l.action} columns={[
            { key: 'when', head: t('journal.when'), class: 'num nw', cell: (l) => instantText(l.at) },
            { key: 'what', head: t('journal.action'), class: 'nm', cell: (l) => `${actWord(l.action as Act)}${/^\d{4}-/.test(l.list) ? `, ${l.list}` : ''}` },
            { key: 'by', head: t('breach.by'), class: 't2', cell: (l) => [showName(l.by), l.on].filter(Boolean).join(', ') },
          ]} />
        </section>
      )}
      {!!r.signIns?.length && (
        <section class="card mg-stack" aria-labelledby="breach-signins">
          <header class="card-head"><h3 id="breach-signins">{t('breach.signIns')}</h3></header>
          <Table label={t('breach.signIns')} rows={r.signIns} rowKey={(s) => s.at + s.by} columns={[
            { key: 'when', head: t('journal.when'), class: 'num nw', cell: (s) => instantText(s.at) },
            { key: 'what', head: t('journal.action'), cell: (s) => actWord(s.out ? 'session.delete' : 'session.create') },
            { key: 'by', head: t('breach.by'), class: 'nm', cell: (s) => [showName(s.by), s.on].filter(Boolean).join(', ') },
          ]} />
        </section>
      )}
      <PaperFoot />
    </section>
  )
}

/** A day is said once when both moments are on it. */
function span(first: string, last: string): string {
  const from = instantText(first)
  const to = instantText(last)
  if (from === to) return from
  const sameDay = today(Date.parse(first)) === today(Date.parse(last))
  return t('breach.span', { from, to: sameDay ? timeText(last) : to })
}

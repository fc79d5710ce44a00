import '../manager/manager.css'
import './privacy.css'
import { useEffect, useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { complain } from '../app/complain'
import { Page } from '../app/Page'
import { errorText } from '../app/problem'
import { useLoad } from '../app/useLoad'
import { countText, dateText } from '../i18n/dates'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Segmented } from '../kit/choice'
import { Empty, Note, Skeleton } from '../kit/message'
import { showName } from '../kit/person'
import { Table } from '../kit/Table'
import { JournalTabs } from './JournalTabs'
import { PaperFoot } from './Paper'

type List = Schema['ConsentList']
type State = Schema['ConsentEntry']['state']

/** Who agreed that their data is kept, who did not, and who was never asked. */
export default function Consents() {
  const [state, setState] = useState<State | 'all'>('all')
  const read = (before?: number) => ask(api.GET('/api/v1/consents', { params: { query: { ...(state !== 'all' && { state }), ...(before && { before }) } } }))
  const first = useLoad(() => read(), [state])
  const [more, setMore] = useState<readonly List[]>([])
  useEffect(() => setMore([]), [first.data])
  const l = first.data
  const parts = l ? [l, ...more] : []
  const next = parts.at(-1)?.next
  const count = (n: number | undefined) => (n === undefined ? '' : ` ${countText(n)}`)
  return (
    <Page name="consents" title={t('consent.title')} class="mg pv pv-print">
      <div class="page-head">
        <div><h1>{t('consent.title')}</h1><p class="t2">{t('consent.lead', { version: l?.version ?? '' })}</p></div>
        <div class="sp no-print"><Button size="s" icon="print" onClick={() => print()}>{t('action.print')}</Button></div>
      </div>
      <JournalTabs at="/journal/consent" />
      <div class="no-print">
        <Segmented quiet legend={t('consent.question')} name="state" value={state} onValue={setState} options={[
          { value: 'all', label: `${t('journal.everyone')}${count(l && l.given + l.refused + l.notAsked)}` }, { value: 'given', label: `${t('consent.given')}${count(l?.given)}` },
          { value: 'refused', label: `${t('consent.refused')}${count(l?.refused)}` }, { value: 'not-asked', label: `${t('consent.not-asked')}${count(l?.notAsked)}` },
        ]} />
      </div>
      {!!first.error && <Note tone="danger" alert>{errorText(first.error)}</Note>}
      {!l && !first.error && <Skeleton rows={6} />}
      {l && (
        <section class="card mg-stack">
          {parts[0]!.entries?.length
            ? <Table label={t('consent.title')} rows={parts.flatMap((p) => p.entries ?? [])} rowKey={(e) => e.patient.id} columns={[
              { key: 'name', head: t('breach.patient'), class: 'nm', cell: (e) => <><a href={`/patients/${e.patient.id}`}>{showName(e.patient.displayName)}</a><span class="cap num pv-sub">{[e.patient.fileNumber, e.patient.village].filter(Boolean).join(', ')}</span></> },
              { key: 'state', head: t('consent.answer'), cell: (e) => <span class={`state ${{ given: 'state-k', refused: 'state-d', 'not-asked': 'state-o' }[e.state]}`}>{t(`consent.${e.state}`)}</span> },
              { key: 'on', head: t('consent.on'), class: 'num nw', cell: (e) => (e.on ? dateText(e.on) : '') },
              { key: 'version', head: t('consent.version'), class: 't2 num', cell: (e) => e.version },
              { key: 'photo', head: t('photo.title'), class: 't2', cell: (e) => (e.photo ? t('consent.photo') : '') },
            ]} />
            : <Empty title={t('consent.none')} />}
          {!!next && <div class="tfoot no-print"><Button kind="quiet" icon="down" onClick={() => { read(next).then((p) => setMore((m) => [...m, p]), complain) }}>{t('list.more')}</Button></div>}
        </section>
      )}
      <PaperFoot />
    </Page>
  )
}

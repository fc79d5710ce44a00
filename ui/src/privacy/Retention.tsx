import '../manager/manager.css'
import './privacy.css'
import { useEffect, useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { complain } from '../app/complain'
import { Page } from '../app/Page'
import { errorText } from '../app/problem'
import { useLoad } from '../app/useLoad'
import { countText, dateText } from '../i18n/dates'
import { plural, t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Empty, Note, Skeleton } from '../kit/message'
import { showName } from '../kit/person'
import { Table } from '../kit/Table'
import { JournalTabs } from './JournalTabs'
import { PaperFoot } from './Paper'

type List = Schema['DormantList']
type Row = Schema['DormantRecord']

/** Whose record has been asleep for as long as the law asks. A list to decide upon: nothing goes by itself. */
export default function Retention() {
  const read = (after?: number) => ask(api.GET('/api/v1/retention', { params: { query: after ? { after } : {} } }))
  const first = useLoad(() => read(), [])
  const [more, setMore] = useState<readonly List[]>([])
  useEffect(() => setMore([]), [first.data])
  const l = first.data
  const parts = l ? [l, ...more] : []
  const next = parts.at(-1)?.next
  return (
    <Page name="retention" title={t('retention.title')} class="mg pv pv-print">
      <div class="page-head">
        <div>
          <h1>{t('retention.title')}</h1>
          {l && <p class="t2">{t('retention.lead', { years: l.rule.years, until: l.rule.minorUntil, day: dateText(l.asOf) })} {t(`retention.rule.${l.rule.country}`)}</p>}
        </div>
        <div class="sp no-print"><Button size="s" icon="print" onClick={() => print()}>{t('action.print')}</Button></div>
      </div>
      <JournalTabs at="/journal/retention" />
      <Note tone="info">{t('retention.nothing')}</Note>
      {!!first.error && <Note tone="danger" alert>{errorText(first.error)}</Note>}
      {!l && !first.error && <Skeleton rows={6} />}
      {l && (
        <section class="card mg-stack" aria-labelledby="dormant-head">
          <header class="card-head"><h2 id="dormant-head">{plural('retention.count', l.total)}</h2></header>
          {l.entries?.length
            ? <Table label={t('retention.title')} rows={parts.flatMap((p) => p.entries ?? [])} rowKey={(d) => d.patient.id} columns={[
              { key: 'name', head: t('breach.patient'), class: 'nm', cell: (d) => <><a href={`/patients/${d.patient.id}`}>{showName(d.patient.displayName)}</a><span class="cap num pv-sub">{[d.patient.fileNumber, d.patient.village].filter(Boolean).join(', ')}</span></> },
              { key: 'last', head: t('retention.last'), class: 'num nw', cell: (d) => dateText(d.lastHere) },
              { key: 'visits', head: t('patient.visits'), num: true, cell: (d) => countText(d.visits) },
              { key: 'over', head: t('retention.over'), class: 'num nw', cell: (d) => dateText(d.over) },
              { key: 'mind', head: t('retention.mind'), class: 't2', cell: mind },
            ]} />
            : <Empty title={t('retention.none')} text={t('retention.noneText')} />}
          {!!next && <div class="tfoot no-print"><Button kind="quiet" icon="down" onClick={() => { read(next).then((p) => setMore((m) => [...m, p]), complain) }}>{t('list.more')}</Button></div>}
        </section>
      )}
      <PaperFoot />
    </Page>
  )
}

/** What a person should know before deciding. */
function mind(d: Row): string {
  return [
    d.minor && t('retention.minor'), !d.birthKnown && t('retention.noBirth'), d.deceasedOn && t('patient.died', { date: dateText(d.deceasedOn) }),
    d.openedSince && d.lastOpened && t('retention.opened', { date: dateText(d.lastOpened.slice(0, 10)) }),
  ].filter(Boolean).join('. ')
}

import '../consultation/consultation.css'
import { api, ask } from '../app/api'
import { useLive } from '../app/live'
import { Page } from '../app/Page'
import { errorText } from '../app/problem'
import { session } from '../app/session'
import { useLoad } from '../app/useLoad'
import { begin } from '../consultation/Consultation'
import { mine, MyLine } from '../consultation/MyLine'
import { instantText } from '../i18n/dates'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Empty, Note, Skeleton } from '../kit/message'
import { showName, sexAge, Ticket } from '../kit/person'
import { TriageBadge, type Level } from '../kit/TriageBadge'
import { Wait } from '../kit/Wait'

/** Who is in front of me or comes next, my line, and what I have not signed yet. */
export default function DoctorHome() {
  const me = session.value?.staff.id ?? ''
  const board = useLoad(() => ask(api.GET('/api/v1/queue', {})), [])
  const drafts = useLoad(() => ask(api.GET('/api/v1/drafts')), [])
  useLive(['queue'], board.reload)
  const line = mine(board.data?.entries ?? [], me)
  const first = line[0]
  const rest = line.slice(1)
  const unsigned = (drafts.data ?? []).filter((d) => d.kind === 'consultation')
  return (
    <Page name="doctor-home" title={t('consult.myLine')}>
      {!board.data ? (board.error ? <Note tone="danger" alert>{errorText(board.error)}</Note> : <Skeleton rows={5} />) : (
        <div class="doc-home">
          {first ? (
            <section class="card pad-l next" aria-labelledby="next-head">
              <p class="eyebrow">{t(first.stage === 'serving' ? 'consult.inFront' : 'consult.next')}</p>
              <h1 id="next-head" class="row wrap">{showName(first.patient.displayName)} <Ticket number={first.ticket} /></h1>
              <p class="row wrap"><span>{sexAge(first.patient)}, {first.patient.village}</span><TriageBadge level={first.level as Level} />{first.stage !== 'serving' && <Wait since={first.waitingSince} target={first.targetMinutes} />}</p>
              <div><Button kind="primary" size="l" icon="stethoscope" onClick={() => void begin(first)} data-testid="begin-next">{t(first.stage === 'serving' ? 'consult.goOn' : 'consult.begin')}</Button></div>
            </section>
          ) : <><h1>{t('consult.myLine')}</h1><section class="card"><Empty title={t('consult.lineEmpty')} text={t('consult.lineEmpty.text')} /></section></>}
          <MyLineList rows={rest} />
          {unsigned.length > 0 && (
            <section class="card" aria-labelledby="drafts-head">
              <header class="card-head"><h2 id="drafts-head">{t('draft.unsigned')}</h2></header>
              <ul class="plain">{unsigned.map((d) => <li key={d.visitId}><a href={`/consult/${d.patientId}`}>{t('draft.from', { time: instantText(d.savedAt) })}</a></li>)}</ul>
            </section>
          )}
        </div>
      )}
    </Page>
  )
}

function MyLineList({ rows }: { rows: Parameters<typeof MyLine>[0]['rows'] }) {
  if (!rows.length) return null
  return <div class="doc-line"><MyLine rows={rows} onPick={(r) => void begin(r)} /></div>
}

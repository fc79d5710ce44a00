import '../consultation/consultation.css'
import './doctor.css'
import { useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { Lazy } from '../app/Lazy'
import { Page } from '../app/Page'
import { errorText } from '../app/problem'
import { useLoad } from '../app/useLoad'
import { begin } from '../consultation/Consultation'
import { mine, MyLine } from '../consultation/MyLine'
import { instantText, timeText } from '../i18n/dates'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Chips } from '../kit/choice'
import { Icon } from '../kit/Icon'
import { Empty, Note, Skeleton } from '../kit/message'
import { showName, sexAge, Ticket } from '../kit/person'
import { TriageBadge, type Level } from '../kit/TriageBadge'
import { Wait } from '../kit/Wait'
import { departmentName, useDepartments } from '../queue/departments'
import { byDepartment, type QueueRow } from '../queue/rows'
import { me, useBoard, type Board } from '../queue/useBoard'
import { side, useAfter } from '../today/later'

/** Who is in front of me or comes next, my line, what I have not signed yet, and the records behind me. */
export default function DoctorHome() {
  const who = me()
  const { all: board, error, at } = useBoard()
  const drafts = useLoad(() => ask(api.GET('/api/v1/drafts')), [])
  const [department, setDepartment] = useState('')
  const after = useAfter(!!board)
  const everybody = mine(board?.entries ?? [], who.id)
  // Whoever is in front of me stays in front of me, whichever line I look at.
  const line = department ? everybody.filter((r) => r.departmentId === department || (r.stage === 'serving' && r.staff?.id === who.id)) : everybody
  const unsigned = (drafts.data ?? []).filter((d) => d.kind === 'consultation')
  return (
    <Page name="doctor-home" title={t('consult.myLine')}>
      {!board ? (error !== undefined ? <><h1>{t('consult.myLine')}</h1><Note tone="danger" alert>{errorText(error)}</Note></> : <Skeleton rows={5} />) : (
        <div class="dh">
          <div class="dh-main">
            {error !== undefined && <Note tone="warn" alert>{errorText(error)}{at !== undefined && ` ${t('app.asOf', { time: timeText(at) })}`}</Note>}
            <First row={line[0]} />
            <Lines rows={everybody} value={department} onValue={setDepartment} />
            {line.length > 1 && <div class="doc-line"><MyLine rows={line.slice(1)} onPick={(r) => void begin(r)} /></div>}
          </div>
          <div class="dh-side">
            <Unsigned drafts={unsigned} board={board} />
            {after && <Lazy over load={side} props={{ of: 'doctor' as const, board }} />}
          </div>
        </div>
      )}
    </Page>
  )
}

function First({ row }: { row: QueueRow | undefined }) {
  if (!row) return <><h1>{t('consult.myLine')}</h1><section class="card"><Empty title={t('consult.lineEmpty')} text={t('consult.lineEmpty.text')} /></section></>
  const serving = row.stage === 'serving'
  return (
    <section class="card pad-l next" aria-labelledby="next-head">
      <p class="eyebrow">{t(serving ? 'consult.inFront' : 'consult.next')}</p>
      <h1 id="next-head" class="row wrap">{showName(row.patient.displayName)} <Ticket number={row.ticket} /></h1>
      <p class="row wrap"><span>{[sexAge(row.patient), row.patient.village].filter(Boolean).join(', ')}</span><TriageBadge level={row.level as Level} />{!serving && <Wait since={row.waitingSince} target={row.targetMinutes} />}</p>
      <div class="row wrap">
        <Button kind="primary" size="l" icon="stethoscope" onClick={() => void begin(row)} data-testid="begin-next">{t(serving ? 'consult.goOn' : 'consult.begin')}</Button>
        <Button size="l" href={`/patients/${row.patient.id}`} data-testid="open-next">{t('action.openChart')}</Button>
      </div>
    </section>
  )
}

/** One of the lines, where there are several. */
function Lines({ rows, value, onValue }: { rows: readonly QueueRow[]; value: string; onValue: (id: string) => void }) {
  const departments = useDepartments()
  const here = byDepartment(rows)
  const some = departments.filter((d) => here.has(d.id) || d.id === value)
  if (some.length < 2 && !value) return null
  return <Chips<string> quiet legend={t('nav.queue')} name="line" value={value || 'all'} onValue={(to) => onValue(to === 'all' ? '' : to)}
    options={[{ value: 'all', label: `${t('queue.allDepartments')} ${rows.length}` }, ...some.map((d) => ({ value: d.id, label: `${departmentName(d)} ${here.get(d.id)?.people ?? 0}` }))]} />
}

/** What was begun and not signed. Names come from the line: a draft keeps none. */
function Unsigned({ drafts, board }: { drafts: readonly Schema['Draft'][]; board: Board }) {
  if (!drafts.length) return null
  return (
    <section class="card" aria-labelledby="drafts-head">
      <header class="card-head"><h2 id="drafts-head">{t('draft.unsigned')}</h2></header>
      <ul>
        {drafts.map((d) => {
          const row = [...board.entries, ...board.doneToday].find((r) => r.visitId === d.visitId)
          return (
            <li key={d.visitId}>
              <a class="prow" href={`/consult/${d.patientId}`}>
                <Icon name="pen" />
                <span class="grow"><b class="nm">{row ? showName(row.patient.displayName) : t('home.draftOfVisit')}</b><span class="sub num">{[row?.ticket, t('draft.from', { time: instantText(d.savedAt) })].filter(Boolean).join(', ')}</span></span>
                <Icon name="right" />
              </a>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

import './home.css'
import { useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { Lazy } from '../app/Lazy'
import { Page } from '../app/Page'
import { errorText } from '../app/problem'
import { useLoad } from '../app/useLoad'
import { timeText } from '../i18n/dates'
import { t } from '../i18n/words'
import { Button, IconButton } from '../kit/Button'
import { Empty, Note, Skeleton } from '../kit/message'
import { Icon } from '../kit/Icon'
import { sexAge, showName, Ticket, type Sex } from '../kit/person'
import { Wait } from '../kit/Wait'
import { later, move } from '../queue/commands'
import { departmentName, useDepartments } from '../queue/departments'
import { LaterSheet } from '../queue/LaterSheet'
import { MoveSheet } from '../queue/MoveSheet'
import { RowSheet } from '../queue/RowSheet'
import { isEmergency, nextStep, type QueueRow, type Step, type Who } from '../queue/rows'
import { stepLook, take } from '../queue/steps'
import { me, useBoard } from '../queue/useBoard'
import { side, useAfter, WELL_AFTER_MS } from '../today/later'
import { BySelf, LevelOf, saysMore } from './BySelf'
import { DueAgain } from './DueAgain'
import { mine } from './mine'

/** The nurse's line: whom to triage next, who waits for it, who waits for the clinician, what is unfinished. */
export default function NurseHome() {
  const [over, setOver] = useState<{ what: 'row' | 'move' | 'later'; row: QueueRow } | undefined>()
  const line = useBoard('', over !== undefined)
  const drafts = useLoad(() => ask(api.GET('/api/v1/drafts')), [])
  const departments = useDepartments()
  const who = me()
  const rows = line.all?.entries ?? []
  const list = mine(rows, who)
  const after = useAfter(!!line.all, WELL_AFTER_MS)
  const begin = (step: Step, row: QueueRow) => void take(step, row, (r, what) => setOver({ what, row: r })).then(line.reload)
  const close = () => setOver(undefined)
  const more = (row: QueueRow) => setOver({ what: 'row', row })

  return (
    <Page name="nurse-home" title={t('home.nurse')} flush>
      <h1 class="vh">{t('home.nurse')}</h1>
      <div class="nh">
        <div class="nh-main">
          {line.error !== undefined && <Note tone="danger" alert>{errorText(line.error)}{line.at !== undefined && ` ${t('app.asOf', { time: timeText(line.at) })}.`}</Note>}
          {!line.all ? line.error === undefined && <Skeleton rows={4} />
            : list.next ? <Next row={list.next} who={who} onStep={begin} onMore={more} />
            : <div class="card"><Empty title={t('home.nobodyToTriage')} text={t('queue.emptyLead')}><Button icon="line" href="/queue">{t('queue.seeAll')}</Button></Empty></div>}
          {list.triage.length > 0 && <section class="nh-list"><h2>{t('home.toTriage')} <span class="t2 num">{list.triage.length}</span></h2><Rows rows={list.triage} who={who} onStep={begin} more={more} fading={line.fading} /></section>}
          <DueAgain rows={rows} />
        </div>
        <div class="nh-side">
          <Drafts drafts={(drafts.data ?? []).filter((d) => d.visitId !== list.next?.visitId)} rows={rows} />
          {list.waiting.length > 0 && <section class="nh-list"><h2>{t('home.waitingClinician')} <span class="t2 num">{list.waiting.length}</span></h2><Rows rows={list.waiting} who={who} more={more} fading={line.fading} /></section>}
        </div>
        {after && <div class="nh-later"><Lazy over load={side} props={{ of: 'nurse' as const, board: line.all }} /></div>}
      </div>
      {over?.what === 'row' && <RowSheet row={over.row} who={who} onStep={begin} onClose={close} />}
      {over?.what === 'later' && <LaterSheet row={over.row} onClose={close} onLater={(minutes) => { close(); void later(over.row, minutes).then(line.reload) }} />}
      {over?.what === 'move' && <MoveSheet row={over.row} rows={rows} departments={departments} onClose={close} onMove={(d, why) => { close(); void move(over.row, d.id, departmentName(d), why).then(line.reload) }} />}
    </Page>
  )
}

/** The card one thumb can reach: who is next, and the one button. */
function Next({ row, who, onStep, onMore }: { row: QueueRow; who: Who; onStep: (step: Step, row: QueueRow) => void; onMore: (row: QueueRow) => void }) {
  const { patient: p } = row
  const step = nextStep(row, who) ?? 'openTriage'
  const going = row.status === 'serving'
  return (
    <section class="nh-next" aria-labelledby="next-name">
      <div class="row"><p class="eyebrow">{t(going ? 'home.inHand' : 'queue.nextForTriage')}</p><span class="sp">{going && row.startedAt ? <span class="wait">{timeText(row.startedAt)}</span> : <Wait since={row.waitingSince} target={row.targetMinutes} />}</span></div>
      <h2 id="next-name">{showName(p.displayName)}</h2>
      <p class="t2 row row-s wrap"><Ticket number={row.ticket} /> {[sexAge({ sex: p.sex as Sex, age: p.age }), p.village].filter(Boolean).join(', ')}
        {saysMore(row) && <BySelf row={row} />}
        {row.emergency && <span class="nh-sos">{t('queue.why.emergency')}</span>}</p>
      {row.nameAlert && <p class="alertname"><Icon name="users" size="s" />{t('nameAlert.here')}</p>}
      <div class="row row-s">
        <Button kind="primary" size="l" class="grow" data-testid="next-triage" onClick={() => onStep(step, row)}>{stepLook(step, row).text}</Button>
        <Button size="l" icon="dots" aria-label={t('action.moreFor', { name: row.ticket })} data-testid="next-more" onClick={() => onMore(row)} />
      </div>
    </section>
  )
}

/** A row for each person, as short as a thumb allows. */
function Rows({ rows, who, onStep, more, fading }: { rows: readonly QueueRow[]; who: Who; onStep?: (step: Step, row: QueueRow) => void; more: (row: QueueRow) => void; fading: ReadonlySet<string> }) {
  return (
    <ul class="nh-rows">
      {rows.map((row) => ({ row, step: onStep && nextStep(row, who) })).map(({ row, step }) => (
        <li key={row.id} class={`card${isEmergency(row) || (saysMore(row) && row.selfLevel === 1) ? ' nh-1' : ''}${fading.has(row.id) ? ' nh-new' : ''}`} data-testid={`card-${row.ticket}`}>
          <div class="row row-s wrap"><Ticket number={row.ticket} />{row.nameAlert && <span class="alertname"><Icon name="users" size="s" />{t('nameAlert.short')}</span>}<span class="sp"><Wait since={row.waitingSince} target={row.targetMinutes} /></span></div>
          <div class="row row-s"><h3 class="grow">{showName(row.patient.displayName)}</h3><span class="cap num nw">{sexAge({ sex: row.patient.sex as Sex, age: row.patient.age })}</span></div>
          <div class="row row-s wrap">
            <LevelOf row={row} />
            {row.emergency && row.level === 0 && <span class="nh-sos">{t('queue.why.emergency')}</span>}
            <span class="sp row row-s">
              {onStep && step && <Button size="s" data-testid={`step-${row.ticket}`} onClick={() => onStep(step, row)}>{stepLook(step, row).text}</Button>}
              <IconButton icon="dots" label={t('action.moreFor', { name: row.ticket })} aria-haspopup="dialog" data-testid={`more-${row.ticket}`} onClick={() => more(row)} />
            </span>
          </div>
        </li>
      ))}
    </ul>
  )
}

/** What was begun and not signed. Names come from the line: a draft keeps none. */
function Drafts({ drafts, rows }: { drafts: readonly Schema['Draft'][]; rows: readonly QueueRow[] }) {
  if (!drafts.length) return null
  return (
    <section class="card nh-drafts">
      <div class="card-head"><h2>{t('home.drafts')}</h2></div>
      <ul>
        {drafts.map((d) => {
          const row = rows.find((r) => r.visitId === d.visitId)
          return (
            <li key={d.visitId + d.kind}>
              <a class="prow" href={d.kind === 'triage' ? `/visits/${d.visitId}/triage` : `/consult/${d.patientId}`}>
                <Icon name="pen" />
                <span class="grow"><b class="nm">{row ? showName(row.patient.displayName) : t('home.draftOfVisit')}</b>
                  <span class="sub num">{[row?.ticket, t(d.kind === 'triage' ? 'triage.title' : 'consult.title'), t('draft.from', { time: timeText(d.savedAt) })].filter(Boolean).join(', ')}</span></span>
                <Icon name="right" />
              </a>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

import './reception.css'
import { useState } from 'preact/hooks'
import { choosePatient, registerTyped } from '../app/chosen'
import { Lazy } from '../app/Lazy'
import { Page } from '../app/Page'
import { errorText } from '../app/problem'
import { can } from '../app/session'
import { usePatientSearch } from '../app/usePatientSearch'
import { scanning } from '../card/scan'
import { isLate, type QueueRow } from '../queue/rows'
import { useBoard, type Board } from '../queue/useBoard'
import { dayText, timeText, today } from '../i18n/dates'
import { plural, t, type Key } from '../i18n/words'
import { Button } from '../kit/Button'
import { minute, serverNow } from '../kit/clock'
import { DayLine, type Stop } from '../kit/DayLine'
import { Empty, Note, Skeleton } from '../kit/message'
import { SearchBox } from '../kit/SearchBox'
import { side, useAfter } from '../today/later'
import { lastCheckIn } from './checkedIn'
import { RowMenu } from './RowMenu'
import { useWide } from './useWide'
import { WaitingTable } from './WaitingTable'

const STAGES = ['arrived', 'triage', 'waiting', 'serving', 'other', 'done'] as const
type Stage = (typeof STAGES)[number]
const FIRST_ROWS = 10
const LAST = 3

/** The desk: find or scan on the left, the day and its line on the right. */
export default function ReceptionHome() {
  const [stage, setStage] = useState<Stage>()
  const [all, setAll] = useState(false)
  const [menu, setMenu] = useState<QueueRow>()
  const { board, fading, error, at } = useBoard('', menu !== undefined)
  const wide = useWide(1000)
  const after = useAfter(!!board)

  const rows = board ? shown(board, stage) : []
  const some = all ? rows : rows.slice(0, FIRST_ROWS)
  const day = dayText(board?.day ?? today(serverNow()))
  const here = new Set(board?.entries.map((r) => r.visitId)).size
  return (
    <Page name="reception-home" title={t('reception.title')} focus={wide ? 'own' : 'h1'}>
      <div class="rh">
        <section class="rh-find stack" aria-label={t('search.label')}>
          {/* After a check-in the box begins anew: empty, focused, with fresh last patients. */}
          <Finder key={lastCheckIn.value?.id ?? ''} autoFocus={wide} />
          {can('card.scan') && <p><Button kind="quiet" icon="qr" onClick={() => { scanning.value = {} }} data-testid="scan">{t('card.scan')}</Button></p>}
        </section>
        {after && <div class="rh-later stack"><Lazy over load={side} props={{ of: 'desk' as const, board }} /></div>}
        <section class="rh-day stack">
          <div class="page-head rh-head">
            <h1>{day}</h1>
            <span class="sp" />
            {can('patient.register') && <Button kind="primary" icon="addUser" keys="Alt N" href="/register" data-testid="register">{t('action.registerNew')}</Button>}
          </div>
          {error !== undefined && <Note tone="warn" alert>{errorText(error)}{at !== undefined && ` ${t('app.asOf', { time: timeText(at) })}`}</Note>}
          {!board && error === undefined && <Skeleton rows={6} />}
          {board && (
            <>
              <div class="card"><DayLine label={t('queue.title')} stops={stops(board)} chosen={stage} onChoose={(id) => { setStage(id as Stage | undefined); setAll(false) }} /></div>
              <div class="card">
                {rows.length
                  ? <WaitingTable rows={some} fading={fading} onMenu={setMenu} />
                  : <Empty title={t(stage ? 'reception.noneInStage' : 'queue.emptyTitle')} text={t('queue.emptyLead')} />}
                {rows.length > 0 && (
                  <div class="tfoot">
                    <span class="cap" data-testid="people-here">{stage ? plural('reception.rows', rows.length) : t('reception.shownOf', { shown: new Set(some.map((r) => r.visitId)).size, n: here })}</span>
                    {rows.length > FIRST_ROWS && <button type="button" class="linklike sp" aria-expanded={all} onClick={() => setAll(!all)} data-testid="show-all">{t(all ? 'action.showLess' : 'action.showAll')}</button>}
                  </div>
                )}
              </div>
            </>
          )}
        </section>
      </div>
      {menu && <RowMenu row={menu} rows={board?.entries ?? []} onClose={() => setMenu(undefined)} />}
    </Page>
  )
}

function shown(board: Board, stage: Stage | undefined): readonly QueueRow[] {
  if (stage === 'done') return board.doneToday
  return stage ? board.entries.filter((r) => r.stage === stage) : board.entries
}

function stops(board: Board): Stop[] {
  const now = minute.value
  return STAGES
    .filter((s) => s !== 'other' || board.counts.other > 0)
    .map((id) => ({
      id, label: t(id === 'done' ? 'reception.gone' : (`stage.${id}` as Key)), count: board.counts[id], done: id === 'done',
      late: id === 'done' ? 0 : board.entries.filter((r) => r.stage === id && isLate(r, now)).length,
    }))
}

function Finder({ autoFocus }: { autoFocus: boolean }) {
  const find = usePatientSearch(true)
  // Nobody has typed yet: the last few are enough, who is expected stands below.
  const rows = (find.text ? find.rows : find.rows?.slice(0, LAST))?.map((p) => ({
    ...p,
    end: p.openVisit
      ? <span class="cap num">{p.openVisit.ticket}<br />{t('queue.inQueue')}</span>
      : can('visit.checkIn') ? <span class="state state-k rh-enter">{t('action.checkIn')} <kbd class="kbd" aria-hidden="true">Enter</kbd></span> : undefined,
  }))
  return (
    <SearchBox text={find.text} onText={find.setText} rows={rows} answered={find.answered} heading={find.heading} autoFocus={autoFocus} onPick={(p) => choosePatient(p.id)}
      onRegister={can('patient.register') ? registerTyped : undefined} />
  )
}

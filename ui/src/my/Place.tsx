import { useEffect, useRef, useState } from 'preact/hooks'
import { ApiError } from '../app/problem'
import { timeText } from '../i18n/dates'
import { rich, t, type Key } from '../i18n/words'
import { serverNow } from '../kit/clock'
import { Icon } from '../kit/Icon'
import { Note } from '../kit/message'
import { CallUp } from '../kiosk/CallUp'
import { Listen } from '../kiosk/clips'
import { placeName, readDoor, type DoorVisit } from '../kiosk/door'
import { Answer, Shell } from '../kiosk/Shell'
import { feel, minutesText } from '../kiosk/Ticket'
import { sound } from '../kiosk/tone'
import { go, opened, view, wipe } from '../kiosk/visitor'

const EVERY_MS = 20_000
/** How near one's turn must be to be rung for. */
const NEAR = 2

/** The place in the line, read again while somebody looks. */
export function Place() {
  const [at, setAt] = useState(serverNow())
  const [lost, setLost] = useState(false)
  const [ring, setRing] = useState(false)
  const visit = view.value?.visit
  useEffect(() => {
    const read = () => {
      if (document.visibilityState !== 'visible' || !opened.value) return
      readDoor().then(() => { setAt(serverNow()); setLost(false) }, (e: unknown) => setLost(e instanceof ApiError && e.code === 'network'))
    }
    read()
    const timer = setInterval(read, EVERY_MS)
    document.addEventListener('visibilitychange', read)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', read)
    }
  }, [])
  useRing(ring, visit)
  return (
    <Shell name="my-place" title={t('kiosk.myPlace')} tab="here">
      <h1 class="vh">{t('kiosk.myPlace')}</h1>
      {visit ? (
        <>
          <section class="ki-ticket my-ticket">
            <p class="ki-tl">{t('kiosk.yourNumber')}</p>
            <p class="ki-tn num" data-testid="ticket">{visit.ticket}</p>
            <hr />
            <div aria-live="polite">{visit.calledAt ? <p class="my-turn">{t('kiosk.yourTurn')}<br />{visit.room ? t('kiosk.goTo', { room: visit.room }) : t('kiosk.goToDesk')}</p> : <Before visit={visit} />}</div>
          </section>
          <Path visit={visit} />
          {!visit.calledAt && visit.before !== undefined && visit.before > NEAR && (
            <label class="my-ring"><input type="checkbox" class="tick" checked={ring} onChange={(e) => { setRing(e.currentTarget.checked); if (e.currentTarget.checked) sound('soft') }} data-testid="ring" /><span>{t('kiosk.ringMe', { n: NEAR })}<small>{t('kiosk.ringHow')}</small></span></label>
          )}
          <CallUp />
          {!visit.said && !visit.collectOnly && !visit.calledAt && <p class="my-feel"><button type="button" class="btn" onClick={feel} data-testid="feel"><Icon name="stethoscope" size="l" />{t('kiosk.feelBad')}</button></p>}
          <div class="my-note"><Note tone="warn" icon="warn"><b>{t('kiosk.feelWorse')}</b> {t('kiosk.tellNurse')}</Note></div>
          <p class="my-as" data-testid="updated">{t('kiosk.updated', { time: timeText(at) })} {lost ? t('kiosk.noServer') : t('kiosk.mayChange')}</p>
          <Listen clip="place" />
        </>
      ) : <NotHere />}
      <p class="my-leave"><button type="button" class="btn btn-q" onClick={wipe} data-testid="leave"><Icon name="lock" />{t('kiosk.leave')}</button></p>
    </Shell>
  )
}

function Before({ visit }: { visit: DoorVisit }) {
  if (visit.before === undefined) return <p class="my-before">{placeName(visit)}</p>
  const minutes = minutesText(visit)
  return (
    <>
      <p class="my-before">{visit.before ? rich(`kiosk.beforeYou.${visit.before === 1 ? 'one' : 'other'}` as Key, { n: <b class="num">{visit.before}</b> }) : t('kiosk.next')}</p>
      {minutes && <p>{minutes}</p>}
    </>
  )
}

const AHEAD = ['triage', 'waiting', 'serving', 'done'] as const

/** Where the visit has got to, as a way with stations; what is to come is what usually comes. */
function Path({ visit }: { visit: DoorVisit }) {
  const behind = visit.steps.filter((s, i) => s.stage !== visit.stage || i < visit.steps.length - 1)
  const ahead = AHEAD.slice(visit.stage === 'other' ? -1 : AHEAD.indexOf(visit.stage as (typeof AHEAD)[number]) + 1)
  return (
    <section class="my-path">
      <ol>
        {behind.map((s, i) => <li key={i} class="done"><span>{s.stage === 'other' ? t('kiosk.elsewhere') : t(`kiosk.staged.${s.stage}`)}</span><span class="num">{timeText(s.at)}</span></li>)}
        <li class={visit.stage === 'done' ? 'done' : 'on'} aria-current="step"><span>{visit.stage === 'other' ? placeName(visit) : t(`kiosk.stage.${visit.stage}`)}</span><span class="num">{t('kiosk.nowWord')}</span></li>
        {ahead.map((s) => <li key={s}><span>{t(`kiosk.stage.${s}`)}</span></li>)}
      </ol>
    </section>
  )
}

function NotHere() {
  const now = view.value!
  return (
    <div class="ki-q">
      <h2 class="my-head">{t('kiosk.notInLine')}</h2>
      <p class="ki-sub">{t(now.inside ? 'kiosk.notInLineHere' : 'kiosk.notInLineAway')}</p>
      <div class="ki-ans ki-one my-ans">
        {now.may.checkIn && now.inside && <Answer icon="ticket" testid="check-in" onClick={() => go({ at: 'reason' })}>{t('kiosk.checkInNow')}</Answer>}
        <Answer second icon="stethoscope" testid="feel" onClick={feel}>{t('kiosk.feelBad')}</Answer>
        {now.may.book && <Answer second icon="calendar" testid="book" onClick={() => go({ at: 'pick' })}>{t('kiosk.book')}</Answer>}
      </div>
    </div>
  )
}

/** Sounds and shakes once when the turn is near and once when it has come. */
function useRing(on: boolean, visit: DoorVisit | undefined): void {
  const rung = useRef('')
  const near = visit?.calledAt ? 'called' : visit?.before !== undefined && visit.before <= NEAR ? 'near' : ''
  useEffect(() => {
    if (!on || !near || rung.current === near) return
    rung.current = near
    sound(near === 'called' ? 'alarm' : 'soft')
    navigator.vibrate?.(near === 'called' ? [300, 150, 300, 150, 300] : [300])
  }, [on, near])
}

import './kiosk.css'
import { useCallback, useEffect } from 'preact/hooks'
import { minute } from '../kit/clock'
import { useScanner } from '../kit/useScanner'
import { followDevice } from '../app/deviceLive'
import { connected } from '../app/net'
import { path } from '../app/router'
import { readSession } from '../app/session'
import { takeCard } from './arrive'
import { Flow, Still } from './Flow'
import { useIdle } from './idle'
import { Start } from './Start'
import { Ticket } from './Ticket'
import { back, place, step, turn, view, wipe } from './visitor'

const QUIET_S = 30
const LAST_S = 15
/** A page that has stood for so long is fetched anew when nobody is there: the box may have a new version. */
const OLD_MS = 6 * 3600_000
/** Pages that close by themselves. */
const TIMED = new Set(['here', 'told', 'now', 'helped'])

/** The patient's own door at the clinic. It is all that an enrolled kiosk shows, whatever its address says. */
export default function Kiosk() {
  place.value = 'kiosk'
  const at = step.value.at
  const { left, stay } = useIdle({ quiet: QUIET_S, last: LAST_S, on: at !== 'start' && !TIMED.has(at) }, wipe)
  useScanner(useCallback((code: string) => void takeCard(code), []))
  useEffect(() => followDevice(() => void readSession().catch(() => undefined)), [])
  useStayHere()
  useAwake()
  const old = minute.value && performance.now() > OLD_MS
  useEffect(() => { if (old && at === 'start' && connected.value) location.reload() }, [old, at])
  return (
    <div key={turn.value} class="ki-root">
      {at === 'start' ? <Start /> : at === 'here' && view.value?.visit ? <Ticket /> : <Flow />}
      {left !== undefined && <Still left={left} onStay={stay} />}
    </div>
  )
}

/** The browser's own Back is the page's; there is no other address to go to; and nothing is kept to come back to. */
function useStayHere(): void {
  useEffect(() => {
    const here = () => `/${location.hash}`
    const hold = () => {
      history.replaceState(null, '', here())
      history.pushState(null, '', here())
    }
    const popped = () => {
      history.pushState(null, '', here())
      path.value = '/'
      if (step.value.at !== 'start') back()
    }
    const shown = (e: PageTransitionEvent) => { if (e.persisted) wipe() }
    const gone = () => wipe()
    const menu = (e: Event) => e.preventDefault()
    hold()
    addEventListener('popstate', popped)
    addEventListener('pageshow', shown)
    addEventListener('pagehide', gone)
    document.addEventListener('contextmenu', menu)
    document.addEventListener('dragstart', menu)
    return () => {
      removeEventListener('popstate', popped)
      removeEventListener('pageshow', shown)
      removeEventListener('pagehide', gone)
      document.removeEventListener('contextmenu', menu)
      document.removeEventListener('dragstart', menu)
      wipe()
    }
  }, [])
}

/** The tablet does not go dark: nobody would know that it is there for them. Browsers give it back whenever the page was hidden. */
function useAwake(): void {
  useEffect(() => {
    let held: WakeLockSentinel | undefined
    const hold = () => {
      if (document.visibilityState !== 'visible') return
      navigator.wakeLock?.request('screen').then((lock) => { held = lock }, () => undefined)
    }
    hold()
    document.addEventListener('visibilitychange', hold)
    return () => {
      document.removeEventListener('visibilitychange', hold)
      void held?.release()
    }
  }, [])
}

import './my.css'
import { useEffect } from 'preact/hooks'
import { Flow, Still } from '../kiosk/Flow'
import { useIdle } from '../kiosk/idle'
import { back, place, step, turn, wipe } from '../kiosk/visitor'
import { Begin } from './Begin'
import { Place } from './Place'

const QUIET_S = 300
const LAST_S = 60
/** Where somebody looks for hours; the box ends it when the phone is put away. */
const LONG = new Set(['start', 'here', 'now'])

/** The same door on the patient's own phone: no app, no password, and nothing left on the phone. */
export default function My() {
  place.value = 'phone'
  const at = step.value.at
  const { left, stay } = useIdle({ quiet: QUIET_S, last: LAST_S, on: !LONG.has(at) }, wipe)
  useEffect(() => {
    history.pushState(null, '', '/my') // the phone's Back is the page's
    const popped = () => {
      if (step.value.at === 'start') return
      history.pushState(null, '', '/my')
      back()
    }
    const gone = () => wipe()
    addEventListener('popstate', popped)
    addEventListener('pagehide', gone)
    return () => {
      removeEventListener('popstate', popped)
      removeEventListener('pagehide', gone)
      wipe()
    }
  }, [])
  return (
    <div key={turn.value} class="ki-root">
      {at === 'start' ? <Begin /> : at === 'here' ? <Place /> : <Flow />}
      {left !== undefined && <Still left={left} onStay={stay} />}
    </div>
  )
}

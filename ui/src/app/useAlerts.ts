import { useRef, useState } from 'preact/hooks'
import { useLive } from './live'
import { can, readSession, session } from './session'

const CALL = /^(door\.(ask|help)|alert\.)/

/** Somebody calls for help, or did since this page was opened: true from then on. What a gap in the stream hid, the session knows. */
export function useAlerts(): boolean {
  const [heard, setHeard] = useState(false)
  const called = useRef(false)
  const gaps = useRef(0)
  useLive(['queue'], () => {
    if (called.current) setHeard(true)
    else if (gaps.current++) void readSession().catch(() => undefined) // the first is the stream's beginning
  }, (e) => (called.current ||= CALL.test(e.action)))
  return can('alert.list') && (heard || !!session.value?.alerts)
}

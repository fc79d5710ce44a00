import { useEffect, useRef } from 'preact/hooks'
import { heard, ping } from './net'

/** `patient`: what only the charts of that patient show, and only tabs that follow the patient are told. */
export type Topic = 'queue' | 'booking' | 'clinic' | 'backup' | 'import' | 'message' | 'patient'

/** One act on the server. It never carries names: read what changed again. */
export interface LiveEvent {
  seq: number
  action: string
  subject: { type: string; id: string }
  patientId?: string
  visitId?: string
  at: string
}
/** `gap`: some may have been missed, so everything is read again; of one patient only, when that is whose stream it was. */
type Message = { kind: 'event'; event: LiveEvent } | { kind: 'gap'; of?: 'patient' }
type Listener = (message: Message) => void

const TOPICS: readonly Topic[] = ['queue', 'booking', 'clinic', 'backup', 'import', 'message']
const CLINIC = /^(staff|department|facility|demo|device|pin)\./
const DOOR: readonly Topic[] = ['queue', 'booking']
const PATIENT = /^(allergy|problem|card|photo)\./
const topicsOf = (action: string): readonly Topic[] => (action.startsWith('demo.') ? TOPICS : action.startsWith('backup.') ? ['backup'] : action.startsWith('import.') ? ['import'] : action.startsWith('message.') ? ['message'] : action.startsWith('appointment.') ? ['booking'] : CLINIC.test(action) ? ['clinic'] : PATIENT.test(action) ? ['patient'] : action.startsWith('door.') ? DOOR : ['queue'])
const listeners = new Set<Listener>()

// A visit's event comes by the clinic's stream and by that of its patient's chart: it is one all the same.
const MEMORY = 64
const told: number[] = []
function tell(message: Message): void {
  if (message.kind === 'event') {
    const { seq } = message.event // what is not of the journal has none
    if (seq && told.includes(seq)) return
    if (seq && told.push(seq) > MEMORY) told.shift()
  }
  listeners.forEach((l) => l(message))
}

// HTTP/1.1 allows six connections to a host, so one tab holds the stream for all. Web Locks choose it and pass
// it on when it closes; where they are missing (plain http) each tab has its own.
const others = typeof BroadcastChannel === 'function' && 'locks' in navigator ? new BroadcastChannel('karete.live') : undefined
if (others) others.onmessage = (e: MessageEvent<Message>) => tell(e.data)

function share(message: Message): void {
  tell(message)
  others?.postMessage(message)
}

/**
 * Holds the stream open until the returned function is called. The browser comes back by itself with Last-Event-ID
 * and the server tells what was missed, or `reset` when that is too much. What happened between the reading of a page
 * and the first opening is told by nobody, so that is a gap as well.
 */
function hold(onBroken: () => void, onRefused: () => void): () => void {
  const stream = new EventSource(`/api/v1/events?topics=${TOPICS.join(',')}`)
  let opened = false
  stream.onopen = () => {
    heard()
    if (!opened) share({ kind: 'gap' })
    opened = true
  }
  stream.onerror = () => {
    void ping()
    if (stream.readyState === EventSource.CLOSED) onRefused()
    else onBroken()
  }
  stream.onmessage = (e: MessageEvent<string>) => share({ kind: 'event', event: JSON.parse(e.data) as LiveEvent })
  stream.addEventListener('reset', () => share({ kind: 'gap' }))
  return () => stream.close()
}

/**
 * Keeps one stream per browser while someone is signed in. `onBroken` is called when it ends or the server will not have
 * it: the session may be over, and then nothing of it may stay on the screen.
 */
export function startLive(onBroken: () => void): () => void {
  let close: (() => void) | undefined
  let again: ReturnType<typeof setTimeout> | undefined
  let stopped = false
  const open = () => {
    close = hold(onBroken, () => {
      onBroken()
      again = setTimeout(() => { if (!stopped) open() }, 5000)
    })
  }
  const end = () => {
    stopped = true
    clearTimeout(again)
    close?.()
  }
  if (!others) {
    open()
    return end
  }
  const turn = new AbortController()
  let release: (() => void) | undefined
  navigator.locks.request('karete.live', { signal: turn.signal }, () => new Promise<void>((done) => {
    release = done
    open()
  })).catch(() => undefined) // stopped while still waiting for its turn
  return () => {
    end()
    if (release) release()
    else turn.abort()
  }
}

const CALM_MS = 80

/** Runs `onChange` after something happened in one of the topics, once for a burst, and after a gap in the stream. */
export function useLive(topics: readonly Topic[], onChange: () => void, only?: (event: LiveEvent) => boolean): void {
  const latest = useRef({ onChange, only })
  latest.current = { onChange, only }
  const key = topics.join(',')
  useEffect(() => {
    let soon: ReturnType<typeof setTimeout> | undefined
    const listener: Listener = (m) => {
      // The clinic's stream tells nothing of the patient's own, so a gap in it is none in that.
      if (m.kind === 'gap' && !topics.some((t) => (t === 'patient') === (m.of === 'patient'))) return
      if (m.kind === 'event' && (!topicsOf(m.event.action).some((t) => topics.includes(t)) || latest.current.only?.(m.event) === false)) return
      soon ??= setTimeout(() => {
        soon = undefined
        latest.current.onChange()
      }, CALM_MS)
    }
    listeners.add(listener)
    return () => {
      clearTimeout(soon)
      listeners.delete(listener)
    }
  }, [key])
}

/** What one stream may follow. */
const MOST_TOPICS = 20

/** Has this tab told of everything that happens to one patient, in any of their files, while a page shows them: a colleague's new allergy, a card. */
export function useFollow(files: readonly string[]): void {
  const topics = files.slice(0, MOST_TOPICS).map((id) => `patient:${id}`).join(',')
  useEffect(() => {
    const stream = new EventSource(`/api/v1/events?topics=${topics}`)
    stream.onmessage = (e: MessageEvent<string>) => tell({ kind: 'event', event: JSON.parse(e.data) as LiveEvent })
    stream.addEventListener('reset', () => tell({ kind: 'gap', of: 'patient' }))
    return () => stream.close()
  }, [topics])
}

import { effect, signal } from '@preact/signals'
import { doubtful, noteServerDate } from '../kit/clock'

const LIMIT_MS = 2000
const EVERY_MS = 15_000
const EVERY_OFF_MS = 4000

/** Whether the clinic server answers. A real question, since a browser is "online" with the box switched off. */
export const connected = signal(true)
/** When it was first missed (device clock, epoch ms). */
export const lostAt = signal<number | undefined>(undefined)

let timer: ReturnType<typeof setTimeout> | undefined

/** Every answer of the server, also a refusal, says that it is there. */
export function heard(answer?: Response): void {
  if (answer) {
    noteServerDate(answer.headers.get('date'))
    doubtful.value = answer.headers.has('karete-time')
  }
  connected.value = true
  lostAt.value = undefined
}

export function missed(): void {
  if (connected.value) lostAt.value = Date.now()
  connected.value = false
}

export async function ping(): Promise<void> {
  clearTimeout(timer)
  const stop = new AbortController()
  const limit = setTimeout(() => stop.abort(), LIMIT_MS)
  try {
    heard(await fetch('/healthz', { signal: stop.signal, cache: 'no-store', credentials: 'omit' }))
  } catch {
    missed()
  } finally {
    clearTimeout(limit)
    clearTimeout(timer)
    if (document.visibilityState === 'visible') timer = setTimeout(() => void ping(), connected.value ? EVERY_MS : EVERY_OFF_MS)
  }
}

export function watchNet(): void {
  effect(() => {
    document.documentElement.dataset.net = connected.value ? 'on' : 'off'
  })
  const now = () => void ping()
  addEventListener('online', now)
  addEventListener('offline', now)
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && now())
  timer = setTimeout(now, EVERY_MS) // the page itself has just been answered
}

import { signal } from '@preact/signals'

// Waits are counted from the server's moments, so the server's clock counts, not the tablet's.
let ahead = 0

/** Now by the server's clock, in epoch ms. Before the first answer it is the device's. */
export function serverNow(): number {
  return Date.now() - ahead
}

/** The box's time may be wrong. */
export const doubtful = signal(false)

/** The latest that it can be: what is after it is still to come. A box whose time is doubtful may have slept. */
export const latestNow = () => (doubtful.value ? Math.max(serverNow(), Date.now()) : serverNow())

/** Server time in epoch ms, renewed at each full minute; read it in a component and the text follows. */
export const minute = signal(Date.now())

let timer: ReturnType<typeof setTimeout> | undefined

function tick(): void {
  const now = serverNow()
  minute.value = now
  clearTimeout(timer)
  timer = setTimeout(tick, 60_000 - (now % 60_000) + 20)
}

/** Starts the minutes. A page that slept catches up when it is looked at again. */
export function startClock(): void {
  tick()
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && tick())
}

/** Takes the `Date` head of an answer as the server's time. It has whole seconds, so small differences are noise. */
export function noteServerDate(head: string | null, receivedAt = Date.now()): void {
  const at = head ? Date.parse(head) : NaN
  if (Number.isNaN(at)) return
  const measured = receivedAt - at
  if (Math.abs(measured - ahead) < 1500) return
  ahead = Math.abs(measured) < 1500 ? 0 : measured
  tick()
}

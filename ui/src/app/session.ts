import { batch, computed, signal } from '@preact/signals'
import { language, setLanguage, type Language } from '../i18n/words'
import { api, ask, isChanging, onSignedOut, runs, seated, seatNow, takingOver, type Operation, type Schema } from './api'
import { answer } from '../security/passkey'
import { park } from './parking'
import { ApiError } from './problem'
import { navigate } from './router'
import { uuidv7 } from './uuidv7'

export type Session = Schema['Session']
export type Role = 'admin' | 'clerk' | 'nurse' | 'doctor'

/** undefined while nobody asked yet, null when nobody is signed in. */
export const session = signal<Session | null | undefined>(undefined)
export const box = signal<Schema['Box'] | undefined>(undefined)

/** The clinic's name for titles and the top bar; the product's own before it is set up. */
export const clinicName = computed(() => session.value?.facility.name ?? box.value?.facility?.name ?? 'Karete')

/** The enrolled device these screens run on, if a manager has taken it in. */
export const device = computed(() => box.value?.device)
/** People sign in here by their tile and a PIN. */
export const shared = computed(() => device.value?.kind === 'tablet' || device.value?.kind === 'desk')

/** May the signed-in person do this? The server decides again; this only keeps doors away that would not open. */
export function can(operation: Operation): boolean {
  return session.value?.permissions?.includes(operation) ?? false
}

export function hasRole(role: Role): boolean {
  return session.value?.staff.roles?.includes(role) ?? false
}

// All tabs of a browser share the cookie, so they sign out together.
const tabs = typeof BroadcastChannel === 'function' ? new BroadcastChannel('karete.session') : undefined

// Remembers that this browser has signed in, so that a first visit need not ask and be refused.
const SEEN = 'karete.seen'

function seen(): boolean {
  try {
    return localStorage.getItem(SEEN) !== null
  } catch {
    return true
  }
}

function remember(who: Session | null): void {
  session.value = who
  try {
    if (who) localStorage.setItem(SEEN, '1')
    else localStorage.removeItem(SEEN)
  } catch {
    // then every visit asks
  }
}

function forget(): void {
  if (!session.value) return
  remember(null)
  tabs?.postMessage('out')
}

// A lock holds over a reload even when the box could not be told of it.
const LOCKED = 'karete.locked'

function locked(): boolean {
  try {
    return localStorage.getItem(LOCKED) !== null
  } catch {
    return false
  }
}

function holdLock(on: boolean): void {
  try {
    if (on) localStorage.setItem(LOCKED, '1')
    else localStorage.removeItem(LOCKED)
  } catch {
    // then the box alone holds it
  }
}

/** Asks the box who it is and who we are. A refusal leaves `session` null; a silent server throws. */
export async function readSession(): Promise<void> {
  onSignedOut(forget)
  if (tabs) tabs.onmessage = () => void readSession().catch(() => undefined) // keeps what it has while the server is away
  const mine = seatNow()
  if (locked()) await end()
  const [about, who] = await Promise.all([
    ask(api.GET('/api/v1/box')),
    seen() ? ask(api.GET('/api/v1/session')).catch(noOne) : null,
  ])
  runs(about.version)
  box.value = about
  if (mine === seatNow() && !isChanging()) remember(who) // else it is about the person before
}

function noOne(e: unknown): null {
  if (e instanceof ApiError && e.status > 0 && e.status < 500) return null
  throw e
}

/** `keepLanguage`: the person chose one on the sign-in page, which counts more than the one stored. */
export async function signIn(username: string, password: string, keepLanguage: boolean, code?: string): Promise<void> {
  await enter(await ask(api.POST('/api/v1/session', { body: { username, password, ...(code && { code }) } })), keepLanguage)
}

/** A passkey stands for the name, the password and the second step. Throws the browser's errors, too. */
export async function signInPasskey(keepLanguage: boolean): Promise<void> {
  if (session.value) await park()
  const shown = await answer(await ask(api.POST('/api/v1/session/challenge', { body: { for: 'sign-in' } })))
  await enter(await takingOver(() => ask(api.POST('/api/v1/session/passkey', { body: shown }))), keepLanguage)
}

async function enter(now: Session, keepLanguage: boolean): Promise<void> {
  if (!keepLanguage && now.staff.language !== language.value) await setLanguage(now.staff.language as Language)
  begin(now)
}

/** Somebody has signed in, by whatever means. */
export function begin(now: Session): void {
  seated()
  holdLock(false)
  remember(now)
  tabs?.postMessage('in')
}

/**
 * Signs in on an enrolled device, in place of whoever is; what they were writing is kept under their name first.
 * `standUp` runs when the PIN was right, before the new person's screens.
 */
export async function signInPin(staffId: string, pin: string, standUp: () => void): Promise<Session> {
  if (session.value) await park()
  const now = await takingOver(() => ask(api.POST('/api/v1/session/pin', { body: { staffId, pin } })))
  batch(() => {
    standUp()
    begin(now)
  })
  if (now.staff.language !== language.value) await setLanguage(now.staff.language as Language)
  return now
}

export async function signOut(): Promise<void> {
  await park()
  try {
    await end()
  } finally {
    navigate('/', { replace: true })
    forget()
  }
}

async function end(): Promise<void> {
  holdLock(true)
  await ask(api.DELETE('/api/v1/session')).catch(noOne)
  holdLock(false)
}

/** Keeps the language with the person, so that the next tablet speaks it too. */
export async function keepLanguage(to: Language): Promise<void> {
  if (session.value) await ask(api.PUT('/api/v1/session/language', { body: { id: uuidv7(), language: to } }))
}

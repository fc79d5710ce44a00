import { computed, signal } from '@preact/signals'
import { language, setLanguage, type Language } from '../i18n/words'
import { api, ask, onSignedOut, type Operation, type Schema } from './api'
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
  if (session.value) remember(null)
}

/** Asks the box who it is and who we are. A refusal leaves `session` null; a silent server throws. */
export async function readSession(): Promise<void> {
  onSignedOut(forget)
  if (tabs) tabs.onmessage = () => void readSession().catch(() => undefined) // keeps what it has while the server is away
  const [about, who] = await Promise.all([
    ask(api.GET('/api/v1/box')),
    seen() ? ask(api.GET('/api/v1/session')).catch(noOne) : null,
  ])
  box.value = about
  remember(who)
}

function noOne(e: unknown): null {
  if (e instanceof ApiError && e.status > 0 && e.status < 500) return null
  throw e
}

/** `keepLanguage`: the person chose one on the sign-in page, which counts more than the one stored. */
export async function signIn(username: string, password: string, keepLanguage: boolean): Promise<void> {
  const now = await ask(api.POST('/api/v1/session', { body: { username, password } }))
  if (!keepLanguage && now.staff.language !== language.value) await setLanguage(now.staff.language as Language)
  remember(now)
  tabs?.postMessage('in')
}

export async function signOut(): Promise<void> {
  try {
    await ask(api.DELETE('/api/v1/session'))
  } finally {
    navigate('/', { replace: true })
    forget()
    tabs?.postMessage('out')
  }
}

/** Keeps the language with the person, so that the next tablet speaks it too. */
export async function keepLanguage(to: Language): Promise<void> {
  if (session.value) await ask(api.PUT('/api/v1/session/language', { body: { id: uuidv7(), language: to } }))
}

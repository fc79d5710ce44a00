import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { scanning } from '../card/scan'
import { t } from '../i18n/words'
import { toast } from '../kit/toast'
import { api, ask } from './api'
import { checkingIn, typedName } from './chosen'
import { complain } from './complain'
import { navigate, path } from './router'
import { session, signOut } from './session'
import { untouched } from './untouched'

const LOOK_MS = 1_000
const SIGNS = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const

/** How often the box is told of somebody who types but asks nothing: it ends sessions that nobody uses. */
const SIGN_OF_LIFE_MS = 60_000

// Where each person was when their desk was locked or another took it over; in memory only, and for nobody else.
const places = new Map<string, string>()

/** Whose desk this was when it was locked: their tile is chosen already. */
export const lastHere = signal<string | undefined>(undefined)

function leave(): void {
  const who = session.value
  if (!who) return
  places.set(who.staff.id, path.value)
  lastHere.value = who.staff.id
}

/** Locks the desk: the session ends on the server, and whoever was here comes back to this page by signing in. */
export async function lock(): Promise<void> {
  leave()
  await signOut()
}

/** Another person is about to sit down. The page is the one's they leave, not the other's. */
export function standUp(): void {
  leave()
  navigate('/', { replace: true })
}

/** After signing in: the page one had left, if one was here before, and nothing of the last person's over it. */
export function takeSeat(): void {
  checkingIn.value = undefined
  scanning.value = undefined
  typedName.value = ''
  lastHere.value = undefined
  const me = session.value?.staff.id ?? ''
  const to = places.get(me)
  places.delete(me)
  if (to) navigate(to, { replace: true })
}

/** A session ended by itself: whoever comes next begins at home, and the one who was here comes back to their page. */
export function leftBehind(staffId: string, sessionId: string): void {
  if (session.value?.id === sessionId || path.value === '/') return
  places.set(staffId, path.value)
  lastHere.value = staffId
  navigate('/', { replace: true })
}

/** Locks a desk that nobody has touched for as long as the clinic has set; says so twenty seconds before. */
export function useIdleLock(): void {
  const who = session.value?.id
  const limit = (session.value?.lockMinutes ?? Infinity) * 60_000
  useEffect(() => {
    if (!who) return undefined
    let since = performance.now()
    let told = since
    let warned = false
    const touched = () => {
      since = performance.now()
      warned = false
      if (since - told < SIGN_OF_LIFE_MS) return
      told = since
      void ask(api.GET('/api/v1/session')).catch(() => undefined) // one that is over shows by itself
    }
    SIGNS.forEach((sign) => document.addEventListener(sign, touched, { capture: true, passive: true }))
    const every = setInterval(() => {
      const now = untouched(since, performance.now(), limit)
      if (now === 'lock') {
        clearInterval(every)
        lock().catch(complain)
      } else if (now === 'warn' && !warned) {
        warned = true
        toast(t('lock.soon'), touched, 'warn')
      }
    }, LOOK_MS)
    return () => {
      clearInterval(every)
      SIGNS.forEach((sign) => document.removeEventListener(sign, touched, { capture: true }))
    }
  }, [who, limit])
}

import { useEffect } from 'preact/hooks'
import { t } from '../i18n/words'
import { toast } from '../kit/toast'
import { api, ask } from './api'
import { complain } from './complain'
import { navigate, path } from './router'
import { session, signOut } from './session'
import { untouched } from './untouched'

const LOOK_MS = 5_000
const SIGNS = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const

/** Where somebody was when their desk was locked; in memory only, and for nobody else. */
let left: { staffId: string; at: string } | undefined

/** Locks the desk: the session ends on the server, and whoever was here comes back to this page by signing in. */
export async function lock(): Promise<void> {
  const staffId = session.value?.staff.id
  if (staffId) left = { staffId, at: path.value }
  await signOut()
}

/** After signing in: the page one had locked, if it was one's own. */
export function comeBack(): void {
  const to = left
  left = undefined
  if (to && to.staffId === session.value?.staff.id) navigate(to.at, { replace: true })
}

/** Locks a desk that nobody has touched for as long as the clinic has set; says so twenty seconds before. */
export function useIdleLock(): void {
  const who = session.value?.id
  useEffect(() => {
    if (!who) return undefined
    let limit = Infinity
    let since = performance.now()
    let warned = false
    const touched = () => {
      since = performance.now()
      warned = false
    }
    ask(api.GET('/api/v1/facility')).then((clinic) => { limit = clinic.settings.lockMinutes * 60_000 }, complain)
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
  }, [who])
}

import { useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { readSession, session } from '../app/session'
import { useLoad } from '../app/useLoad'

export type Factors = Schema['Factors']

/** One's own second factors, and the recovery codes that have just been made: they are shown once. */
export function useSecurity() {
  const found = useLoad(() => ask(api.GET('/api/v1/session/factors')), [])
  const [codes, setCodes] = useState<readonly string[]>([])
  const now = (e: Schema['Enrolled']) => {
    const { newRecoveryCodes, ...factors } = e
    found.put(factors)
    setCodes(newRecoveryCodes ?? [])
    if (!newRecoveryCodes?.length) unlock()
  }
  return { ...found, codes, now, kept: () => { setCodes([]); unlock() } }
}

// Who had to add a second step has one now, and may go on.
function unlock(): void {
  if (session.value?.mustAddFactor) void readSession().catch(() => undefined)
}

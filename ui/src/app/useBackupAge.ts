import { useEffect, useRef, useState } from 'preact/hooks'
import { api, ask, type Schema } from './api'
import { useLive } from './live'
import { can } from './session'

const EVERY_MS = 600_000
/** After the page itself, and once for what comes together. */
const SOON_MS = 500

/** How the backups stand, when that is something to say to who sits here. It ages by the hour, so it is asked for seldom. */
export function useBackupAge(): Schema['BackupStatus'] | undefined {
  const [status, setStatus] = useState<Schema['BackupStatus'] | undefined>()
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const read = (ms: number) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      read(EVERY_MS)
      ask(api.GET('/api/v1/backups/status')).then(setStatus, () => undefined)
    }, ms)
  }
  useEffect(() => {
    read(SOON_MS)
    return () => clearTimeout(timer.current)
  }, [])
  useLive(['backup'], () => read(SOON_MS), () => status?.level !== 'ok')
  if (!status || status.level === 'ok') return undefined
  // A clinic that has no stick yet is the manager's business for the first days.
  return status.state === 'never' && status.level === 'look' && !can('backup.list') ? undefined : status
}

import type { Schema } from '../app/api'
import type { Key } from '../i18n/words'
import type { IconName } from '../kit/Icon'

type Device = Schema['Device']

const MINUTE_MS = 60_000
const WEEK_MS = 7 * 24 * 60 * MINUTE_MS

/** Screens ask the box several times a minute. */
export function seenNow(d: Pick<Device, 'seenAt'>, now: number): boolean {
  return !!d.seenAt && now - Date.parse(d.seenAt) < 2 * MINUTE_MS
}

export interface State { icon: IconName; look: 'k' | 'w' | 'd'; word: Key }

/** What a manager should know of a device at a glance; the worst first. `version` is the box's own. */
export function stateOf(d: Pick<Device, 'seenAt' | 'revokedAt' | 'app'>, version: string, now: number): State {
  if (d.revokedAt) return { icon: 'lock', look: 'd', word: 'device.state.revoked' }
  if (d.seenAt && now - Date.parse(d.seenAt) > WEEK_MS) return { icon: 'clock', look: 'w', word: 'device.state.unseen' }
  if (d.app && version && d.app !== version) return { icon: 'refill', look: 'w', word: 'device.state.older' }
  return { icon: 'check', look: 'k', word: 'device.state.good' }
}

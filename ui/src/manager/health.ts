import type { Schema } from '../app/api'
import { shift } from '../report/day'
import type { IconName } from '../kit/Icon'

/** How much a line wants the manager: not at all, a look, or at once. */
export type Mood = 'good' | 'look' | 'now'
export type LineId = 'writing' | 'disk' | 'journal' | 'signIns' | 'leftOpen' | 'managers' | 'factors' | 'keys' | 'certificate'

export interface Line { id: LineId; mood: Mood; icon: IconName }

/** What the box and the clinic say about themselves. */
export interface Vitals {
  system: Schema['System']
  staff: readonly Schema['Staff'][]
  leftOpen: Schema['LeftOpen']
  keys: Schema['Keys']
  trust?: Schema['TrustStatus']
  /** Sign-ins that were refused today. */
  refused: number
  /** Server time, epoch ms, and its day at the clinic. */
  now: number
  today: string
}

const GB = 1e9
const DAY_MS = 86_400_000
/** So long a visit left open is news: over a weekend. */
const NEWS_DAYS = 3
/** Time enough to fetch another certificate, and no sooner: those of public authorities hold for weeks only. */
const OUTSIDE_DAYS = 21
/** More wrong passwords in a day than tired fingers make. */
const MANY_REFUSED = 20

/** The lines of the manager's page, the most pressing first; only what there is. */
export function lines(v: Vitals): Line[] {
  const list: Line[] = [
    { id: 'writing', mood: v.system.state === 'ok' ? 'good' : 'now', icon: 'drive' },
    { id: 'disk', mood: disk(v.system), icon: 'drive' },
    { id: 'journal', mood: signed(v), icon: 'shield' },
    { id: 'signIns', mood: v.refused > MANY_REFUSED ? 'look' : 'good', icon: 'key' },
    { id: 'keys', mood: locked(v.keys), icon: 'lock' },
  ]
  if (v.trust?.certificate) list.push({ id: 'certificate', mood: holds(shown(v.trust)!), icon: 'shield' })
  if (isNews(v)) list.push({ id: 'leftOpen', mood: 'look', icon: 'door' })
  if (managers(v.staff) === 1) list.push({ id: 'managers', mood: 'look', icon: 'users' })
  if (oneStep(v.staff) > 0) list.push({ id: 'factors', mood: 'look', icon: 'shield' })
  const order: Record<Mood, number> = { now: 0, look: 1, good: 2 }
  return list.sort((a, b) => order[a.mood] - order[b.mood])
}

/** Managers whom the password alone lets in. */
export const oneStep = (staff: readonly Schema['Staff'][]) => staff.filter((s) => s.active && s.roles.includes('admin') && !s.secondFactor).length

export const managers = (staff: readonly Schema['Staff'][]) => staff.filter((s) => s.active && s.roles.includes('admin')).length

// A key that lies on the box is a choice one lives with, so it stays to be looked at for good.
function locked(k: Schema['Keys']): Mood {
  if (!k.sound || (!k.passphrase && !k.recovery)) return 'now'
  return k.autoUnlock || !k.recovery ? 'look' : 'good'
}

/** What there is to say of the keys, the most pressing first; '' when all is well. */
export function keysWord(k: Schema['Keys']): '' | 'unsound' | 'none' | 'recovery' | 'auto' {
  if (!k.sound) return 'unsound'
  if (!k.passphrase && !k.recovery) return 'none'
  return !k.recovery ? 'recovery' : k.autoUnlock ? 'auto' : ''
}

/** The certificate that ends first and that somebody must do something about: the box renews its own with months left. */
export function shown({ certificate, outside }: Schema['TrustStatus']): Schema['Certificate'] | undefined {
  return outside && certificate && outside.daysLeft < Math.min(certificate.daysLeft, OUTSIDE_DAYS) ? outside : certificate
}

function holds({ daysLeft }: Schema['Certificate']): Mood {
  return daysLeft < 7 ? 'now' : daysLeft < OUTSIDE_DAYS ? 'look' : 'good'
}

function disk({ diskFreeBytes: free, diskBytes: total }: Schema['System']): Mood {
  if (free < GB) return 'now'
  return free < total * 0.1 || free < 5 * GB ? 'look' : 'good'
}

// The head is signed each quarter of an hour while it grows, so a day without is a fault.
function signed({ system, now }: Vitals): Mood {
  const last = system.checkpoint
  if (last && last.entries === system.entries) return 'good'
  const since = Date.parse(last?.signedAt ?? system.startedAt)
  return now - since > DAY_MS ? 'look' : 'good'
}

const isNews = ({ leftOpen, today }: Vitals) => leftOpen.visits.length > 0 && leftOpen.day >= shift(today, -NEWS_DAYS)

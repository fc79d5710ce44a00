import type { Schema } from '../app/api'
import { countText, dayText, instantText } from '../i18n/dates'
import { plural, t, type Key } from '../i18n/words'
import type { IconName } from '../kit/Icon'
import { figurePath } from '../report/figure'
import { sizeText } from './size'

export type HealthLine = Schema['HealthLine']
export type Mood = HealthLine['mood']
type LineId = HealthLine['id']

export const ICONS: Record<LineId, IconName> = {
  writing: 'drive', disk: 'drive', backup: 'stick', clock: 'clock', keys: 'lock', certificate: 'shield', journal: 'shield', signIns: 'key', devices: 'tablet',
  hub: 'net', version: 'info', leftOpen: 'door', managers: 'users', factors: 'shield',
}

/** Managers who work here. */
export const managers = (staff: readonly Schema['Staff'][]) => staff.filter((s) => s.active && s.roles.includes('admin')).length

/** How long ago, in the largest unit that says something. */
export function ageText(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  if (minutes < 1) return t('manager.age.now')
  if (minutes < 60) return plural('manager.age.minutes', minutes)
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? plural('manager.age.hours', hours) : plural('manager.age.days', Math.floor(hours / 24))
}

/** The same of a line; '' when the line has no moment, the moment itself while nobody knows how long ago it was. */
export function lineAge(l: HealthLine): string {
  if (!l.since) return ''
  return l.ageSeconds === undefined ? instantText(l.since) : ageText(l.ageSeconds)
}

export function lineTitle(l: HealthLine): string {
  const n = l.count ?? 0
  switch (l.id) {
    case 'writing': return t(`manager.writing.${l.word}` as Key)
    case 'disk': return t(l.mood === 'good' ? 'manager.disk' : 'manager.disk.short')
    case 'backup': return t(backupWord(l))
    case 'clock': return t(l.mood === 'good' ? 'manager.clock' : 'manager.clock.doubt')
    case 'keys': return t(l.word === 'ok' ? 'manager.keys' : (`manager.keys.${l.word}` as Key))
    case 'devices': return l.word === 'unseen' ? plural('manager.devices.unseen', (l.names ?? []).length) : t('manager.devices')
    case 'hub': return t('manager.hub')
    case 'version': return t('manager.version')
    case 'leftOpen': return plural('manager.leftOpen', n, { day: dayText(l.day!) })
    case 'factors': return plural('manager.factors', n)
    default: return t(`manager.${l.id}`)
  }
}

const backupWord = (l: HealthLine): Key => {
  switch (l.word) {
    case 'ok': case 'running': return l.mood === 'good' ? 'backup.head.ok' : 'backup.head.old'
    case 'old': return 'backup.head.old'
    case 'never': case 'no-place': return 'backup.head.none'
    default: return 'backup.head.failed'
  }
}

export function lineDetail(l: HealthLine): string {
  const n = l.count ?? 0
  switch (l.id) {
    case 'writing': return t(l.mood === 'good' ? 'manager.writing.detail' : 'manager.writing.help', { when: instantText(l.since!) })
    case 'disk': return t('manager.disk.detail', { free: sizeText(l.freeBytes ?? 0), all: sizeText(l.totalBytes ?? 0), records: sizeText(l.recordBytes ?? 0) })
    case 'backup': return backupDetail(l)
    case 'clock': return t(l.mood === 'good' ? 'manager.clock.detail' : 'manager.clock.help')
    case 'journal': return l.signed ? t('manager.journal.detail', { n: countText(n), signed: countText(l.signed), when: instantText(l.since!) }) : t('manager.journal.unsigned', { n: countText(n) })
    case 'signIns': return n ? plural('manager.signIns.refused', n) : t('manager.signIns.none')
    case 'keys': return keysDetail(l.word)
    case 'certificate': return (l.daysLeft ?? 0) < 0 ? t('network.ended') : [plural('network.holds', l.daysLeft ?? 0), (l.names ?? [])[0]].filter(Boolean).join(' · ')
    case 'devices': return l.word === 'unseen' ? t('manager.devices.help', { names: (l.names ?? []).join(', ') }) : n ? plural('manager.devices.detail', n) : t('manager.devices.none')
    case 'hub': return t('manager.hub.detail')
    case 'version': return t('manager.version.detail', { version: l.version ?? '' })
    default: return t(`manager.${l.id}.detail` as Key)
  }
}

function backupDetail(l: HealthLine): string {
  if (l.word === 'no-place') return t('backup.none.title')
  const last = l.since ? t('backup.old.text', { when: instantText(l.since), place: l.place ?? '' }) : ''
  const bring = l.plug && l.mood !== 'good' ? t('backup.old.plug', { place: l.plug }) : ''
  return [last, bring].filter(Boolean).join(' ') || t('backup.never.text')
}

function keysDetail(word: string): string {
  switch (word) {
    case 'unsound': return t('keys.unsound')
    case 'none': return t('keys.noPassphrase')
    case 'recovery': return t('keys.noRecovery')
    case 'auto': return t('keys.auto')
    default: return t('manager.keys.detail')
  }
}

/** What to do about a line that wants somebody. */
export function lineAct(l: HealthLine, mine: { id?: string; secondFactor?: boolean } = {}): { label: Key; to: string } | undefined {
  if (l.mood === 'good') return undefined
  switch (l.id) {
    case 'backup': return { label: 'manager.backup.act', to: '/backups' }
    case 'leftOpen': return { label: 'action.showWho', to: figurePath(l.day!, 'closed-by-box') }
    case 'managers': return { label: 'manager.managers.act', to: '/staff' }
    case 'factors': return { label: 'manager.factors.act', to: mine.secondFactor ? '/staff' : '/security' }
    case 'keys': return { label: 'manager.keys.act', to: '/keys' }
    case 'signIns': return { label: 'manager.signIns.act', to: '/journal' }
    case 'certificate': return { label: 'manager.certificate.act', to: '/network' }
    case 'devices': return { label: 'manager.devices.act', to: '/devices' }
    case 'disk': case 'writing': case 'journal': case 'clock': return { label: 'manager.disk.act', to: '/system' }
    default: return undefined
  }
}

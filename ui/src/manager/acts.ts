import type { Operation } from '../app/api'
import { hasKey, t } from '../i18n/words'

/** What the journal knows besides the operations of the API. */
export type Act = Operation | 'refused' | 'session.refused' | 'staff.rescue' | 'token.reused' | 'pin.lost' | 'visit.closeDay' | 'trust.renew' | 'clock.jumped' | 'clock.doubted' | 'clock.trusted' | 'demo.fill'

/** What was done, in words. Every operation has some, or this file does not compile. */
export function actWord(act: Act): string {
  const key = `act.${act}` as const
  return hasKey(key) ? t(key) : act // an entry of a newer program
}

/** The same as a right: what somebody may do. */
export const mayWord = (operation: Operation) => t(`may.${operation}`)

// Reads that open no record leave no entry, nor do drafts and the first setup's answers.
const UNWRITTEN: readonly Operation[] = [
  'box.read', 'seal.read', 'setup.read', 'setup.answer', 'setup.code', 'backup.status', 'backup.list', 'backup.places', 'restore.read', 'restore.upload', 'restore.open', 'restore.begin', 'keys.list', 'session.read', 'session.list', 'events.read', 'access.read', 'department.list', 'facility.read',
  'patient.search', 'queue.read', 'display.read', 'selfTriage.read', 'selfTriage.score', 'selfTriage.list', 'door.read', 'door.free', 'door.close', 'selfTriage.remote', 'alert.list', 'visit.leftOpen', 'appointment.week', 'appointment.day', 'appointment.hours', 'appointment.missed', 'message.list', 'message.settings', 'message.told', 'message.toldByKey', 'message.verify', 'triage.signs', 'triage.score', 'draft.save', 'draft.read', 'draft.discard', 'draft.list',
  'report.day', 'report.dayList', 'report.dayCsv', 'report.activity', 'report.activityCsv', 'staff.list', 'journal.list', 'system.read', 'health.read', 'metrics.read',
  'session.challenge', 'factor.read', 'factor.app', 'factor.passkey', 'journal.key', 'program.list', 'token.list', 'device.list', 'device.read', 'session.pin', 'token.refresh', 'trust.page', 'trust.read', 'clock.read',
]

/** The acts one can look for in the journal, by their words. */
export function journalActs(rules: readonly { action: string }[]): { value: string; label: string }[] {
  const acts = [...rules.map((r) => r.action as Act), 'refused' as const].filter((a) => !(UNWRITTEN as readonly string[]).includes(a))
  return acts.map((value) => ({ value, label: actWord(value) })).sort((a, b) => a.label.localeCompare(b.label, 'en', { sensitivity: 'base' }))
}

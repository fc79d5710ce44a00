import type { Schema } from '../app/api'
import { readBirth } from '../kit/birth'
import type { FormError } from '../kit/ErrorSummary'
import type { Sex } from '../kit/person'
import { t } from '../i18n/words'

export type KeyRow = Schema['KeyRow']
export type Row = Schema['PaperRow']
type Vitals = NonNullable<KeyRow['vitals']>
export type VitalName = keyof Vitals
export type Outcome = KeyRow['outcome']

export const VITALS: readonly VitalName[] = ['temperatureCel', 'heartRate', 'respiratoryRate', 'systolicMmHg', 'diastolicMmHg', 'spo2Percent', 'weightKg', 'glucoseMmolL']

export interface Newcomer { familyName: string; givenNames: string; sex: Sex | ''; birth: string; village: string }

/** What is typed from one row, as typed. */
export interface RowForm {
  arrivedAt: string
  endedAt: string
  known: Schema['PatientSummary'] | undefined
  newcomer: Newcomer | undefined
  departmentId: string
  complaint: string
  vitals: Partial<Record<VitalName, string>>
  level: '0' | '1' | '2' | '3' | '4'
  triagedBy: string
  seenBy: string
  diagnoses: Schema['Diagnosis'][]
  medicines: string
  outcome: Outcome | ''
  referredTo: string
}

/** A fresh row. Who signed and where people came in is seldom another person on the next row. */
export function nextRow(before?: RowForm): RowForm {
  return {
    arrivedAt: '', endedAt: '', known: undefined, newcomer: undefined, departmentId: before?.departmentId ?? '', complaint: '', vitals: {}, level: '0',
    triagedBy: before?.triagedBy ?? '', seenBy: before?.seenBy ?? '', diagnoses: [], medicines: '', outcome: '', referredTo: '',
  }
}

/** "815", "8:15", "8.15", "08h15" as "08:15"; "8" is on the hour. Undefined when it is no time of day. */
export function readTime(typed: string): string | undefined {
  const text = typed.trim().toLowerCase()
  const parts = /^(\d{1,2})(?: ?[:.,h ] ?(\d{2}))?$/.exec(text) ?? /^(\d{1,2})(\d{2})$/.exec(text)
  if (!parts) return undefined
  const [hour, minute] = [Number(parts[1]), Number(parts[2] ?? 0)]
  if (hour > 23 || minute > 59) return undefined
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

/** "P007", "p 7", "7" as "P007"; "P007-04" leads to a row too. Undefined when it is no such number. */
export function readSerial(typed: string): { serial: string; rank?: number } | undefined {
  const parts = /^p? ?0*(\d{1,6})(?: ?- ?0?(\d{1,2}))?$/i.exec(typed.trim())
  if (!parts || Number(parts[1]) === 0) return undefined
  const serial = `P${String(Number(parts[1])).padStart(3, '0')}`
  return parts[2] ? { serial, rank: Number(parts[2]) } : { serial }
}

/** What stops a row before it is sent. */
export function missing(f: RowForm, day: string): FormError[] {
  const list: FormError[] = []
  const need = (field: string, label: string) => list.push({ field, text: t('error.required', { field: label }) })
  if (!f.arrivedAt.trim()) need('arrivedAt', t('paper.arrivedAt'))
  else if (!readTime(f.arrivedAt)) list.push({ field: 'arrivedAt', text: t('paper.timeWrong') })
  if (f.endedAt.trim() && !readTime(f.endedAt)) list.push({ field: 'endedAt', text: t('paper.timeWrong') })
  if (!f.known && !f.newcomer) need('find-paper', t('paper.person'))
  if (f.newcomer) {
    if (!f.newcomer.familyName.trim() && !f.newcomer.givenNames.trim()) need('newPatient.familyName', t('name.family'))
    if (!f.newcomer.sex) need('newPatient.sex', t('sex.label'))
    const birth = readBirth(f.newcomer.birth, day)
    if (!birth.ok && birth.problem) list.push({ field: 'newPatient.birthDate', text: t('birth.notUnderstood') })
  }
  if (!f.outcome) need('outcome', t('consult.outcome'))
  if (f.outcome === 'referred' && !f.referredTo.trim()) need('referredTo', t('paper.referredTo'))
  if (!f.seenBy && f.outcome && f.outcome !== 'left' && f.outcome !== 'here') need('seenBy', t('paper.seenBy'))
  return list
}

/** The command, for a form with nothing missing. */
export function command(id: string, day: string, f: RowForm): KeyRow {
  const vitals: Vitals = {}
  for (const name of VITALS) {
    const typed = f.vitals[name]?.trim()
    if (typed) vitals[name] = Number(typed)
  }
  const prescriptions = f.medicines.split('\n').map((line) => line.trim()).filter(Boolean)
    .map((medicine) => ({ medicine, form: '', strength: '', atc: '', dose: '', frequency: '', quantity: '', note: '' }))
  return {
    id, day, arrivedAt: readTime(f.arrivedAt)!, outcome: f.outcome as Outcome,
    ...(f.endedAt.trim() ? { endedAt: readTime(f.endedAt)! } : {}),
    ...(f.known ? { patientId: f.known.id } : {}),
    ...(f.newcomer ? { newPatient: demographics(f.newcomer, day) } : {}),
    ...(f.departmentId ? { departmentId: f.departmentId } : {}),
    complaint: f.complaint.trim(), vitals, level: Number(f.level),
    ...(f.triagedBy ? { triagedBy: f.triagedBy } : {}),
    // Who is still here was seen by nobody yet, and who left without a name beside it neither.
    ...(f.seenBy ? { seenBy: f.seenBy } : {}),
    ...(f.diagnoses.length ? { diagnoses: f.diagnoses } : {}),
    ...(prescriptions.length ? { prescriptions } : {}),
    ...(f.outcome === 'referred' ? { referredTo: f.referredTo.trim() } : {}),
  }
}

function demographics(n: Newcomer, day: string): NonNullable<KeyRow['newPatient']> {
  const birth = readBirth(n.birth, day)
  return {
    familyName: n.familyName.trim(), givenNames: n.givenNames.trim(), sex: n.sex || 'unknown', village: n.village.trim(),
    ...(birth.ok ? birth.birth : { birthPrecision: 'unknown' as const }),
  }
}

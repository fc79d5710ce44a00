import type { Schema } from '../app/api'
import type { LiveEvent } from '../app/live'
import { t } from '../i18n/words'
import { showName } from '../kit/person'

type Patient = Schema['Patient']

/** A file as people name it: whose it is, and its number. */
export function fileName(f: { displayName: string; fileNumber: string }): string {
  return [showName(f.displayName), f.fileNumber].filter(Boolean).join(', ')
}

/** Says from which other file of the person something comes; undefined when it is of the one that is shown. */
export function fromFile(patient: Pick<Patient, 'id' | 'joined'>, fileId: string): string | undefined {
  const f = fileId === patient.id ? undefined : patient.joined?.find((j) => j.id === fileId)
  return f && t('joined.from', { file: fileName(f) })
}

/** All files of the person who is shown. */
export function filesOf(patientId: string, patient: Pick<Patient, 'joined'> | undefined): readonly string[] {
  return [patientId, ...(patient?.joined ?? []).map((j) => j.id)]
}

/** True for what happened in one of these files, and for a joining or parting that one of them is the other side of. */
export function concerns(files: readonly string[], e: LiveEvent): boolean {
  return files.includes(e.patientId ?? '') || (isLinking(e) && files.includes(e.subject.id))
}

export const isLinking = (e: LiveEvent) => e.action === 'patient.merge' || e.action === 'patient.unmerge'

import { signal } from '@preact/signals'
import { session } from '../app/session'
import { uuidv7 } from '../app/uuidv7'
import type { Form } from './form'

/**
 * A registration that is not saved yet. It lives in memory only: leaving the page and coming back keeps it, reloading
 * or signing out does not, and nothing about anybody is written to the device.
 */
export interface Draft {
  /** Command id and the patient's id to be: the same on a repeat, so that a lost answer makes no second patient. */
  id: string
  staffId: string
  form: Form
  departmentId: string
  reason: string
  emergency: boolean
}

export const draft = signal<Draft | undefined>(undefined)

/** What the signed-in person had begun; somebody else's is thrown away. */
export function keptDraft(): Draft | undefined {
  if (draft.value?.staffId !== session.value?.staff.id) draft.value = undefined
  return draft.value
}

export function newDraft(form: Form): Draft {
  return { id: uuidv7(), staffId: session.value!.staff.id, form, departmentId: '', reason: '', emergency: false }
}

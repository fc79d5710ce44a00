import { signal } from '@preact/signals'
import { session } from '../app/session'
import { uuidv7 } from '../app/uuidv7'
import { cardInHand } from '../card/scan'
import type { Decided } from './candidates'
import type { Form } from './form'
import type { Mother } from './mother'

/**
 * A registration that is not saved yet. It lives in memory only: leaving the page and coming back keeps it, reloading
 * does not, and nothing about anybody is written to the device. While somebody else works here it waits for its author.
 */
export interface Draft {
  /** Command id and the patient's id to be: the same on a repeat, so that a lost answer makes no second patient. */
  id: string
  staffId: string
  form: Form
  departmentId: string
  reason: string
  emergency: boolean
  /** What was said of people who looked the same. */
  different: Decided
  mother?: Mother
}

export const draft = signal<Draft | undefined>(undefined)

const parked = new Map<string, Draft>()

/** What the signed-in person had begun; somebody else's is parked until they are back. */
export function keptDraft(): Draft | undefined {
  const me = session.value?.staff.id
  if (draft.value && draft.value.staffId !== me) parked.set(draft.value.staffId, draft.value)
  if (me && draft.value?.staffId !== me) {
    draft.value = parked.get(me)
    parked.delete(me)
  }
  return draft.value
}

export function newDraft(form: Form): Draft {
  return { id: uuidv7(), staffId: session.value!.staff.id, form, departmentId: '', reason: '', emergency: false, different: {} }
}

/** Saved, thrown away, or somebody else came first: nothing of it is left. */
export function drop(): void {
  draft.value = undefined
  cardInHand.value = undefined
}

/** Where one goes on from when somebody is registered. */
export const home = () => (session.value!.staff.roles.includes('clerk') ? '/' : '/desk')

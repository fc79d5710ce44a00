import { api, ask, type Schema } from '../app/api'
import { ApiError } from '../app/problem'

export type Progress = Schema['Progress']
export type Answers = Schema['Answers']
export type Step = Schema['StepState']['step']
/** Steps in their order, as the server has them. */
export const STEPS: readonly Step[] = ['language', 'clinic', 'admin', 'recovery', 'clock', 'departments', 'staff']

const STORED = 'karete.setupCode'

/** The code from the box's console, for who does not sit at it; it outlives a reload, not the browser. */
function code(): string {
  try {
    return sessionStorage.getItem(STORED) ?? ''
  } catch {
    return kept
  }
}

let kept = ''

export function keepCode(text: string): void {
  kept = text.trim()
  try {
    sessionStorage.setItem(STORED, kept)
  } catch {
    // then it holds until the page is loaded anew
  }
}

export const header = () => (code() ? { 'X-Karete-Setup-Code': code() } : {})

export const readProgress = () => ask(api.GET('/api/v1/setup', { params: { header: header() } }))

/** Keeps the answer to one step on the server; it is there again after a power cut. */
export function answer(step: Step, body: Answers): Promise<Progress> {
  return ask(api.PUT('/api/v1/setup/{step}', { params: { path: { step }, header: header() }, body }))
}

/** A recovery code to print; it opens nothing until groups of it were typed back. */
export const printCode = () => ask(api.POST('/api/v1/setup/recovery/code', { params: { header: header() } }))

export function found(id: string): Promise<Schema['Founded']> {
  return ask(api.POST('/api/v1/setup', { params: { header: header() }, body: { id } }))
}

/** True when the box wants to see that somebody was at its console. */
export const wantsCode = (error: unknown) => error instanceof ApiError && (error.code === 'forbidden' || error.code === 'throttled')

/** Where the wizard stands: the first step without an answer, the last when all have one. */
export function firstOpen(progress: Progress): number {
  const at = STEPS.indexOf(progress.next as Step)
  return at < 0 ? STEPS.length - 1 : at
}

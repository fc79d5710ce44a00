import { hasKey, t, type Key } from '../i18n/words'
import type { FormError } from '../kit/ErrorSummary'

export interface FieldProblem { field: string; code: string; params?: Record<string, string | number> }

/** What the server answered when it refused (RFC 9457), or code `network` when it did not answer at all. */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly field: string
  readonly params: Readonly<Record<string, string | number>>
  readonly errors: readonly FieldProblem[]
  /** The resource as it is now, when code is `stale`. */
  readonly current: unknown
  readonly requestId: string

  constructor(status: number, body: Partial<Pick<ApiError, 'code' | 'field' | 'params' | 'errors' | 'current' | 'requestId'>> = {}) {
    super(body.code ?? (status ? 'internal' : 'network'))
    this.status = status
    this.code = this.message
    this.field = body.field ?? ''
    this.params = body.params ?? {}
    this.errors = body.errors ?? []
    this.current = body.current
    this.requestId = body.requestId ?? ''
  }
}

function say(code: string, params: Readonly<Record<string, string | number>>): string {
  const key = `error.${code}`
  return t(hasKey(key) ? key : ('error.internal' as Key), params)
}

/** One sentence for the reader. */
export function errorText(error: unknown, fieldLabel = ''): string {
  return error instanceof ApiError ? say(error.code, { field: fieldLabel, ...error.params }) : say('internal', {})
}

/**
 * The lines of an error summary. `labels` maps the server's field names (`phones[0].number`, or the first part
 * `phones`) to what stands on the page; a field that is not on the page becomes a line about the whole form.
 */
export function formErrors(error: unknown, labels: Readonly<Record<string, string>>): FormError[] {
  if (!(error instanceof ApiError) || error.code === 'network') return [{ field: '', text: errorText(error) }]
  const broken: FieldProblem[] = error.errors.length ? [...error.errors] : error.field ? [{ field: error.field, code: error.code, params: { ...error.params } }] : []
  if (!broken.length) return [{ field: '', text: errorText(error) }]
  return broken.map((p) => {
    const name = p.field in labels ? p.field : p.field.split(/[.[]/)[0]!
    return { field: name in labels ? name : '', text: say(p.code, { field: labels[name] ?? p.field, ...p.params }) }
  })
}

/** The sentence for one control out of the summary's lines. */
export function errorOf(errors: readonly FormError[], field: string): string | undefined {
  return errors.find((e) => e.field === field)?.text
}

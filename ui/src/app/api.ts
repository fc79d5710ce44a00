import createClient from 'openapi-fetch'
import type { components, operations, paths } from '../api/schema'
import { heard, missed } from './net'
import { ApiError } from './problem'
import { bodyOf } from './visible'

/** The server's own types: Schema['Patient']. */
export type Schema = components['schemas']
/** The name of an operation, which is also the permission: 'patient.register'. */
export type Operation = keyof operations

const LIMIT_MS = 20_000

// AbortSignal.timeout came after our oldest browser.
async function limited(request: Request): Promise<Response> {
  const stop = new AbortController()
  const limit = setTimeout(() => stop.abort(), LIMIT_MS)
  try {
    const answer = await fetch(request, { signal: stop.signal })
    heard(answer)
    return answer
  } catch {
    missed()
    throw new ApiError(0)
  } finally {
    clearTimeout(limit)
  }
}

/** Typed from the server's OpenAPI document: api.GET('/api/v1/queue', {params: {query: {department}}}). Unwrap with ask(). */
export const api = createClient<paths>({ fetch: limited, bodySerializer: bodyOf })

let signedOut: () => void = () => undefined

/** What happens when the server says that nobody is signed in any more. */
export function onSignedOut(run: () => void): void {
  signedOut = run
}

/** The data of an answer, or an ApiError. */
export async function ask<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await call
  if (response.ok) return data as T
  const problem = new ApiError(response.status, typeof error === 'object' && error ? error : {})
  if (problem.code === 'unauthenticated') signedOut()
  throw problem
}

/** The answer and its version for If-Match. */
export async function askVersion<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<{ data: T; etag: string }> {
  const { response } = await call
  return { data: await ask(call), etag: response.headers.get('etag') ?? '' }
}

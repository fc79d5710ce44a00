import { signal } from '@preact/signals'
import createClient from 'openapi-fetch'
import type { components, operations, paths } from '../api/schema'
import { sendConfirmed } from './confirm'
import { heard, missed } from './net'
import { ApiError } from './problem'
import { bodyOf } from './visible'

/** The server's own types: Schema['Patient']. */
export type Schema = components['schemas']
/** The name of an operation, which is also the permission: 'patient.register'. */
export type Operation = keyof operations

const LIMIT_MS = 20_000

let version = ''

/** These screens are the version that the box had when they were loaded; the list of devices shows it. */
export function runs(of: string): void {
  version ||= of
}

// Who sits here changes while questions are under way. A refusal of what the last person asked says nothing about the
// one who sits here now.
let seat = 0
let changing = false
const outdated = new WeakSet<Response>()

/** Which person's turn it is at this screen; another number after each sign-in. */
export const seatNow = (): number => seat

/** Somebody is taking another's place at this moment. */
export const isChanging = (): boolean => changing

/** Somebody sat down. */
export function seated(): void {
  seat++
}

/** Runs a sign-in in place of somebody: their session ends on the server before this page knows the new one. */
export async function takingOver<T>(take: () => Promise<T>): Promise<T> {
  changing = true
  try {
    return await take()
  } finally {
    changing = false
  }
}

// AbortSignal.timeout came after our oldest browser.
async function limited(request: Request): Promise<Response> {
  const stop = new AbortController()
  const limit = setTimeout(() => stop.abort(), LIMIT_MS)
  const mine = seat
  if (version) request.headers.set('Karete-App', version)
  try {
    const answer = await fetch(request, { signal: stop.signal })
    heard(answer)
    if (changing || mine !== seat) outdated.add(answer)
    return answer
  } catch {
    missed()
    throw new ApiError(0)
  } finally {
    clearTimeout(limit)
  }
}

/** Typed from the server's OpenAPI document: api.GET('/api/v1/queue', {params: {query: {department}}}). Unwrap with ask(). */
export const api = createClient<paths>({ fetch: (request) => sendConfirmed(request, limited), bodySerializer: bodyOf })

/** The records are locked: nothing is answered until somebody opens them. */
export const sealed = signal(false)

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
  if (problem.code === 'unauthenticated' && !outdated.has(response)) signedOut()
  if (problem.code === 'sealed' || problem.code === 'damaged') sealed.value = true
  throw problem
}

/** The answer and its version for If-Match. */
export async function askVersion<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<{ data: T; etag: string }> {
  const { response } = await call
  return { data: await ask(call), etag: response.headers.get('etag') ?? '' }
}

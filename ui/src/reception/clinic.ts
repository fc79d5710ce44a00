import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { useLive } from '../app/live'

export type Department = Schema['Department']
export interface Clinic { facility: Schema['Facility']; departments: readonly Department[] }

// Kept between openings: a check-in sheet must not wait for what changes once a year.
const kept = signal<Clinic | undefined>(undefined)
let fetching: Promise<void> | undefined

function read(): Promise<void> {
  fetching ??= Promise.all([ask(api.GET('/api/v1/facility')), ask(api.GET('/api/v1/departments'))])
    .then(([facility, { departments }]) => { kept.value = { facility, departments: departments ?? [] } })
    .finally(() => { fetching = undefined })
  return fetching
}

/** The same, waited for. It fails when the box does not answer. */
export async function knownClinic(): Promise<Clinic> {
  if (!kept.value) await read()
  return kept.value!
}

/** The clinic's settings and departments; undefined until they are known, fresh after the manager changed them. */
export function useClinic(): Clinic | undefined {
  const again = () => void read().catch(() => undefined)
  useEffect(() => {
    if (!kept.value) again()
  }, [])
  useLive(['clinic'], again)
  return kept.value
}

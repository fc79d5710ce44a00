import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Schema } from '../app/api'
import { navigate, path } from '../app/router'

/** The file somebody asked for before they were led on to the one that stands for it. */
export const cameFrom = signal<string | undefined>(undefined)

/** Leads on from a file that was joined with another to the one that stands for both, on the same kind of page. */
export function useStanding(patient: Pick<Schema['Patient'], 'id' | 'replacedBy'> | undefined): void {
  const to = patient?.replacedBy?.id
  useEffect(() => {
    if (!patient || !to) return
    cameFrom.value = patient.id
    navigate(path.value.replace(patient.id, to), { replace: true })
  }, [patient?.id, to])
}

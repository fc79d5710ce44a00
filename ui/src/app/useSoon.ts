import { useEffect, useRef } from 'preact/hooks'

const MOMENT_MS = 250

/** Several reasons to read again within a moment are one: each reading of a record is an entry in the journal. */
export function useSoon(run: () => void): () => void {
  const latest = useRef(run)
  latest.current = run
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  return useRef(() => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined
      latest.current()
    }, MOMENT_MS)
  }).current
}

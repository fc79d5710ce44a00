import { useCallback, useEffect, useRef, useState } from 'preact/hooks'

export interface Loaded<T> {
  /** The last answer; it stays while a newer one is fetched. */
  data: T | undefined
  /** Why the last try failed; data may still be there, dated by `at`. */
  error: unknown
  loading: boolean
  /** When data was fetched (epoch ms, device clock). */
  at: number | undefined
  reload: () => void
  /** Put an answer in that came by another way, for example from a command. */
  put: (data: T) => void
}

/** Fetches on mount and when `deps` change. A slower older answer never covers a newer one. */
export function useLoad<T>(load: () => Promise<T>, deps: readonly unknown[]): Loaded<T> {
  const [state, setState] = useState<{ data?: T; error?: unknown; loading: boolean; at?: number }>({ loading: true })
  const turn = useRef(0)
  const run = useRef(load)
  run.current = load

  const reload = useCallback(() => {
    const mine = ++turn.current
    setState((s) => ({ ...s, loading: true }))
    run.current().then(
      (data) => { if (mine === turn.current) setState({ data, loading: false, at: Date.now() }) },
      (error: unknown) => { if (mine === turn.current) setState((s) => ({ ...s, error, loading: false })) },
    )
  }, [])
  const put = useCallback((data: T) => {
    turn.current++
    setState({ data, loading: false, at: Date.now() })
  }, [])

  useEffect(() => {
    setState({ loading: true })
    reload()
    return () => { turn.current++ }
  }, deps)

  return { data: state.data, error: state.error, loading: state.loading, at: state.at, reload, put }
}

import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { api, ask } from './api'
import { beforeLeaving } from './parking'
import { session } from './session'
import { typedOver } from './typedOver'

const REST_MS = 1500

export interface DraftState { savedAt: string | undefined; failed: boolean }

/**
 * Keeps what is being written on the server, private to its author: shortly after each rest in the typing, when the
 * page is hidden and when it is left. `onFound` is told once what was kept before, with what has been typed meanwhile
 * over it. Nothing is kept on the tablet.
 */
export function useDraft<T extends object>(visitId: string | undefined, patientId: string, kind: 'triage' | 'consultation', content: T, onFound: (content: T) => void) {
  const [state, setState] = useState<DraftState>({ savedAt: undefined, failed: false })
  const [ready, setReady] = useState(false)
  const latest = useRef(content)
  latest.current = content
  const stored = useRef(JSON.stringify(content))
  const ended = useRef(false)
  const owner = useRef(session.value?.id)

  useEffect(() => {
    ended.current = false
    setReady(false)
    if (!visitId) return
    let gone = false
    const was = latest.current
    stored.current = JSON.stringify(was)
    // From the list of all one's drafts, because having none is the ordinary case and no error.
    ask(api.GET('/api/v1/drafts')).then(
      (mine) => {
        if (gone) return
        const draft = mine.find((d) => d.visitId === visitId && d.kind === kind)
        if (draft) {
          stored.current = JSON.stringify(draft.content)
          setState({ savedAt: draft.savedAt, failed: false })
          onFound(typedOver(draft.content as unknown as T, was, latest.current))
        }
        setReady(true)
      },
      () => {
        if (gone) return
        // It must not stop the writing.
        setState({ savedAt: undefined, failed: true })
        setReady(true)
      },
    )
    return () => { gone = true }
  }, [visitId, kind])

  const save = useCallback(async () => {
    const text = JSON.stringify(latest.current)
    // Somebody else may sit here by now: it must not be kept under their name.
    if (!visitId || ended.current || text === stored.current || session.value?.id !== owner.current) return
    stored.current = text
    try {
      const kept = await ask(api.PUT('/api/v1/visits/{visitId}/drafts/{kind}', {
        params: { path: { visitId, kind } }, body: { patientId, content: JSON.parse(text) as Record<string, unknown> }, keepalive: true,
      }))
      setState({ savedAt: kept.savedAt, failed: false })
    } catch {
      if (stored.current === text) stored.current = ''
      setState((s) => ({ ...s, failed: true }))
    }
  }, [visitId, patientId, kind])

  const text = JSON.stringify(content)
  useEffect(() => {
    if (!ready) return
    const soon = setTimeout(() => void save(), REST_MS)
    return () => clearTimeout(soon)
  }, [text, ready, state.failed])

  useEffect(() => {
    const flush = () => void save()
    const hidden = () => { if (document.visibilityState === 'hidden') flush() }
    document.addEventListener('visibilitychange', hidden)
    window.addEventListener('pagehide', flush)
    const stay = beforeLeaving(save)
    return () => {
      stay()
      document.removeEventListener('visibilitychange', hidden)
      window.removeEventListener('pagehide', flush)
      flush()
    }
  }, [save])

  /** Signed: the server has discarded the draft, so nothing may write it again. */
  const end = useCallback(() => { ended.current = true }, [])
  return { ...state, ready, end, save }
}

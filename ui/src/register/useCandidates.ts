import { useEffect, useRef, useState } from 'preact/hooks'
import { api, ask } from '../app/api'
import { today } from '../i18n/dates'
import { serverNow } from '../kit/clock'
import { question, type Candidate } from './candidates'
import type { Form } from './form'

const REST_MS = 250

export interface Matches {
  /** False until enough is typed and the first answer came. */
  asked: boolean
  people: number
  /** Best first. While the next answer is on its way, those of the last one. */
  candidates: readonly Candidate[]
}

const nobody: Matches = { asked: false, people: 0, candidates: [] }

/**
 * Who may be the one in the form, asked anew whenever the typing rests. It is a hint: when the box does not answer, the
 * form goes on without it, and the box looks again when it saves. `now` asks at once.
 */
export function useCandidates(form: Form): Matches & { now: () => Promise<readonly Candidate[]> } {
  const [found, setFound] = useState(nobody)
  const turn = useRef(0)
  const q = question(form, today(serverNow()))
  const text = q ? JSON.stringify(q) : ''
  const latest = useRef(q)
  latest.current = q

  const now = async (): Promise<readonly Candidate[]> => {
    const mine = ++turn.current
    const answer = latest.current ? await ask(api.POST('/api/v1/patients/candidates', { body: latest.current })) : undefined
    const next = answer ? { asked: true, people: answer.people, candidates: answer.candidates ?? [] } : nobody
    if (mine === turn.current) setFound(next)
    return next.candidates
  }
  useEffect(() => {
    turn.current++
    if (!text) {
      setFound(nobody)
      return
    }
    const soon = setTimeout(() => void now().catch(() => undefined), REST_MS)
    return () => clearTimeout(soon)
  }, [text])
  return { ...found, now }
}

import { useEffect, useRef, useState } from 'preact/hooks'
import { api, ask } from '../app/api'
import { ApiError, type FieldProblem } from '../app/problem'
import { figureProblems, inputOf, type Chart, type Form, type Result } from './form'

const REST_MS = 150

/**
 * The score of what is on the form, from the server, shortly after each change. A figure that cannot be right is left
 * out and the rest still counts; what the server refused comes back as `problems` and the last score stays.
 */
export function useScore(patientId: string, form: Form, chart: Chart | undefined) {
  const [state, setState] = useState<{ result?: Result; problems: readonly FieldProblem[]; error?: unknown }>({ problems: [] })
  const turn = useRef(0)
  const wrong = new Set(figureProblems(form).map((p) => p.field))
  const input = inputOf(form, chart, wrong)
  const text = JSON.stringify(input)

  useEffect(() => {
    const mine = ++turn.current
    const soon = setTimeout(() => {
      ask(api.POST('/api/v1/triage/score', { body: { patientId, input } })).then(
        (result) => { if (mine === turn.current) setState({ result, problems: [] }) },
        (error: unknown) => {
          if (mine !== turn.current) return
          const problems = error instanceof ApiError && error.code === 'invalid' ? error.errors : []
          setState((s) => ({ result: s.result, problems, error: problems.length ? undefined : error }))
        },
      )
    }, REST_MS)
    return () => clearTimeout(soon)
  }, [patientId, text])
  useEffect(() => () => { turn.current++ }, [])
  return state
}

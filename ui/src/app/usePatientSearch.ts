import { useEffect, useRef, useState } from 'preact/hooks'
import { t } from '../i18n/words'
import { api, ask, type Schema } from './api'
import { complain } from './complain'

const WAIT_MS = 120
const SHORTEST = 2

export interface PatientSearch {
  text: string
  setText: (text: string) => void
  /** undefined while the first answer to a text is on its way. */
  rows: readonly Schema['PatientSummary'][] | undefined
  /** False while `rows` still belong to an earlier text: then Enter must wait. */
  answered: boolean
  heading: string | undefined
}

/** Search as one types: after two letters and a short rest; an empty box lists one's last patients once `active`. */
export function usePatientSearch(active: boolean): PatientSearch {
  const [text, setText] = useState('')
  const [found, setFound] = useState<{ rows: readonly Schema['PatientSummary'][]; to: string }>()
  const turn = useRef(0)
  const typed = text.trim()

  useEffect(() => {
    const mine = ++turn.current
    if (!active || (typed.length > 0 && typed.length < SHORTEST)) {
      setFound(undefined)
      return
    }
    const soon = setTimeout(() => {
      ask(api.POST('/api/v1/patients/search', { body: { text: typed } })).then(
        (answer) => { if (mine === turn.current) setFound({ rows: answer.patients ?? [], to: typed }) },
        (e: unknown) => { if (mine === turn.current) complain(e) },
      )
    }, typed ? WAIT_MS : 0)
    return () => clearTimeout(soon)
  }, [typed, active])

  const rows = found?.rows
  const answered = found?.to === typed
  return { text, setText, rows, answered, heading: !typed && answered && rows?.length ? t('patient.last') : undefined }
}

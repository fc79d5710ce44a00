import { useState } from 'preact/hooks'
import { formErrors } from '../app/problem'
import type { FormError } from '../kit/ErrorSummary'
import { answer, type Answers, type Progress, type Step } from './wizard'

/** Sends a step's answer; what is refused becomes the lines of the summary. `labels` are by the server's field names. */
export function useSave(step: Step, labels: Readonly<Record<string, string>>, onSaved: (progress: Progress) => void) {
  const [errors, setErrors] = useState<FormError[]>([])
  const [busy, setBusy] = useState(false)
  const save = async (body: Answers) => {
    setBusy(true)
    setErrors([])
    try {
      onSaved(await answer(step, body))
    } catch (error) {
      setErrors(formErrors(error, labels))
    } finally {
      setBusy(false)
    }
  }
  return { errors, setErrors, busy, save }
}

import { useState } from 'preact/hooks'
import { api, ask } from '../app/api'
import { choosePatient } from '../app/chosen'
import { ApiError, errorText, formErrors } from '../app/problem'
import { navigate } from '../app/router'
import { cardInHand } from '../card/scan'
import { sayCheckedIn } from '../reception/checkedIn'
import { today } from '../i18n/dates'
import { t } from '../i18n/words'
import { serverNow } from '../kit/clock'
import type { FormError } from '../kit/ErrorSummary'
import { showName } from '../kit/person'
import { toast } from '../kit/toast'
import { differences, undecided, type Candidate, type Different } from './candidates'
import { labels, missing } from './check'
import { draft, drop, home, newDraft, type Draft } from './draft'
import { demographics, fileNumber, identifiers, tidied, type Form } from './form'
import { useCandidates } from './useCandidates'

/** Saving waits for what the person at the desk says: this one is very likely the same. */
interface Doubt { candidate: Candidate; checkIn: boolean }

/** Sends the draft, once nobody is left of whom it must be asked whether they are the same person. */
export function useRegistration(d: Draft, arrival: () => Promise<{ departmentId: string; reason: string }>) {
  const found = useCandidates(d.form)
  const [errors, setErrors] = useState<FormError[]>([])
  const [taken, setTaken] = useState<string>()
  const [busy, setBusy] = useState(false)
  const [doubt, setDoubt] = useState<Doubt>()

  const save = async (checkIn: boolean) => {
    if (busy) return
    const form = tidied(draft.value!.form)
    draft.value = { ...draft.value!, form }
    const first = missing(form)
    setErrors(first)
    setTaken(undefined)
    if (first.length) return
    const [candidate] = undecided(found.candidates, draft.value.different)
    if (candidate) setDoubt({ candidate, checkIn })
    else await send(form, checkIn)
  }

  const send = async (form: Form, checkIn: boolean) => {
    const now = draft.value!
    setBusy(true)
    try {
      const { patient, visit } = await ask(api.POST('/api/v1/patients', {
        body: {
          id: now.id, ...demographics(form, today(serverNow())), fileNumber: fileNumber(form), identifiers: identifiers(form), different: differences(now.different),
          ...(now.mother ? { motherId: now.mother.id } : {}),
          ...(cardInHand.value ? { cardCode: cardInHand.value.text } : {}),
          ...(checkIn ? { checkIn: { ...(await arrival()), emergency: now.emergency } } : {}),
        },
      }))
      drop()
      if (visit) {
        sayCheckedIn(visit, patient.displayName, !patient.cards?.length)
        navigate(home())
      } else {
        toast(patient.fileNumber ? t('register.saved', { name: showName(patient.displayName), number: patient.fileNumber }) : t('register.savedPlain', { name: showName(patient.displayName) }))
        navigate(`/patients/${patient.id}`)
      }
    } catch (e) {
      // Refused for its content: what is sent next is another command. A lost answer is the same one again.
      if (e instanceof ApiError && e.status > 0 && e.status < 500 && draft.value) draft.value = { ...draft.value, id: newDraft(form).id }
      if (e instanceof ApiError && e.code === 'file-number-taken') setTaken(String(e.params['patientId'] ?? ''))
      const candidate = await doubted(e)
      if (candidate) setDoubt({ candidate, checkIn })
      else setErrors(refusedFor(e, form))
    } finally {
      setBusy(false)
    }
  }

  // Typed faster than the hints came, or somebody registered the same person a moment ago at another desk.
  const doubted = async (e: unknown): Promise<Candidate | undefined> => {
    if (!(e instanceof ApiError) || e.code !== 'likely-duplicate') return undefined
    const candidates = await found.now().catch(() => [])
    return candidates.find((c) => c.patient.id === e.params['patientId'])
  }

  const say = (patientId: string, how: Different | undefined) => {
    const { [patientId]: _, ...others } = draft.value!.different
    draft.value = { ...draft.value!, different: how ? { ...others, [patientId]: how } : others }
  }
  const use = (patientId: string) => {
    setDoubt(undefined)
    choosePatient(patientId)
  }
  /** The answer in the sheet that saving opened: on with the saving. */
  const sayAndSave = (how: Different) => {
    const { candidate, checkIn } = doubt!
    say(candidate.patient.id, how)
    setDoubt(undefined)
    void save(checkIn)
  }
  return {
    errors, taken, busy, save,
    same: { found, strong: undecided(found.candidates, d.different).length > 0, use, say, doubt: doubt?.candidate, sayAndSave, leave: () => setDoubt(undefined) },
  }
}

function refusedFor(e: unknown, form: Form): FormError[] {
  if (e instanceof ApiError && e.code === 'file-number-taken') return [{ field: form.fileMode === 'typed' ? 'fileNumber.value' : '', text: errorText(e) }]
  return formErrors(e, labels(form))
}

import './register.css'
import { useEffect, useRef, useState } from 'preact/hooks'
import { api, ask } from '../app/api'
import { typedName } from '../app/chosen'
import { Page } from '../app/Page'
import { ApiError, errorOf, errorText, formErrors } from '../app/problem'
import { back, navigate } from '../app/router'
import { can, session } from '../app/session'
import { useLoad } from '../app/useLoad'
import { cardInHand } from '../card/scan'
import { likelyDepartment, likelyReason } from '../reception/arrival'
import { PlaceCards, ReasonChips } from '../reception/ArrivalFields'
import { lastCheckIn, sayCheckedIn } from '../reception/checkedIn'
import { useClinic } from '../reception/clinic'
import { lastPlace } from '../reception/lastPlace'
import { useWide } from '../reception/useWide'
import { today } from '../i18n/dates'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { ageOn, readBirth } from '../kit/birth'
import { latestNow, serverNow } from '../kit/clock'
import { ErrorSummary, type FormError } from '../kit/ErrorSummary'
import { Check } from '../kit/Field'
import { Icon } from '../kit/Icon'
import { Note } from '../kit/message'
import { showName } from '../kit/person'
import { useShortcuts } from '../kit/shortcuts'
import { toast } from '../kit/toast'
import { labels, missing } from './check'
import { draft, keptDraft, newDraft, type Draft } from './draft'
import { CardInHand, Numbers, Reach, Who, Wishes } from './Fields'
import { demographics, emptyForm, fileNumber, fromTyped, identifiers, tidied, type Form } from './form'
import { SameName } from './SameName'

/** A new patient on one page, from the name to a place in the line. What is typed stays until it is saved or thrown away. */
export default function Register() {
  const clinic = useClinic()
  const board = useLoad(() => (can('queue.read') ? ask(api.GET('/api/v1/queue', {})) : Promise.resolve(undefined)), [])
  const d = useDraftForm()
  const [errors, setErrors] = useState<FormError[]>([])
  const [taken, setTaken] = useState<string>()
  const [busy, setBusy] = useState(false)
  const f = d.form
  const on = today(serverNow())
  const names = `${f.givenNames} ${f.familyName}`.trim()
  const wide = useWide(1200)

  const checksIn = can('visit.checkIn')
  const reasons = clinic?.facility.settings.reasons ?? []
  const read = readBirth(f.birth, on, today(latestNow()))
  const reason = d.reason || likelyReason(reasons, read.ok ? ageOn(read.birth, on) : undefined)
  const place = d.departmentId || ((clinic && likelyDepartment(reason, clinic.departments, lastPlace())?.id) ?? '')
  const set = (change: Partial<Draft>) => { draft.value = { ...draft.value!, ...change } }
  const setForm = (change: Partial<Form>) => set({ form: { ...draft.value!.form, ...change } })

  const save = async (checkIn: boolean) => {
    if (busy) return
    const form = tidied(draft.value!.form)
    set({ form })
    const first = missing(form)
    setErrors(first)
    setTaken(undefined)
    if (first.length) return
    setBusy(true)
    try {
      const { patient, visit } = await ask(api.POST('/api/v1/patients', {
        body: {
          id: draft.value!.id, ...demographics(form, on), fileNumber: fileNumber(form), identifiers: identifiers(form),
          ...(cardInHand.value ? { cardCode: cardInHand.value.text } : {}),
          ...(checkIn ? { checkIn: { departmentId: place, reason, emergency: d.emergency } } : {}),
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
      if (e instanceof ApiError && e.status > 0 && e.status < 500) set({ id: newDraft(form).id })
      if (e instanceof ApiError && e.code === 'file-number-taken') setTaken(String(e.params['patientId'] ?? ''))
      setErrors(refusedFor(e, form))
    } finally {
      setBusy(false)
    }
  }
  useShortcuts([
    ...(checksIn ? [{ keys: 'Ctrl+Enter', says: 'shortcut.checkIn', run: () => void save(true), inFields: true } as const] : []),
    { keys: 'Ctrl+S', says: 'shortcut.save', run: () => void save(false), inFields: true },
  ])
  const unknown = () => setForm({ familyName: f.familyName || t('register.unknownName'), sex: f.sex || 'male', birth: f.birth || '40', birthUnknown: false })
  const cancel = () => {
    const thrown = draft.value
    drop()
    back(home())
    if (thrown && dirty(thrown.form)) toast(t('register.thrownAway'), () => { draft.value = thrown; navigate('/register') })
  }
  const group = { form: f, onForm: setForm, errors }
  const actions = (
    <>
      {dirty(f) && <span class="cap reg-kept"><Icon name="check" size="s" /> {t('register.kept')}</span>}
      <span class="sp" />
      <Button kind="quiet" onClick={cancel} data-testid="cancel">{t('action.cancel')}</Button>
      <Button keys="Ctrl S" kind={checksIn ? 'plain' : 'primary'} busy={busy} onClick={() => void save(false)} data-testid="save">{t('action.saveOnly')}</Button>
      {checksIn && <Button kind="primary" keys="Ctrl Enter" busy={busy} onClick={() => void save(true)} data-testid="save-check-in">{t('action.saveCheckIn')}</Button>}
    </>
  )
  return (
    <Page name="register" title={t('register.title')} actions={actions} focus="own" flush>
      <div class="reg">
        <form class="reg-form stack" noValidate onSubmit={(e) => e.preventDefault()}>
          <div class="page-head reg-head"><h1>{t('register.title')}</h1><span class="sp" /><Button size="s" icon="user" onClick={unknown} data-testid="unknown">{t('register.unknownPerson')}</Button></div>
          <ErrorSummary errors={errors} />
          {taken && <Note tone="info"><a href={`/patients/${taken}`}>{t('register.openHolder')}</a></Note>}
          <div class="card">
            {cardInHand.value && <CardInHand code={cardInHand.value.code} error={errorOf(errors, 'cardCode')} onDrop={() => { cardInHand.value = undefined }} />}
            <Who {...group} />
            {!wide && <SameName inline names={names} />}
            <Reach {...group} />
            <Numbers {...group} series={clinic?.facility.fileSeries ?? ''} />
            <Wishes {...group} />
            {checksIn && clinic && (
              <section class="grp">
                <p class="legend">{t('register.now')}</p>
                <div class="stack">
                  <ReasonChips reasons={reasons} value={reason} onValue={(to) => set({ reason: to })} />
                  <PlaceCards departments={clinic.departments} rows={board.data?.entries ?? []} value={place} onValue={(to) => set({ departmentId: to })} name="checkIn.departmentId" error={errorOf(errors, 'checkIn.departmentId')} />
                  <Check label={t('checkIn.emergency')} checked={d.emergency} onChange={(emergency) => set({ emergency })} />
                </div>
              </section>
            )}
          </div>
        </form>
        {wide && <SameName names={names} />}
      </div>
    </Page>
  )
}

/** The kept draft, or a new one with the name from the search box; left when somebody is checked in meanwhile. */
function useDraftForm(): Draft {
  const [begun] = useState(begin)
  const last = useRef(begun)
  last.current = draft.value ?? last.current // it is gone for the moment between saving and leaving the page
  useEffect(() => {
    document.getElementById(begun.form.familyName ? 'givenNames' : 'familyName')?.focus({ preventScroll: true })
  }, [])
  const before = useRef(lastCheckIn.value?.id)
  const now = lastCheckIn.value?.id
  useEffect(() => {
    if (now === before.current) return
    drop()
    navigate(home())
  }, [now])
  return last.current
}

function begin(): Draft {
  const typed = fromTyped(typedName.value)
  typedName.value = ''
  const kept = keptDraft()
  if (kept && (dirty(kept.form) || !typed.familyName)) return kept
  return (draft.value = newDraft({ ...emptyForm(session.value!.facility.district), ...typed }))
}

function drop(): void {
  draft.value = undefined
  cardInHand.value = undefined
}

const home = () => (session.value!.staff.roles.includes('clerk') ? '/' : '/desk')
const dirty = (f: Form) => JSON.stringify({ ...f, district: '' }) !== JSON.stringify(emptyForm(''))

function refusedFor(e: unknown, form: Form): FormError[] {
  if (e instanceof ApiError && e.code === 'file-number-taken') return [{ field: form.fileMode === 'typed' ? 'fileNumber.value' : '', text: errorText(e) }]
  return formErrors(e, labels(form))
}

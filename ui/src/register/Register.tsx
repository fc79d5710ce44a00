import './register.css'
import { useEffect, useRef, useState } from 'preact/hooks'
import { api, ask } from '../app/api'
import { typedName } from '../app/chosen'
import { Page } from '../app/Page'
import { errorOf } from '../app/problem'
import { back, navigate } from '../app/router'
import { can, session } from '../app/session'
import { useLoad } from '../app/useLoad'
import { cardInHand } from '../card/scan'
import { likelyDepartment, likelyReason } from '../reception/arrival'
import { PlaceCards, ReasonChips } from '../reception/ArrivalFields'
import { lastCheckIn } from '../reception/checkedIn'
import { knownClinic, useClinic, type Clinic } from '../reception/clinic'
import { lastPlace } from '../reception/lastPlace'
import { useWide } from '../reception/useWide'
import { today } from '../i18n/dates'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { ageOn, readBirth } from '../kit/birth'
import { latestNow, serverNow } from '../kit/clock'
import { ErrorSummary } from '../kit/ErrorSummary'
import { Check } from '../kit/Field'
import { Icon } from '../kit/Icon'
import { Note } from '../kit/message'
import { useShortcuts } from '../kit/shortcuts'
import { toast } from '../kit/toast'
import { BabyOf, BabySheet } from './BabySheet'
import { draft, drop, home, keptDraft, newDraft, type Draft } from './draft'
import { CardInHand, Numbers, Reach, Who, Wishes } from './Fields'
import { emptyForm, fromTyped, type Form, type Patient } from './form'
import { Matches, MatchesBar } from './Matches'
import { takenFrom } from './mother'
import { SameSheet } from './SameSheet'
import { useRegistration } from './useRegistration'

const reasonsOf = (c: Clinic | undefined) => c?.facility.settings.reasons ?? []

/** A new patient on one page, from the name to a place in the line. What is typed stays until it is saved or thrown away. */
export default function Register() {
  const clinic = useClinic()
  const board = useLoad(() => (can('queue.read') ? ask(api.GET('/api/v1/queue', {})) : Promise.resolve(undefined)), [])
  const d = useDraftForm()
  const f = d.form
  const on = today(serverNow())
  const wide = useWide(1200)
  const [asksMother, askMother] = useState(false)

  const checksIn = can('visit.checkIn')
  const read = readBirth(f.birth, on, today(latestNow()))
  const age = read.ok ? ageOn(read.birth, on) : undefined
  const arrival = (c: Clinic | undefined) => {
    const reason = d.reason || likelyReason(reasonsOf(c), age)
    return { reason, departmentId: d.departmentId || ((c && likelyDepartment(reason, c.departments, lastPlace())?.id) ?? '') }
  }
  const { reason, departmentId: place } = arrival(clinic)
  const set = (change: Partial<Draft>) => { draft.value = { ...draft.value!, ...change } }
  const setForm = (change: Partial<Form>) => set({ form: { ...draft.value!.form, ...change } })

  const { errors, taken, busy, save, same } = useRegistration(d, async () => arrival(await knownClinic()))
  useShortcuts([
    ...(checksIn ? [{ keys: 'Ctrl+Enter', says: 'shortcut.checkIn', run: () => void save(true), inFields: true } as const] : []),
    { keys: 'Ctrl+S', says: 'shortcut.save', run: () => void save(false), inFields: true },
  ])
  const unknown = () => setForm({ familyName: f.familyName || t('register.unknownName'), sex: f.sex || 'male', birth: f.birth || '40', birthUnknown: false })
  const bornOf = (mother: Patient) => {
    askMother(false)
    set({ mother: { id: mother.id, displayName: mother.displayName }, form: { ...f, ...takenFrom(mother, f, t('register.mother')) } })
    requestAnimationFrame(() => document.getElementById('givenNames')?.focus()) // after the sheet gave the focus back
  }
  const cancel = () => {
    const thrown = draft.value
    drop()
    back(home())
    if (thrown && dirty(thrown.form)) toast(t('register.thrownAway'), () => { draft.value = thrown; navigate('/register') })
  }
  const group = { form: f, onForm: setForm, errors }
  const shown = { found: same.found, decided: d.different, onUse: same.use, onSay: same.say }
  // With somebody here who is very likely the same, the next right step is to use their file.
  const last = same.strong ? { kind: 'warn', text: t(wide ? 'register.saveAnyway' : 'register.saveAnywayShort') } as const : { kind: 'primary', text: t(checksIn ? 'action.saveCheckIn' : 'action.saveOnly') } as const
  const actions = (
    <>
      {!wide && <MatchesBar {...shown} />}
      {dirty(f) && <span class="cap reg-kept"><Icon name="check" size="s" /> {t('register.kept')}</span>}
      <span class="sp" />
      <Button kind="quiet" onClick={cancel} data-testid="cancel">{t('action.cancel')}</Button>
      {checksIn && <Button keys="Ctrl S" busy={busy} onClick={() => void save(false)} data-testid="save">{t('action.saveOnly')}</Button>}
      <Button kind={last.kind} keys={checksIn ? 'Ctrl Enter' : 'Ctrl S'} busy={busy} onClick={() => void save(checksIn)} data-testid={checksIn ? 'save-check-in' : 'save'}>{last.text}</Button>
    </>
  )
  return (
    <Page name="register" title={t('register.title')} actions={actions} focus="own" flush>
      <div class="reg">
        <form class="reg-form stack" noValidate onSubmit={(e) => e.preventDefault()}>
          <div class="page-head reg-head">
            <h1>{t('register.title')}</h1>
            <div class="row row-s wrap sp">
              <Button size="s" icon="user" onClick={unknown} data-testid="unknown">{t('register.unknownPerson')}</Button>
              <Button size="s" icon="baby" onClick={() => askMother(true)} data-testid="baby">{t('register.baby')}</Button>
            </div>
          </div>
          <ErrorSummary errors={errors} />
          {taken && <Note tone="info"><a href={`/patients/${taken}`}>{t('register.openHolder')}</a></Note>}
          <div class="card">
            {cardInHand.value && <CardInHand code={cardInHand.value.code} error={errorOf(errors, 'cardCode')} onDrop={() => { cardInHand.value = undefined }} />}
            {d.mother && <BabyOf mother={d.mother} onDrop={() => set({ mother: undefined })} />}
            <Who {...group} />
            <Reach {...group} />
            <Numbers {...group} series={clinic?.facility.fileSeries ?? ''} />
            <Wishes {...group} />
            {checksIn && clinic && (
              <section class="grp">
                <p class="legend">{t('register.now')}</p>
                <div class="stack">
                  <ReasonChips reasons={reasonsOf(clinic)} value={reason} onValue={(to) => set({ reason: to })} />
                  <PlaceCards departments={clinic.departments} rows={board.data?.entries ?? []} value={place} onValue={(to) => set({ departmentId: to })} name="checkIn.departmentId" error={errorOf(errors, 'checkIn.departmentId')} />
                  <Check label={t('checkIn.emergency')} checked={d.emergency} onChange={(emergency) => set({ emergency })} />
                </div>
              </section>
            )}
          </div>
        </form>
        {wide && <Matches {...shown} />}
      </div>
      {asksMother && <BabySheet onMother={bornOf} onClose={() => askMother(false)} />}
      {same.doubt && <SameSheet key={same.doubt.patient.id} candidate={same.doubt} onUse={() => same.use(same.doubt!.patient.id)} onSay={same.sayAndSave} onClose={same.leave} />}
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

const dirty = (f: Form) => JSON.stringify({ ...f, district: '' }) !== JSON.stringify(emptyForm(''))

import './register.css'
import { useState } from 'preact/hooks'
import { api, ask } from '../app/api'
import { complain } from '../app/complain'
import { Page } from '../app/Page'
import type { PageArgs } from '../app/pages'
import { ApiError, errorText, formErrors } from '../app/problem'
import { back, navigate } from '../app/router'
import { useCommandId } from '../app/useCommandId'
import { useLoad } from '../app/useLoad'
import { today } from '../i18n/dates'
import { t } from '../i18n/words'
import { useStanding } from '../joined/standing'
import { Button } from '../kit/Button'
import { serverNow } from '../kit/clock'
import { ErrorSummary, type FormError } from '../kit/ErrorSummary'
import { Note, Skeleton } from '../kit/message'
import { showName } from '../kit/person'
import { useShortcuts } from '../kit/shortcuts'
import { toast } from '../kit/toast'
import { labels, missing } from './check'
import { Clashes } from './Clashes'
import { Reach, Who, Wishes } from './Fields'
import { FamilyPanel } from '../family/FamilyPanel'
import { NumbersPanel } from '../numbers/NumbersPanel'
import { PhotoPanel } from '../photo/PhotoPanel'
import { demographics, formOf, merge, tidied, type Clash, type Form, type Patient } from './form'

/** Corrects who the patient is. When somebody else was faster, both versions are shown and none is lost. */
export default function Edit({ params }: PageArgs) {
  const patientId = params['id']!
  const load = useLoad(() => ask(api.GET('/api/v1/patients/{patientId}', { params: { path: { patientId } } })), [patientId])
  useStanding(load.data)
  if (load.data && !load.data.replacedBy) return <EditForm key={patientId} patient={load.data} />
  return (
    <Page name="patient-edit" title={t('register.edit')}>
      <h1 class="vh">{t('register.edit')}</h1>
      {load.error === undefined ? <Skeleton rows={6} /> : <Note tone="danger" alert>{errorText(load.error)}</Note>}
    </Page>
  )
}

function EditForm({ patient }: { patient: Patient }) {
  const [was, setWas] = useState(patient)
  const [form, setForm] = useState(() => formOf(patient))
  const [clashes, setClashes] = useState<readonly Clash[]>([])
  const [errors, setErrors] = useState<FormError[]>([])
  const [busy, setBusy] = useState(false)
  const command = useCommandId()
  const change = (part: Partial<Form>) => setForm((f) => ({ ...f, ...part }))
  const to = `/patients/${patient.id}`
  // Photo, numbers and family are no part of what Save sends: what is typed here stays while they are changed.
  const [beside, setBeside] = useState(patient)
  const reread = () => { ask(api.GET('/api/v1/patients/{patientId}', { params: { path: { patientId: patient.id } } })).then(setBeside, complain) }

  const save = async () => {
    if (busy) return
    const mine = tidied(form)
    setForm(mine)
    const first = clashes.length ? [{ field: 'clashes', text: t('register.chooseFirst') }] : missing(mine)
    setErrors(first)
    if (first.length) return
    setBusy(true)
    try {
      await ask(api.PUT('/api/v1/patients/{patientId}', {
        params: { path: { patientId: was.id }, header: { 'If-Match': `"${was.version}"` } },
        body: { id: command.current, ...demographics(mine, today(serverNow()), was), ...(was.deceasedOn ? { deceasedOn: was.deceasedOn } : {}) },
      }))
      toast(t('register.corrected', { name: showName(`${mine.givenNames} ${mine.familyName}`.trim()) }))
      navigate(to)
    } catch (e) {
      if (e instanceof ApiError && e.status > 0 && e.status < 500) command.next()
      if (e instanceof ApiError && e.code === 'stale' && e.current) {
        const now = e.current as Patient
        const merged = merge(formOf(was), mine, formOf(now))
        setWas(now)
        setForm(merged.form)
        setClashes(merged.clashes)
        setErrors([{ field: merged.clashes.length ? 'clashes' : '', text: errorText(e) }])
      } else {
        setErrors(formErrors(e, labels(mine)))
      }
      setBusy(false)
    }
  }
  useShortcuts([{ keys: 'Ctrl+S', says: 'shortcut.save', run: () => void save(), inFields: true }])
  const group = { form, onForm: change, errors }
  return (
    <Page name="patient-edit" title={t('register.edit')} actions={<><span class="sp" /><Button kind="quiet" onClick={() => back(to)}>{t('action.cancel')}</Button><Button kind="primary" keys="Ctrl S" busy={busy} onClick={() => void save()} data-testid="save">{t('action.save')}</Button></>} flush>
      <form class="reg-form stack" noValidate onSubmit={(e) => e.preventDefault()}>
        <div class="page-head reg-head"><h1>{t('register.editOf', { name: showName(was.displayName) })}</h1></div>
        <ErrorSummary errors={errors} />
        {clashes.length > 0 && <Clashes form={form} clashes={clashes} onKeep={(field) => setClashes(clashes.filter((c) => c.field !== field))}
          onTake={(c) => { change({ [c.field]: c.theirs }); setClashes(clashes.filter((x) => x !== c)) }} />}
        <div class="card">
          <Who {...group} />
          <Reach {...group} />
          <Wishes {...group} />
        </div>
        <NumbersPanel patient={beside} onChange={reread} />
        <FamilyPanel patient={beside} onChange={reread} still />
        <PhotoPanel patient={beside} onChange={reread} />
      </form>
    </Page>
  )
}

import { useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { ApiError, errorOf, formErrors } from '../app/problem'
import { session } from '../app/session'
import { useCommandId } from '../app/useCommandId'
import { language, t } from '../i18n/words'
import { Button } from '../kit/Button'
import { ManyChips, Segmented } from '../kit/choice'
import { ErrorSummary, type FormError } from '../kit/ErrorSummary'
import { Check, FieldError, TextField } from '../kit/Field'
import { Sheet } from '../kit/Sheet'
import { toast } from '../kit/toast'
import { departmentName } from '../queue/departments'
import { ResetFactors } from './ResetFactors'
import { ResetPassword } from './ResetPassword'
import { ResetPin } from './ResetPin'
import { Stale, type Difference } from './Stale'

type Person = Schema['Staff']
type Role = Person['roles'][number]
export const ROLES: readonly Role[] = ['clerk', 'nurse', 'doctor', 'admin']

/** A person is taken in, or changed. `onDone` gets the first password of somebody new. */
export function StaffSheet({ person, departments, onClose, onDone }: {
  person?: Person
  departments: readonly Schema['Department'][]
  onClose: () => void
  onDone: (issued?: Schema['Issued']) => void
}) {
  const [form, setForm] = useState(() => toForm(person))
  const [username, setUsername] = useState('')
  const [version, setVersion] = useState(person?.version ?? 0)
  const [theirs, setTheirs] = useState<Person | undefined>()
  const [errors, setErrors] = useState<FormError[]>([])
  const [busy, setBusy] = useState(false)
  const id = useCommandId()
  const set = (part: Partial<Form>) => setForm((f) => ({ ...f, ...part }))
  const labels = { displayName: t('staff.displayName'), username: t('signIn.username'), roles: t('staff.role'), departments: t('department.title') }

  async function save(at: number) {
    const missing = [!form.displayName.trim() && 'displayName', !person && !username.trim() && 'username', !form.roles.length && 'roles'].filter((f): f is keyof typeof labels => !!f)
    setErrors(missing.map((field) => ({ field, text: t('error.required', { field: labels[field] }) })))
    if (missing.length) return
    setBusy(true)
    try {
      if (!person) {
        const { active: _, ...profile } = form
        onDone(await ask(api.POST('/api/v1/staff', { body: { id: id.current, username, ...profile } })))
        return
      }
      const params = { path: { staffId: person.id }, header: { 'If-Match': `"${at}"` } }
      const saved = await ask(api.PUT('/api/v1/staff/{staffId}', { params, body: { id: id.current, ...form } }))
      toast(t('staff.saved', { name: saved.displayName }))
      onDone()
    } catch (error) {
      id.next()
      if (error instanceof ApiError && error.code === 'stale') setTheirs(error.current as Person)
      else setErrors(formErrors(error, labels))
    } finally {
      setBusy(false)
    }
  }

  return (
    <Sheet title={person ? person.displayName : t('staff.add')} sub={person?.username} onClose={onClose} onSubmit={() => void save(version)}
      foot={<Button kind="primary" type="submit" busy={busy} data-testid="save-person">{t(person ? 'action.save' : 'staff.addAndIssue')}</Button>}>
      <ErrorSummary errors={errors} />
      {theirs && <Stale differences={differences(form, toForm(theirs), departments)}
        onMine={() => { setVersion(theirs.version); setTheirs(undefined); void save(theirs.version) }}
        onTheirs={() => { setVersion(theirs.version); setForm(toForm(theirs)); setTheirs(undefined) }} />}
      <div class="fgrid">
        <TextField label={t('staff.displayName')} name="displayName" value={form.displayName} onValue={(displayName) => set({ displayName })} maxLength={60} error={errorOf(errors, 'displayName')} data-first />
        {!person && <TextField label={t('signIn.username')} name="username" value={username} onValue={setUsername} autoCapitalize="none" spellcheck={false} maxLength={32} hint={t('staff.usernameHint')} error={errorOf(errors, 'username')} />}
      </div>
      <div>
        <ManyChips<Role> legend={t('staff.role')} name="roles" options={ROLES.map((value) => ({ value, label: t(`role.${value}`) }))} value={form.roles} onValue={(roles) => set({ roles })} />
        {errorOf(errors, 'roles') && <FieldError text={errorOf(errors, 'roles')!} />}
        {form.roles.length > 0 && <ul class="mg-can">{ROLES.filter((r) => form.roles.includes(r)).map((r) => <li key={r}>{t(`staff.can.${r}`)}</li>)}</ul>}
      </div>
      {form.roles.includes('nurse') && <Check label={t('staff.seniorAbout')} name="senior" checked={form.senior} onChange={(senior) => set({ senior })} />}
      <ManyChips legend={t('staff.worksIn')} name="departments" options={departments.filter((d) => d.active || form.departments.includes(d.id)).map((d) => ({ value: d.id, label: departmentName(d) }))} value={form.departments} onValue={(departments) => set({ departments })} />
      <Segmented legend={t('setup.step.language')} name="language" options={LANGUAGES} value={form.language} onValue={(to) => set({ language: to })} />
      {person && <Check label={t('staff.active')} name="active" checked={form.active} onChange={(active) => set({ active })} />}
      {person?.active && <ResetPassword person={person} onDone={onDone} />}
      {person?.hasPin && <ResetPin person={person} onDone={() => onDone()} />}
      {person?.secondFactor && person.id !== session.value?.staff.id && <ResetFactors person={person} onDone={() => onDone()} />}
    </Sheet>
  )
}

export const LANGUAGES = [{ value: 'en', label: 'English' }, { value: 'st', label: 'Sesotho' }] as const

type Form = Pick<Person, 'displayName' | 'roles' | 'departments' | 'language' | 'senior' | 'active'>

function toForm(s?: Person): Form {
  if (!s) return { displayName: '', roles: [], departments: [], language: language.value, senior: false, active: true }
  return { displayName: s.displayName, roles: s.roles, departments: s.departments, language: s.language, senior: s.senior, active: s.active }
}

function differences(mine: Form, theirs: Form, departments: readonly Schema['Department'][]): Difference[] {
  const yes = (on: boolean) => t(on ? 'stale.yes' : 'stale.no')
  const say = (f: Form): [string, string][] => [
    [t('staff.displayName'), f.displayName],
    [t('staff.role'), ROLES.filter((r) => f.roles.includes(r)).map((r) => t(`role.${r}`)).join(', ')],
    [t('staff.worksIn'), departments.filter((d) => f.departments.includes(d.id)).map(departmentName).join(', ')],
    [t('setup.step.language'), LANGUAGES.find((l) => l.value === f.language)!.label],
    [t('staff.senior'), yes(f.senior)],
    [t('staff.active'), yes(f.active)],
  ]
  const other = say(theirs)
  return say(mine).map(([label, text], i) => ({ label, mine: text, theirs: other[i]![1] }))
}

import { useState } from 'preact/hooks'
import type { Schema } from '../app/api'
import { errorOf, formErrors } from '../app/problem'
import { useCommandId } from '../app/useCommandId'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { ManyChips } from '../kit/choice'
import type { FormError } from '../kit/ErrorSummary'
import { Check, FieldError, TextField } from '../kit/Field'
import { Initials } from '../kit/person'
import { ROLES } from '../manager/StaffSheet'
import { departmentName } from '../queue/departments'
import { StepPage } from './StepPage'
import type { StepProps } from './Wizard'
import { answer, found } from './wizard'

type Person = Schema['StaffAnswer']
const EMPTY = { displayName: '', username: '', roles: [], departments: [], senior: false } satisfies Person

/** Who works here; may be left for later. Each is kept as soon as they are added. */
export function StaffStep({ progress, onKept, onBack, onFounded }: StepProps & { onFounded: (founded: Schema['Founded']) => void }) {
  const people = progress.answers.staff ?? []
  const [form, setForm] = useState<Person>(EMPTY)
  const [errors, setErrors] = useState<FormError[]>([])
  const [busy, setBusy] = useState(false)
  const id = useCommandId()
  const set = (part: Partial<Person>) => setForm((f) => ({ ...f, ...part }))
  const started = form.displayName.trim() !== '' || form.username.trim() !== '' || form.roles.length > 0
  const labels = { displayName: t('staff.displayName'), username: t('signIn.username'), roles: t('staff.role') }

  /** Runs what talks to the box; the last of the list is the person in the form. */
  const run = async (task: () => Promise<void>) => {
    setBusy(true)
    setErrors([])
    try {
      await task()
    } catch (error) {
      const own = Object.fromEntries(Object.entries(labels).map(([field, label]) => [`staff[${people.length}].${field}`, label]))
      setErrors(formErrors(error, own).map((e) => ({ ...e, field: e.field.replace(/^staff\[\d+\]\./, '') })))
    } finally {
      setBusy(false)
    }
  }
  const keep = async (staff: Person[]) => onKept(await answer('staff', { staff }))
  const addFirst = async () => {
    await keep([...people, form])
    setForm(EMPTY)
  }
  const missing = () => (Object.keys(labels) as (keyof typeof labels)[]).filter((f) => !form[f].length)
  const add = () => {
    const empty = missing()
    setErrors(empty.map((field) => ({ field, text: t('error.required', { field: labels[field] }) })))
    if (!empty.length) void run(addFirst)
  }
  const finish = () => {
    if (started && missing().length) return add() // half a person: finish them or clear the fields
    return run(async () => {
      if (started) await addFirst()
      else if (!progress.answers.staff) await keep([])
      onFounded(await found(id.current))
    })
  }

  return (
    <StepPage step="staff" title={t('setup.staffTitle')} lead={t('setup.staffLead')} errors={errors} busy={busy} onBack={onBack}
      next={t(people.length || started ? 'setup.finish' : 'setup.finishAlone')} onNext={() => void finish()}>
      {people.length > 0 && (
        <ul class="card su-people">
          {people.map((p, i) => (
            <li key={p.username}>
              <Initials text={initials(p.displayName)} />
              <span class="grow"><b>{p.displayName}</b> <span class="cap">{p.username}</span><br /><span class="t2">{p.roles.map((r) => t(`role.${r}`)).join(', ')}</span></span>
              <Button size="s" kind="quiet" icon="close" aria-label={t('action.removeNamed', { name: p.displayName })} onClick={() => void run(() => keep(people.filter((_, j) => j !== i)))}>{t('action.remove')}</Button>
            </li>
          ))}
        </ul>
      )}
      <section class="card pad-l stack" aria-label={t('staff.add')}>
        <h2 class="h3">{t('staff.add')}</h2>
        <div class="fgrid">
          <TextField label={labels.displayName} name="displayName" value={form.displayName} onValue={(displayName) => set({ displayName })} maxLength={60} error={errorOf(errors, 'displayName')} />
          <TextField label={labels.username} name="username" value={form.username} onValue={(username) => set({ username })} maxLength={32} autoCapitalize="none" spellcheck={false} hint={t('staff.usernameHint')} error={errorOf(errors, 'username')} />
        </div>
        <div>
          <ManyChips legend={labels.roles} name="roles" options={ROLES.map((value) => ({ value, label: t(`role.${value}`) }))} value={form.roles} onValue={(roles) => set({ roles })} />
          {errorOf(errors, 'roles') && <FieldError text={errorOf(errors, 'roles')!} />}
        </div>
        {form.roles.includes('nurse') && <Check name="senior" label={t('staff.seniorAbout')} checked={form.senior ?? false} onChange={(senior) => set({ senior })} />}
        <ManyChips legend={t('staff.worksIn')} name="departments" value={form.departments ?? []} onValue={(departments) => set({ departments })}
          options={(progress.answers.departments ?? []).map((d) => ({ value: d.code, label: departmentName({ name: d.name, nameSt: d.nameSt ?? '' }) }))} />
        <div><Button icon="plus" busy={busy} onClick={add} data-testid="setup-add-person">{t('setup.addPerson')}</Button></div>
      </section>
    </StepPage>
  )
}

function initials(name: string): string {
  const words = name.replace(/[’'`ʼ]/g, '').split(/\s+/).filter(Boolean)
  return ((words[0]?.[0] ?? '') + (words.length > 1 ? words[words.length - 1]![0]! : '')).toUpperCase()
}

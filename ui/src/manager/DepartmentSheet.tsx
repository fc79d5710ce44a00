import { useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { ApiError, errorOf, formErrors } from '../app/problem'
import { useCommandId } from '../app/useCommandId'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Chips } from '../kit/choice'
import { ErrorSummary, type FormError } from '../kit/ErrorSummary'
import { Check, TextArea, TextField } from '../kit/Field'
import { Sheet } from '../kit/Sheet'
import { Stale } from './Stale'

type Department = Schema['Department']
type Kind = Department['kind']
const KINDS: readonly Kind[] = ['consultation', 'triage', 'pharmacy', 'laboratory', 'reception', 'other']

/** A department is opened, or renamed, or closed. Its letters stay for ever: they are on old tickets. */
export function DepartmentSheet({ department, onClose, onDone }: { department?: Department; onClose: () => void; onDone: () => void }) {
  const [form, setForm] = useState(() => toForm(department))
  const [code, setCode] = useState('')
  const [version, setVersion] = useState(department?.version ?? 0)
  const [theirs, setTheirs] = useState<Department | undefined>()
  const [errors, setErrors] = useState<FormError[]>([])
  const [busy, setBusy] = useState(false)
  const id = useCommandId()
  const set = (part: Partial<Form>) => setForm((f) => ({ ...f, ...part }))
  const labels = { code: t('department.code'), name: t('department.nameEn'), nameSt: t('department.nameSt'), active: t('department.active'), rooms: t('department.rooms') }

  async function save(at: number) {
    const missing = [!department && !code.trim() && 'code', !form.name.trim() && 'name'].filter((f): f is 'code' | 'name' => !!f)
    setErrors(missing.map((field) => ({ field, text: t('error.required', { field: labels[field] }) })))
    if (missing.length) return
    setBusy(true)
    try {
      if (department) {
        const { position } = theirs ?? department
        const params = { path: { departmentId: department.id }, header: { 'If-Match': `"${at}"` } }
        await ask(api.PUT('/api/v1/departments/{departmentId}', { params, body: { id: id.current, ...form, rooms: lines(form.rooms), position } }))
      } else {
        const { active: _, rooms: __, ...names } = form
        await ask(api.POST('/api/v1/departments', { body: { id: id.current, code: code.trim().toUpperCase(), ...names } }))
      }
      onDone()
    } catch (error) {
      id.next()
      if (error instanceof ApiError && error.code === 'stale') setTheirs(error.current as Department)
      else if (error instanceof ApiError && error.field === 'active') setErrors([{ field: 'active', text: t('department.lastOpen') }])
      else if (error instanceof ApiError && error.errors.some((e) => e.field.startsWith('rooms'))) setErrors([{ field: 'rooms', text: t('department.roomsWrong') }])
      else setErrors(formErrors(error, labels))
    } finally {
      setBusy(false)
    }
  }

  return (
    <Sheet title={department ? department.name : t('department.add')} sub={department?.code} onClose={onClose} onSubmit={() => void save(version)}
      foot={<Button kind="primary" type="submit" busy={busy} data-testid="save-department">{t('action.save')}</Button>}>
      <ErrorSummary errors={errors} />
      {theirs && <Stale differences={differences(form, toForm(theirs))}
        onMine={() => { setVersion(theirs.version); setTheirs(undefined); void save(theirs.version) }}
        onTheirs={() => { setVersion(theirs.version); setForm(toForm(theirs)); setTheirs(undefined) }} />}
      <div class="fgrid">
        <TextField label={labels.name} name="name" value={form.name} onValue={(name) => set({ name })} maxLength={60} error={errorOf(errors, 'name')} data-first />
        <TextField label={labels.nameSt} name="nameSt" optional value={form.nameSt} onValue={(nameSt) => set({ nameSt })} maxLength={60} error={errorOf(errors, 'nameSt')} />
        {!department && <TextField label={labels.code} name="code" value={code} onValue={setCode} maxLength={5} autoCapitalize="none" spellcheck={false} hint={t('department.codeHint')} error={errorOf(errors, 'code')} />}
      </div>
      <Chips<Kind> legend={t('department.kind')} name="kind" options={KINDS.map((value) => ({ value, label: t(`department.kind.${value}`) }))} value={form.kind} onValue={(kind) => set({ kind })} />
      {department && <TextArea label={labels.rooms} name="rooms" optional rows={4} value={form.rooms} onValue={(rooms) => set({ rooms })} hint={t('department.roomsHint')} error={errorOf(errors, 'rooms')} />}
      {department && <Check label={t('department.activeAbout')} name="active" checked={form.active} onChange={(active) => set({ active })} />}
    </Sheet>
  )
}

type Form = Pick<Department, 'name' | 'nameSt' | 'kind' | 'active'> & { rooms: string }

const lines = (text: string) => text.split('\n').map((line) => line.trim()).filter(Boolean)

function toForm(d?: Department): Form {
  return { name: d?.name ?? '', nameSt: d?.nameSt ?? '', kind: d?.kind ?? 'consultation', active: d?.active ?? true, rooms: (d?.rooms ?? []).join('\n') }
}

function differences(mine: Form, theirs: Form) {
  return [
    { label: t('department.nameEn'), mine: mine.name, theirs: theirs.name },
    { label: t('department.nameSt'), mine: mine.nameSt, theirs: theirs.nameSt },
    { label: t('department.kind'), mine: t(`department.kind.${mine.kind}`), theirs: t(`department.kind.${theirs.kind}`) },
    { label: t('department.rooms'), mine: lines(mine.rooms).join(', '), theirs: lines(theirs.rooms).join(', ') },
    { label: t('department.active'), mine: t(mine.active ? 'stale.yes' : 'stale.no'), theirs: t(theirs.active ? 'stale.yes' : 'stale.no') },
  ]
}

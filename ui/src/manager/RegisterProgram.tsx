import { useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { errorOf, formErrors } from '../app/problem'
import { useCommandId } from '../app/useCommandId'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { ManyChips, Segmented } from '../kit/choice'
import { ErrorSummary, type FormError } from '../kit/ErrorSummary'
import { FieldError, TextField } from '../kit/Field'
import { Sheet } from '../kit/Sheet'
import { ROLES } from './StaffSheet'

type Program = Schema['Program']
type Role = Program['roles'][number]
const NAMES = ['itself', 'person'] as const

/** A program is let in. `onDone` gets its secret, which nobody sees again. */
export function RegisterProgram({ onClose, onDone }: { onClose: () => void; onDone: (registered: Schema['RegisteredProgram']) => void }) {
  const [name, setName] = useState('')
  const [actsFor, setActsFor] = useState<Program['actsFor']>('itself')
  const [roles, setRoles] = useState<Role[]>([])
  const [errors, setErrors] = useState<FormError[]>([])
  const [busy, setBusy] = useState(false)
  const id = useCommandId()
  const labels = { name: t('program.name'), roles: t('program.may') }

  async function register() {
    const missing = [!name.trim() && 'name', actsFor === 'itself' && !roles.length && 'roles'].filter((f): f is keyof typeof labels => !!f)
    setErrors(missing.map((field) => ({ field, text: t('error.required', { field: labels[field] }) })))
    if (missing.length) return
    setBusy(true)
    try {
      onDone(await ask(api.POST('/api/v1/programs', { body: { id: id.current, name, actsFor, roles: actsFor === 'itself' ? roles : [] } })))
    } catch (error) {
      id.next()
      setErrors(formErrors(error, labels))
    } finally {
      setBusy(false)
    }
  }

  return (
    <Sheet title={t('program.add')} onClose={onClose} onSubmit={() => void register()}
      foot={<Button kind="primary" type="submit" busy={busy} data-testid="register-program">{t('program.add')}</Button>}>
      <ErrorSummary errors={errors} />
      <TextField label={labels.name} name="name" value={name} onValue={setName} maxLength={60} hint={t('program.nameHint')} error={errorOf(errors, 'name')} data-first />
      <div class="stack stack-s">
        <Segmented<Program['actsFor']> legend={t('program.actsFor')} name="actsFor" options={NAMES.map((value) => ({ value, label: t(`program.actsFor.${value}`) }))} value={actsFor} onValue={setActsFor} />
        <p class="cap">{t(`program.actsFor.${actsFor}About`)}</p>
      </div>
      {actsFor === 'itself' && (
        <div>
          <ManyChips<Role> legend={labels.roles} name="roles" options={ROLES.map((value) => ({ value, label: t(`role.${value}`) }))} value={roles} onValue={setRoles} />
          {errorOf(errors, 'roles') && <FieldError text={errorOf(errors, 'roles')!} />}
        </div>
      )}
      <p class="cap">{t('program.never')}</p>
    </Sheet>
  )
}

import { useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { errorOf, formErrors } from '../app/problem'
import { readSession } from '../app/session'
import { useCommandId } from '../app/useCommandId'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { ErrorSummary, type FormError } from '../kit/ErrorSummary'
import { TextField } from '../kit/Field'
import { Sheet } from '../kit/Sheet'
import { toast } from '../kit/toast'
import { KindField, PlaceField } from './fields'

type Kind = 'tablet' | 'desk'

/** Makes a device of the browser that the manager sits at. */
export function NameThis({ departments, onClose, onDone }: { departments: readonly Schema['Department'][]; onClose: () => void; onDone: () => void }) {
  const [name, setName] = useState('')
  const [kind, setKind] = useState<Kind>('desk')
  const [departmentId, setDepartmentId] = useState('')
  const [errors, setErrors] = useState<FormError[]>([])
  const [busy, setBusy] = useState(false)
  const id = useCommandId()

  async function save() {
    setBusy(true)
    try {
      const here = await ask(api.POST('/api/v1/devices', { body: { id: id.current, name: name.trim(), kind, ...(departmentId && { departmentId }) } }))
      await readSession()
      toast(t('device.taken', { name: here.name }))
      onDone()
    } catch (error) {
      id.next()
      setErrors(formErrors(error, { name: t('device.name'), departmentId: t('device.place') }))
    } finally {
      setBusy(false)
    }
  }

  return (
    <Sheet title={t('device.nameThis')} onClose={onClose} onSubmit={() => void save()} foot={<Button kind="primary" type="submit" busy={busy} data-testid="save-this">{t('action.save')}</Button>}>
      <ErrorSummary errors={errors} />
      <TextField label={t('device.name')} name="name" value={name} onValue={setName} maxLength={40} hint={t('device.nameHint')} error={errorOf(errors, 'name')} data-first />
      <KindField<Kind> kinds={['desk', 'tablet']} value={kind} onValue={setKind} />
      <PlaceField departments={departments} value={departmentId} onValue={setDepartmentId} />
    </Sheet>
  )
}

import { useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { complain } from '../app/complain'
import { errorOf, formErrors } from '../app/problem'
import { useCommandId } from '../app/useCommandId'
import { instantText } from '../i18n/dates'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { ErrorSummary, type FormError } from '../kit/ErrorSummary'
import { TextField } from '../kit/Field'
import { Note } from '../kit/message'
import { Sheet } from '../kit/Sheet'
import { toast } from '../kit/toast'
import { PlaceField } from './fields'

/** A device gets another name or place, or is turned away. */
export function DeviceSheet({ device, departments, onClose, onDone }: {
  device: Schema['Device']
  departments: readonly Schema['Department'][]
  onClose: () => void
  onDone: () => void
}) {
  const [name, setName] = useState(device.name)
  const [departmentId, setDepartmentId] = useState(device.departmentId ?? '')
  const [errors, setErrors] = useState<FormError[]>([])
  const [busy, setBusy] = useState(false)
  const [sure, setSure] = useState(false)
  const id = useCommandId()
  const path = { deviceId: device.id }

  async function save() {
    setBusy(true)
    try {
      const saved = await ask(api.PUT('/api/v1/devices/{deviceId}', {
        params: { path, header: { 'If-Match': `"${device.version}"` } }, body: { id: id.current, name: name.trim(), ...(departmentId && { departmentId }) },
      }))
      toast(t('device.saved', { name: saved.name }))
      onDone()
    } catch (error) {
      id.next()
      setErrors(formErrors(error, { name: t('device.name'), departmentId: t('device.place') }))
    } finally {
      setBusy(false)
    }
  }
  const revoke = () => {
    setBusy(true)
    ask(api.POST('/api/v1/devices/{deviceId}/revoke', { params: { path }, body: { id: id.current } }))
      .then(() => { toast(t('device.revoked', { name: device.name })); onDone() }, (e: unknown) => { id.next(); complain(e) })
      .finally(() => setBusy(false))
  }

  return (
    <Sheet title={device.name} sub={`${t(`device.kind.${device.kind}`)}, ${device.enrolledBy}, ${instantText(device.enrolledAt)}`} onClose={onClose} onSubmit={() => void save()}
      foot={<Button kind="primary" type="submit" busy={busy} data-testid="save-device">{t('action.save')}</Button>}>
      <ErrorSummary errors={errors} />
      <TextField label={t('device.name')} name="name" value={name} onValue={setName} maxLength={40} hint={t('device.nameHint')} error={errorOf(errors, 'name')} data-first />
      {(device.kind === 'tablet' || device.kind === 'desk') && <PlaceField departments={departments} value={departmentId} onValue={setDepartmentId} />}
      {!sure && <div><Button kind="danger" icon="lock" data-testid="revoke" onClick={() => setSure(true)}>{t('device.revoke')}</Button></div>}
      {sure && (
        <Note tone="danger" alert>
          <p>{t('device.revokeAbout', { name: device.name })}</p>
          <p class="row wrap mg-gap">
            <Button kind="danger" busy={busy} data-testid="revoke-confirm" onClick={revoke}>{t('device.revokeNamed', { name: device.name })}</Button>
            <Button kind="quiet" onClick={() => setSure(false)}>{t('action.cancel')}</Button>
          </p>
        </Note>
      )}
    </Sheet>
  )
}

import { useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { errorOf, formErrors } from '../app/problem'
import { useCommandId } from '../app/useCommandId'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Chips } from '../kit/choice'
import { ErrorSummary, type FormError } from '../kit/ErrorSummary'
import { TextField } from '../kit/Field'
import { showName } from '../kit/person'
import { Sheet } from '../kit/Sheet'
import { toast } from '../kit/toast'

type Reason = Schema['RemovePhoto']['reason']
const REASONS: readonly Reason[] = ['asked', 'wrong-person', 'unclear', 'other']

/** Takes the photo off and erases it; that there was one, and why it went, stays. */
export function RemovePhoto({ patient, onClose, onDone }: { patient: Schema['Patient']; onClose: () => void; onDone: () => void }) {
  const [reason, setReason] = useState<Reason | ''>('')
  const [note, setNote] = useState('')
  const [errors, setErrors] = useState<FormError[]>([])
  const [busy, setBusy] = useState(false)
  const command = useCommandId()
  const remove = async () => {
    if (busy) return
    if (!reason) return setErrors([{ field: 'reason', text: t('error.required', { field: t('photo.reason') }) }])
    setBusy(true)
    try {
      await ask(api.POST('/api/v1/patients/{patientId}/photo/remove', { params: { path: { patientId: patient.id } }, body: { id: command.current, reason, note: note.trim() } }))
      toast(t('photo.removed'))
      onDone()
    } catch (e) {
      command.next()
      setErrors(formErrors(e, { reason: t('photo.reason'), note: t('photo.note') }))
      setBusy(false)
    }
  }
  return (
    <Sheet size="s" title={t('photo.remove')} sub={showName(patient.displayName)} onClose={onClose} onSubmit={() => void remove()}
      foot={<><span class="sp" /><Button kind="quiet" onClick={onClose}>{t('action.cancel')}</Button><Button kind="danger" icon="close" type="submit" busy={busy} data-testid="photo-erase">{t('photo.erase')}</Button></>}>
      <ErrorSummary errors={errors} />
      <Chips legend={t('photo.reason')} name="reason" value={reason} onValue={setReason} error={errorOf(errors, 'reason')} options={REASONS.map((value) => ({ value, label: t(`photo.reason.${value}`) }))} />
      {reason === 'other' && <TextField label={t('photo.note')} name="note" value={note} onValue={setNote} error={errorOf(errors, 'note')} maxLength={200} />}
      <p class="cap">{t('photo.erased')}</p>
    </Sheet>
  )
}

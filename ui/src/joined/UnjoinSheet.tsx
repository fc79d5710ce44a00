import { useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { errorOf, formErrors } from '../app/problem'
import { useCommandId } from '../app/useCommandId'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { ErrorSummary, type FormError } from '../kit/ErrorSummary'
import { TextField } from '../kit/Field'
import { Note } from '../kit/message'
import { Sheet } from '../kit/Sheet'
import { toast } from '../kit/toast'
import { fileName } from './file'

type Named = Pick<Schema['Patient'], 'id' | 'displayName' | 'fileNumber'>

export interface UnjoinProps {
  /** The file that is to be by itself again. */
  file: Named
  /** The one that stands for it now. */
  stands: Named & Pick<Schema['Patient'], 'joined'>
  onClose: () => void
  onDone: () => void
}

/** Parts two files that were joined as one person's, with the reason. */
export default function UnjoinSheet({ file, stands, onClose, onDone }: UnjoinProps) {
  const [reason, setReason] = useState('')
  const [errors, setErrors] = useState<FormError[]>([])
  const [busy, setBusy] = useState(false)
  const command = useCommandId()
  const label = t('unjoin.reason')
  const along = stands.joined?.some((j) => j.intoId === file.id)
  const submit = async () => {
    if (busy) return
    setBusy(true)
    try {
      await ask(api.POST('/api/v1/patients/{patientId}/unmerge', { params: { path: { patientId: file.id } }, body: { id: command.current, reason } }))
      toast(t('unjoin.done', { file: fileName(file) }))
      onDone()
    } catch (e) {
      command.next()
      setErrors(formErrors(e, { reason: label }))
      setBusy(false)
    }
  }
  return (
    <Sheet size="s" title={t('unjoin.title')} sub={t('unjoin.sub', { file: fileName(file), stands: fileName(stands) })} onClose={onClose} onSubmit={() => void submit()}
      foot={<><span class="sp" /><Button kind="quiet" onClick={onClose}>{t('action.cancel')}</Button><Button kind="primary" type="submit" icon="undo" busy={busy} data-testid="unjoin-now">{t('joined.unjoin')}</Button></>}>
      <div class="stack">
        <ErrorSummary errors={errors} />
        <p>{t('unjoin.text')} {along && t('unjoin.along')}</p>
        <Note tone="warn">{t('unjoin.since', { stands: fileName(stands) })}</Note>
        <TextField label={label} name="reason" value={reason} maxLength={200} onValue={setReason} error={errorOf(errors, 'reason')} data-first />
      </div>
    </Sheet>
  )
}

import { useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { errorOf, formErrors } from '../app/problem'
import { useCommandId } from '../app/useCommandId'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Chips } from '../kit/choice'
import { ErrorSummary, type FormError } from '../kit/ErrorSummary'
import { TextField } from '../kit/Field'
import { Note } from '../kit/message'
import { Sheet } from '../kit/Sheet'
import { toast } from '../kit/toast'
import { nextEvents, type FileEvent } from './file'

export interface FileSheetProps {
  patientId: string
  identifierId: string
  number: string
  file: Schema['PaperFile'] | undefined
  onClose: () => void
  onDone: () => void
}

/** Writes down what became of a paper file. What was written before stays. */
export default function FileSheet({ patientId, identifierId, number, file, onClose, onDone }: FileSheetProps) {
  const events = nextEvents(file?.state)
  const [kind, setKind] = useState<FileEvent>(events[0]!)
  const [shelf, setShelf] = useState('')
  const [note, setNote] = useState('')
  const [errors, setErrors] = useState<FormError[]>([])
  const [busy, setBusy] = useState(false)
  const command = useCommandId()
  const standing = kind === 'shelved' || kind === 'found'
  const labels = { shelf: t('file.shelf'), note: t('file.note') }
  const submit = async () => {
    if (busy) return
    setBusy(true)
    try {
      await ask(api.POST('/api/v1/patients/{patientId}/files/{identifierId}/log', {
        params: { path: { patientId, identifierId } },
        body: { id: command.current, kind, note: note.trim(), ...(standing ? { shelf: shelf.trim() } : {}) },
      }))
      toast(t('file.saved'))
      onDone()
    } catch (e) {
      command.next()
      setErrors(formErrors(e, labels))
      setBusy(false)
    }
  }
  return (
    <Sheet size="s" title={t('file.sheet', { number })} onClose={onClose} onSubmit={() => void submit()}
      foot={<><span class="sp" /><Button kind="quiet" onClick={onClose}>{t('action.cancel')}</Button><Button kind={kind === 'destroyed' ? 'danger' : 'primary'} type="submit" busy={busy} data-testid="save-file">{t('action.save')}</Button></>}>
      <div class="stack">
        <ErrorSummary errors={errors} />
        <Chips legend={t('file.what')} name="kind" value={kind} onValue={setKind} options={events.map((value) => ({ value, label: t(`file.kind.${value}`) }))} />
        {standing && (
          <TextField label={labels.shelf} name="shelf" value={shelf} onValue={setShelf} maxLength={30} autoCapitalize="none" spellcheck={false} optional={kind === 'found'} error={errorOf(errors, 'shelf')}
            hint={kind === 'found' && file?.shelf ? t('file.shelfSame', { shelf: file.shelf }) : t('file.shelfHint')} data-first />
        )}
        {kind === 'destroyed' && <Note tone="warn">{t('file.gone')}</Note>}
        <TextField label={labels.note} name="note" optional value={note} onValue={setNote} maxLength={200} error={errorOf(errors, 'note')} hint={kind === 'missing' ? t('file.noteHint') : undefined} />
      </div>
    </Sheet>
  )
}

import { useState } from 'preact/hooks'
import { api, ask } from '../app/api'
import { ApiError, errorOf, formErrors } from '../app/problem'
import { useCommandId } from '../app/useCommandId'
import { hasKey, t } from '../i18n/words'
import { Button } from '../kit/Button'
import { ErrorSummary, type FormError } from '../kit/ErrorSummary'
import { TextField } from '../kit/Field'
import { Note } from '../kit/message'
import { Sheet } from '../kit/Sheet'
import { toast } from '../kit/toast'
import type { Seen } from './state'

/** Makes what is plugged in, or a folder, a place for backups: a name for people, and what happens to it. */
export function RegisterSheet({ medium, onClose, onDone }: { medium: Seen | undefined; onClose: () => void; onDone: () => void }) {
  const [name, setName] = useState('')
  const [path, setPath] = useState('')
  const [marked, setMarked] = useState(medium?.mark === 'other')
  const [errors, setErrors] = useState<FormError[]>([])
  const [busy, setBusy] = useState(false)
  const id = useCommandId()
  async function register() {
    if (busy) return
    setBusy(true)
    setErrors([])
    try {
      await ask(api.POST('/api/v1/backups/places', { body: { id: id.current, name, path: medium?.path ?? path.trim(), ...(marked ? { shared: true } : {}) } }))
      toast(t('backup.registered', { name: name.trim() }))
      onDone()
    } catch (error) {
      id.next()
      if (error instanceof ApiError && error.code === 'place-marked') setMarked(true) // said below; the next press means it
      else setErrors(refused(error, name.trim()))
      setBusy(false)
    }
  }
  return (
    <Sheet size="s" title={t('backup.register.title')} sub={medium && (medium.label || medium.path)} onClose={onClose} onSubmit={() => void register()}
      foot={<><Button onClick={onClose}>{t('action.cancel')}</Button><Button kind="primary" type="submit" busy={busy} data-testid="register-place">{t('backup.register.do')}</Button></>}>
      <div class="stack">
        <ErrorSummary errors={errors} />
        {marked && <Note tone="warn" alert={!medium}>{t('backup.seen.marked')}</Note>}
        {!medium && <TextField label={t('backup.register.path')} name="path" value={path} onValue={setPath} maxLength={400} autoCapitalize="none" spellcheck={false} hint={t('backup.register.pathHint')} error={errorOf(errors, 'path')} />}
        <TextField label={t('backup.register.name')} name="name" value={name} onValue={setName} maxLength={40} hint={t('backup.register.nameHint')} error={errorOf(errors, 'name')} />
        <p class="t2">{t('backup.register.what')}</p>
      </div>
    </Sheet>
  )
}

/** Trouble with the place itself says what the trouble is. */
function refused(error: unknown, name: string): FormError[] {
  const why = error instanceof ApiError && error.code === 'place-unwritable' ? `backup.r.${error.params['why'] ?? ''}` : ''
  if (hasKey(why)) return [{ field: '', text: t(why, { place: name }) }]
  return formErrors(error, { name: t('backup.register.name'), path: t('backup.register.path') })
}

import { useState } from 'preact/hooks'
import { api, ask } from '../app/api'
import { errorOf, formErrors } from '../app/problem'
import { useCommandId } from '../app/useCommandId'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { ErrorSummary, type FormError } from '../kit/ErrorSummary'
import { PasswordField } from '../kit/Field'
import { Icon } from '../kit/Icon'
import { Sheet } from '../kit/Sheet'
import { toast } from '../kit/toast'
import { saveFile } from '../keys/saveFile'
import { strength } from '../setup/strength'

/** The way into backups without Karete; folded away, because hardly anybody needs it. */
export function Identity() {
  const [asking, setAsking] = useState(false)
  return (
    <details class="card mg-fold">
      <summary>{t('backup.identity.title')}<Icon name="down" /></summary>
      <div class="pad stack-s stack">
        <p class="t2">{t('backup.identity.text')}</p>
        <p><Button size="s" icon="download" onClick={() => setAsking(true)} data-testid="identity">{t('backup.identity.do')}</Button></p>
      </div>
      {asking && <IdentitySheet onClose={() => setAsking(false)} />}
    </details>
  )
}

function IdentitySheet({ onClose }: { onClose: () => void }) {
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const [errors, setErrors] = useState<FormError[]>([])
  const [busy, setBusy] = useState(false)
  const id = useCommandId()
  const { short, enough } = strength(passphrase)
  async function save() {
    if (busy) return
    if (passphrase !== again) {
      setErrors([{ field: 'again', text: t('password.different') }])
      return
    }
    setBusy(true)
    setErrors([])
    try {
      saveFile(await ask(api.POST('/api/v1/backups/identity', { body: { id: id.current, passphrase } })))
      toast(t('backup.identity.saved'))
      onClose()
    } catch (error) {
      id.next()
      setErrors(formErrors(error, { passphrase: t('backup.identity.lock') }))
      setBusy(false)
    }
  }
  return (
    <Sheet size="s" title={t('backup.identity.do')} onClose={onClose} onSubmit={() => void save()}
      foot={<><Button onClick={onClose}>{t('action.cancel')}</Button><Button kind="primary" icon="download" type="submit" busy={busy}>{t('backup.identity.do')}</Button></>}>
      <div class="stack">
        <ErrorSummary errors={errors} />
        <PasswordField label={t('backup.identity.lock')} name="passphrase" value={passphrase} onValue={setPassphrase} autoComplete="off" maxLength={512} hint={short ?? t('setup.passwordHint')} echo={enough} error={errorOf(errors, 'passphrase')} />
        <PasswordField label={t('password.repeat')} name="again" value={again} onValue={setAgain} autoComplete="off" maxLength={512} error={errorOf(errors, 'again')} />
      </div>
    </Sheet>
  )
}

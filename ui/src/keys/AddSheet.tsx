import { useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { errorOf, formErrors } from '../app/problem'
import { useCommandId } from '../app/useCommandId'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { ErrorSummary, type FormError } from '../kit/ErrorSummary'
import { PasswordField, TextField } from '../kit/Field'
import { Icon, type IconName } from '../kit/Icon'
import { Note } from '../kit/message'
import { Sheet } from '../kit/Sheet'
import { strength } from '../setup/strength'

type Kind = Schema['AddKey']['kind']
const WAYS: readonly { kind: Kind; icon: IconName; title: 'keys.addPassphrase' | 'keys.addRecovery' | 'keys.addFile' | 'keys.addBox'; lead: 'keys.addPassphraseLead' | 'keys.addRecoveryLead' | 'keys.addFileLead' | 'keys.addBoxLead' }[] = [
  { kind: 'passphrase', icon: 'lock', title: 'keys.addPassphrase', lead: 'keys.addPassphraseLead' },
  { kind: 'recovery', icon: 'sheet', title: 'keys.addRecovery', lead: 'keys.addRecoveryLead' },
  { kind: 'file', icon: 'stick', title: 'keys.addFile', lead: 'keys.addFileLead' },
  { kind: 'box', icon: 'drive', title: 'keys.addBox', lead: 'keys.addBoxLead' },
]

/** Which key, and what it needs to be made. */
export function AddSheet({ keys, onClose, onAdded, onDone }: { keys: Schema['Keys']; onClose: () => void; onAdded: (added: Schema['AddedKey']) => void; onDone: () => void }) {
  const [kind, setKind] = useState<Kind | undefined>()
  const [label, setLabel] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const [errors, setErrors] = useState<FormError[]>([])
  const [busy, setBusy] = useState(false)
  const id = useCommandId()
  const way = WAYS.find((w) => w.kind === kind)
  const { short, enough } = strength(passphrase)

  async function make() {
    if (!kind || busy) return
    if (kind === 'passphrase' && passphrase !== again) {
      setErrors([{ field: 'again', text: t('password.different') }])
      return
    }
    setBusy(true)
    setErrors([])
    // A new sheet comes in place of the old one; the others stand beside each other.
    const before = kind === 'recovery' ? keys.slots.find((s) => s.kind === 'recovery')?.id : undefined
    try {
      const added = await ask(api.POST('/api/v1/keys', { body: { id: id.current, kind, label, ...(kind === 'passphrase' ? { passphrase } : {}), ...(before ? { inPlaceOf: before } : {}) } }))
      onDone()
      onAdded(added)
    } catch (error) {
      id.next()
      setErrors(formErrors(error, { passphrase: t('sealed.passphrase'), label: t('keys.label') }))
      setBusy(false)
    }
  }

  if (!way) {
    return (
      <Sheet title={t('keys.add')} onClose={onClose}>
        <div class="ky-pick">
          {WAYS.filter((w) => w.kind !== 'box' || !keys.autoUnlock).map((w) => (
            <Button key={w.kind} full onClick={() => setKind(w.kind)} data-testid={`add-${w.kind}`}>
              <Icon name={w.icon} /><span><b>{t(w.title)}</b><span class="t2">{t(w.lead)}</span></span>
            </Button>
          ))}
        </div>
      </Sheet>
    )
  }
  return (
    <Sheet size="s" title={t(way.title)} onClose={onClose} onSubmit={() => void make()}
      foot={<><Button onClick={() => setKind(undefined)}>{t('action.back')}</Button><Button kind={kind === 'box' ? 'danger' : 'primary'} type="submit" busy={busy} data-testid="make-key">{t(kind === 'box' ? 'keys.addBoxDo' : kind === 'passphrase' ? 'action.save' : 'keys.make')}</Button></>}>
      <div class="stack">
        <ErrorSummary errors={errors} />
        {kind === 'box' ? <Note tone="warn">{t('keys.addBoxLead')}</Note> : <p class="t2">{t(way.lead)}</p>}
        {kind === 'passphrase' && (
          <>
            <PasswordField label={t('sealed.passphrase')} name="passphrase" value={passphrase} onValue={setPassphrase} autoComplete="off" maxLength={512} hint={short ?? t('setup.passwordHint')} echo={enough} error={errorOf(errors, 'passphrase')} />
            <PasswordField label={t('password.repeat')} name="again" value={again} onValue={setAgain} autoComplete="off" maxLength={512} error={errorOf(errors, 'again')} />
          </>
        )}
        {kind !== 'box' && <TextField label={t('keys.label')} name="label" optional value={label} onValue={setLabel} maxLength={80} hint={t('keys.labelHint')} error={errorOf(errors, 'label')} />}
      </div>
    </Sheet>
  )
}

import { useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { errorOf, errorText, formErrors } from '../app/problem'
import { useCommandId } from '../app/useCommandId'
import { useLoad } from '../app/useLoad'
import { Qr } from '../card/Qr'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { ErrorSummary, type FormError } from '../kit/ErrorSummary'
import { TextField } from '../kit/Field'
import { Note, Skeleton } from '../kit/message'
import { Sheet } from '../kit/Sheet'

/** A new authenticator app: scan or type the seed, then one code proves that it was kept. */
export function AppSheet({ onClose, onDone }: { onClose: () => void; onDone: (e: Schema['Enrolled']) => void }) {
  const begun = useLoad(() => ask(api.POST('/api/v1/session/factors/app', { body: {} })), [])
  const [code, setCode] = useState('')
  const [errors, setErrors] = useState<FormError[]>([])
  const [busy, setBusy] = useState(false)
  const id = useCommandId()

  async function prove() {
    if (!begun.data) return
    if (!code.trim()) {
      setErrors([{ field: 'code', text: t('signIn.codeBlank') }])
      return
    }
    setBusy(true)
    try {
      onDone(await ask(api.POST('/api/v1/session/factors/app/proof', { body: { id: id.current, enrolment: begun.data.enrolment, code } })))
    } catch (error) {
      id.next()
      setErrors(formErrors(error, { code: t('factor.code') }))
      setBusy(false)
    }
  }

  return (
    <Sheet title={t('factor.app')} onClose={onClose} onSubmit={() => void prove()}
      foot={<Button kind="primary" type="submit" busy={busy} data-testid="prove-app">{t('action.save')}</Button>}>
      <ErrorSummary errors={errors} />
      {!!begun.error && <Note tone="danger" alert>{errorText(begun.error)}</Note>}
      {!begun.data && !begun.error && <Skeleton rows={4} />}
      {begun.data && <>
        <p>{t('factor.scan')}</p>
        <div class="sec-qr"><Qr svg={begun.data.svg} label={t('factor.square')} /></div>
        <p class="cap">{t('factor.typeSeed')} <span class="mono sec-seed" data-testid="seed">{begun.data.seed.replace(/(.{4})(?=.)/g, '$1 ')}</span></p>
        <TextField label={t('factor.prove')} name="code" value={code} onValue={setCode} inputMode="numeric" autoComplete="one-time-code" maxLength={8} error={errorOf(errors, 'code')} data-first />
      </>}
    </Sheet>
  )
}

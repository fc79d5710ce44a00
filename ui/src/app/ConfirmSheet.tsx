import { useEffect, useState } from 'preact/hooks'
import { answer, possible } from '../security/passkey'
import { passkeyText } from '../security/refusal'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { ErrorSummary, type FormError } from '../kit/ErrorSummary'
import { PasswordField } from '../kit/Field'
import { Sheet } from '../kit/Sheet'
import { api, ask } from './api'
import { asked } from './confirm'
import { ApiError, errorOf, formErrors } from './problem'
import { session } from './session'
import { useCommandId } from './useCommandId'
import { useLoad } from './useLoad'

/** Asks the person at the screen to show that it is still they, before an act that is theirs alone. */
export default function ConfirmSheet() {
  const [password, setPassword] = useState('')
  const [errors, setErrors] = useState<FormError[]>([])
  const [busy, setBusy] = useState(false)
  const id = useCommandId()
  const mine = useLoad(async () => (possible() ? ask(api.GET('/api/v1/session/factors')) : undefined), [])
  const hasPasskey = mine.data?.passkeys.some((p) => p.address === mine.data?.here) ?? false
  const who = session.value?.id
  useEffect(() => { if (!who) asked.value?.(false) }, [who]) // signed out meanwhile
  useEffect(() => document.getElementById('confirm-password')?.focus(), [])

  async function show(prove: () => Promise<unknown>, say: (e: unknown) => FormError[]) {
    setBusy(true)
    setErrors([])
    try {
      await prove()
      asked.value?.(true)
    } catch (error) {
      id.next()
      setErrors(say(error))
      setBusy(false)
    }
  }

  const byPassword = () => {
    if (!password) {
      setErrors([{ field: 'confirm-password', text: t('error.required', { field: t('password.label') }) }])
      return
    }
    void show(() => ask(api.POST('/api/v1/session/confirm', { body: { id: id.current, password } })), refusals)
  }
  const byPasskey = () => void show(async () => {
    const passkey = await answer(await ask(api.POST('/api/v1/session/challenge', { body: { for: 'confirm' } })))
    await ask(api.POST('/api/v1/session/confirm', { body: { id: id.current, passkey } }))
  }, (e) => [{ field: '', text: passkeyText(e) }])

  return (
    <Sheet size="s" title={t('confirm.title')} sub={t('confirm.for', { name: session.value?.staff.displayName ?? '' })} onClose={() => asked.value?.(false)} onSubmit={byPassword}
      foot={<>
        {hasPasskey && <Button icon="key" data-testid="confirm-passkey" onClick={byPasskey}>{t('confirm.passkey')}</Button>}
        <Button kind="primary" type="submit" busy={busy} data-testid="confirm-go">{t('confirm.go')}</Button>
      </>}>
      <p>{t('confirm.about')}</p>
      <ErrorSummary errors={errors} />
      <PasswordField label={t('password.label')} name="confirm-password" value={password} onValue={setPassword} autoComplete="current-password" error={errorOf(errors, 'confirm-password')} />
    </Sheet>
  )
}

// The box names its field `password`; here another one of that name may stand on the page under the sheet.
function refusals(error: unknown): FormError[] {
  if (error instanceof ApiError && error.code === 'bad-credentials') return [{ field: 'confirm-password', text: t('confirm.wrong') }]
  return formErrors(error, { password: t('password.label') }).map((e) => (e.field === 'password' ? { ...e, field: 'confirm-password' } : e))
}

import { useEffect, useState } from 'preact/hooks'
import { api, ask } from '../app/api'
import { ApiError, errorOf, formErrors } from '../app/problem'
import { navigate } from '../app/router'
import { clinicName, readSession } from '../app/session'
import { useCommandId } from '../app/useCommandId'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { ErrorSummary, type FormError } from '../kit/ErrorSummary'
import { TextField } from '../kit/Field'
import { Door } from '../sign-in/Door'

/** The code from the link, taken out of the address: it works once, and whoever reads over a shoulder should not. */
function takeCode(): string {
  const code = location.hash.slice(1)
  if (code) history.replaceState(null, '', location.pathname)
  return code
}

/** On the new device: the manager's code, and its name when the manager gave it none. */
export default function Pair() {
  const [code, setCode] = useState(takeCode)
  const [name, setName] = useState('')
  const [askName, setAskName] = useState(false)
  const [errors, setErrors] = useState<FormError[]>([])
  const [busy, setBusy] = useState(false)
  const id = useCommandId()
  useEffect(() => document.getElementById(askName ? 'name' : 'code')?.focus(), [askName])

  async function submit(e: Event) {
    e.preventDefault()
    if (!code.trim()) {
      setErrors([{ field: 'code', text: t('error.required', { field: t('pair.code') }) }])
      return
    }
    setBusy(true)
    try {
      await ask(api.POST('/api/v1/device', { body: { id: id.current, code, name: name.trim() } }))
      navigate('/', { replace: true })
      await readSession()
    } catch (error) {
      id.next()
      const nameless = error instanceof ApiError && !askName && error.errors.some((one) => one.field === 'name' && one.code === 'required')
      const badCode = error instanceof ApiError && error.errors.some((one) => one.field === 'code')
      setErrors(nameless ? [] : badCode ? [{ field: 'code', text: t('pair.codeWrong') }] : formErrors(error, { code: t('pair.code'), name: t('pair.name') }))
      if (nameless) setAskName(true)
    } finally {
      setBusy(false)
    }
  }

  return (
    <Door name="pair" title={t('pair.title')}>
      <form class="door-form" noValidate onSubmit={(e) => void submit(e)}>
        <div>
          <h1>{t('pair.title')}</h1>
          <p class="lead">{clinicName.value}</p>
        </div>
        <ErrorSummary errors={errors} />
        <TextField label={t('pair.code')} name="code" value={code} onValue={setCode} autoComplete="off" autoCapitalize="none" spellcheck={false} maxLength={12} hint={t('pair.lead')} error={errorOf(errors, 'code')} />
        {askName && <TextField label={t('pair.name')} name="name" value={name} onValue={setName} autoComplete="off" maxLength={40} hint={t('device.nameHint')} error={errorOf(errors, 'name')} />}
        <Button kind="primary" size="l" full type="submit" busy={busy} data-testid="pair">{t('pair.do')}</Button>
        <Button kind="quiet" href="/">{t('action.cancel')}</Button>
      </form>
    </Door>
  )
}

import { useState } from 'preact/hooks'
import { api, ask } from '../app/api'
import { errorOf, formErrors } from '../app/problem'
import { navigate } from '../app/router'
import { readSession, signOut } from '../app/session'
import { useCommandId } from '../app/useCommandId'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { ErrorSummary, type FormError } from '../kit/ErrorSummary'
import { PasswordField } from '../kit/Field'
import { toast } from '../kit/toast'
import { Door } from './Door'

const SHORTEST = 15

/** Choosing a password: `forced` when the one in use was given by the manager and works only once. */
export default function NewPassword({ forced }: { forced: boolean }) {
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [again, setAgain] = useState('')
  const [errors, setErrors] = useState<FormError[]>([])
  const [busy, setBusy] = useState(false)
  const id = useCommandId()

  async function submit(e: Event) {
    e.preventDefault()
    const found: FormError[] = []
    if (!current) found.push({ field: 'current', text: t('error.required', { field: t('password.current') }) })
    if ([...next].length < SHORTEST) found.push({ field: 'next', text: t('error.too-short', { field: t('password.new') }) })
    else if (next !== again) found.push({ field: 'again', text: t('password.different') })
    setErrors(found)
    if (found.length) return
    setBusy(true)
    try {
      await ask(api.POST('/api/v1/session/password', { body: { id: id.current, current, next } }))
      toast(t('password.saved'))
      await readSession()
      navigate('/', { replace: true })
    } catch (error) {
      id.next()
      setErrors(formErrors(error, { current: t('password.current'), next: t('password.new') }))
    } finally {
      setBusy(false)
    }
  }

  return (
    <Door name="new-password" title={t('password.choose')}>
      <form class="door-form" noValidate onSubmit={(e) => void submit(e)}>
        <div>
          <h1>{t('password.choose')}</h1>
          {forced && <p class="lead">{t('password.chooseLead')}</p>}
        </div>
        <ErrorSummary errors={errors} />
        <PasswordField label={t('password.current')} name="current" value={current} onValue={setCurrent} autoComplete="current-password" error={errorOf(errors, 'current')} />
        <PasswordField label={t('password.new')} name="next" value={next} onValue={setNext} autoComplete="new-password" hint={t('password.hint')} error={errorOf(errors, 'next')} />
        <PasswordField label={t('password.repeat')} name="again" value={again} onValue={setAgain} autoComplete="new-password" error={errorOf(errors, 'again')} />
        <Button kind="primary" size="l" full type="submit" busy={busy} data-testid="save-password">{t('action.save')}</Button>
        {forced
          ? <Button kind="quiet" onClick={() => { signOut().catch((e: unknown) => setErrors(formErrors(e, {}))) }}>{t('app.signOut')}</Button>
          : <Button kind="quiet" href="/">{t('action.cancel')}</Button>}
      </form>
    </Door>
  )
}

import { useState } from 'preact/hooks'
import { api, ask } from '../app/api'
import { Page } from '../app/Page'
import { errorOf, formErrors } from '../app/problem'
import { navigate } from '../app/router'
import { begin, session } from '../app/session'
import { useCommandId } from '../app/useCommandId'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { ErrorSummary, type FormError } from '../kit/ErrorSummary'
import { PasswordField } from '../kit/Field'
import { toast } from '../kit/toast'

const SIX = /^[0-9]{6}$/

/** One's own PIN for enrolled devices, chosen with the password. */
export default function ChoosePin() {
  const [current, setCurrent] = useState('')
  const [pin, setPin] = useState('')
  const [again, setAgain] = useState('')
  const [errors, setErrors] = useState<FormError[]>([])
  const [busy, setBusy] = useState(false)
  const id = useCommandId()
  const has = session.value?.staff.hasPin ?? false
  const title = t(has ? 'pin.change' : 'pin.choose')

  async function save() {
    const found: FormError[] = []
    if (!current) found.push({ field: 'current', text: t('error.required', { field: t('password.current') }) })
    if (!SIX.test(pin)) found.push({ field: 'pin', text: t('pin.sixFigures') })
    else if (pin !== again) found.push({ field: 'again', text: t('pin.different') })
    setErrors(found)
    if (found.length) return
    setBusy(true)
    try {
      begin(await ask(api.POST('/api/v1/session/own-pin', { body: { id: id.current, current, pin } })))
      toast(t('pin.saved'))
      navigate('/preferences', { replace: true })
    } catch (error) {
      id.next()
      setErrors(formErrors(error, { current: t('password.current'), pin: t('pin.new') }))
    } finally {
      setBusy(false)
    }
  }

  return (
    <Page name="choose-pin" title={title}>
      <div class="page-head"><h1>{title}</h1></div>
      <form class="card pad-l stack prefs" noValidate onSubmit={(e) => { e.preventDefault(); void save() }}>
        <p>{t('pin.about')}</p>
        <ErrorSummary errors={errors} />
        <PasswordField label={t('password.current')} name="current" value={current} onValue={setCurrent} autoComplete="current-password" error={errorOf(errors, 'current')} />
        <div class="fgrid">
          <PasswordField label={t('pin.new')} name="pin" value={pin} onValue={setPin} inputMode="numeric" autoComplete="off" maxLength={6} hint={t('pin.newHint')} error={errorOf(errors, 'pin')} />
          <PasswordField label={t('pin.again')} name="again" value={again} onValue={setAgain} inputMode="numeric" autoComplete="off" maxLength={6} error={errorOf(errors, 'again')} />
        </div>
        <p class="row wrap">
          <Button kind="primary" type="submit" busy={busy} data-testid="save-pin">{t('action.save')}</Button>
          <Button kind="quiet" href="/preferences">{t('action.cancel')}</Button>
        </p>
      </form>
    </Page>
  )
}

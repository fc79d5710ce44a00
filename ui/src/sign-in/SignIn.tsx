import { useEffect, useRef, useState } from 'preact/hooks'
import { ApiError, errorText } from '../app/problem'
import { box, signIn } from '../app/session'
import { civil } from '../i18n/dates'
import { t, type Key } from '../i18n/words'
import { Button } from '../kit/Button'
import { minute } from '../kit/clock'
import { PasswordField, TextField } from '../kit/Field'
import { Note } from '../kit/message'
import { useCountdown } from './countdown'
import { PasskeyButton } from '../security/PasskeyButton'
import { Door } from './Door'
import { secondOf, SecondStep, type Second } from './SecondStep'

/** What stands over the form: nothing, a sentence key, or a refusal that must wait until a moment. */
type Said = { kind: 'quiet' } | { kind: 'missing' } | { kind: 'refused'; why: () => string } | { kind: 'wait'; until: number; seconds: number }

/** `onPin`: this is an enrolled device, where a PIN will do as well. */
export function SignIn({ onPin }: { onPin?: () => void }) {
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [second, setSecond] = useState<Second>()
  const [said, setSaid] = useState<Said>({ kind: 'quiet' })
  const [busy, setBusy] = useState(false)
  const chose = useRef(false)
  const left = useCountdown(said.kind === 'wait' ? said.until : undefined)

  useEffect(() => document.getElementById('username')?.focus(), [])

  async function submit(e: Event) {
    e.preventDefault()
    if (busy || left > 0) return
    if (!username.trim() || !password) {
      setSaid({ kind: 'missing' })
      document.getElementById(username.trim() ? 'password' : 'username')?.focus()
      return
    }
    setBusy(true)
    try {
      await signIn(username.trim(), password, chose.current)
    } catch (error) {
      if (error instanceof ApiError && error.code === 'second-factor') {
        setSaid({ kind: 'quiet' })
        setSecond(secondOf(error))
        return
      }
      const seconds = error instanceof ApiError && error.code === 'throttled' ? Number(error.params.retryAfterSeconds) : 0
      setSaid(seconds > 0 ? { kind: 'wait', until: Date.now() + seconds * 1000, seconds } : { kind: 'refused', why: () => errorText(error) })
      const field = document.getElementById('password') as HTMLInputElement | null
      field?.focus()
      field?.select()
    } finally {
      setBusy(false)
    }
  }

  if (second) {
    return <SecondStep second={second} enter={(code) => signIn(username.trim(), password, chose.current, code)} keepLanguage={() => chose.current} onBack={() => { setPassword(''); setSecond(undefined) }} />
  }
  return (
    <Door name="sign-in" title={t('signIn.title')} onLanguage={() => { chose.current = true }}>
      <form class="door-form" noValidate onSubmit={(e) => void submit(e)}>
        <div>
          <h1>{t(greeting())}</h1>
          <p class="lead">{box.value?.facility ? t('signIn.leadAt', { clinic: box.value.facility.name }) : t('signIn.lead')}</p>
        </div>
        {said.kind !== 'quiet' && !(said.kind === 'wait' && left === 0) && (
          <Note tone={said.kind === 'wait' ? 'warn' : 'danger'} icon={said.kind === 'wait' ? 'clock' : 'warn'} alert>
            {said.kind === 'missing' ? t('signIn.notBlank') : said.kind === 'wait' ? t('error.throttled', { retryAfterSeconds: said.seconds }) : said.why()}
          </Note>
        )}
        <TextField label={t('signIn.username')} name="username" value={username} onValue={setUsername} autoComplete="username" autoCapitalize="none" spellcheck={false} maxLength={64} />
        <PasswordField label={t('password.label')} name="password" value={password} onValue={setPassword} autoComplete="current-password" />
        <Button kind="primary" size="l" full type="submit" busy={busy} data-testid="sign-in">{left > 0 ? t('signIn.waiting', { seconds: left }) : t('signIn.enter')}</Button>
        <PasskeyButton keepLanguage={() => chose.current} onWrong={(why) => setSaid({ kind: 'refused', why })} />
        {onPin && <Button kind="quiet" icon="tablet" data-testid="use-pin" onClick={onPin}>{t('tiles.pin')}</Button>}
        <p class="cap">{t('signIn.forgotten')}</p>
        {!onPin && <p class="door-patient"><a href="/my" data-testid="patient">{t('signIn.patient')}</a></p>}
      </form>
    </Door>
  )
}

export function greeting(): Key {
  const { hour } = civil(minute.value)
  return hour < 12 ? 'signIn.welcome.morning' : hour < 17 ? 'signIn.welcome.afternoon' : 'signIn.welcome.evening'
}

import { useEffect, useRef, useState } from 'preact/hooks'
import { ApiError, errorText } from '../app/problem'
import { box, signIn } from '../app/session'
import { civil } from '../i18n/dates'
import { t, type Key } from '../i18n/words'
import { Button } from '../kit/Button'
import { minute } from '../kit/clock'
import { PasswordField, TextField } from '../kit/Field'
import { Note } from '../kit/message'
import { Door } from './Door'

/** What stands over the form: nothing, a sentence key, or a refusal that must wait until a moment. */
type Said = { kind: 'quiet' } | { kind: 'missing' } | { kind: 'refused'; error: unknown } | { kind: 'wait'; until: number; seconds: number }

export function SignIn() {
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
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
      const seconds = error instanceof ApiError && error.code === 'throttled' ? Number(error.params.retryAfterSeconds) : 0
      setSaid(seconds > 0 ? { kind: 'wait', until: Date.now() + seconds * 1000, seconds } : { kind: 'refused', error })
      const field = document.getElementById('password') as HTMLInputElement | null
      field?.focus()
      field?.select()
    } finally {
      setBusy(false)
    }
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
            {said.kind === 'missing' ? t('signIn.notBlank') : said.kind === 'wait' ? t('error.throttled', { retryAfterSeconds: said.seconds }) : errorText(said.error)}
          </Note>
        )}
        <TextField label={t('signIn.username')} name="username" value={username} onValue={setUsername} autoComplete="username" autoCapitalize="none" spellcheck={false} maxLength={64} />
        <PasswordField label={t('password.label')} name="password" value={password} onValue={setPassword} autoComplete="current-password" />
        <Button kind="primary" size="l" full type="submit" busy={busy} data-testid="sign-in">{left > 0 ? t('signIn.waiting', { seconds: left }) : t('signIn.enter')}</Button>
        <p class="cap">{t('signIn.forgotten')}</p>
      </form>
    </Door>
  )
}

function greeting(): Key {
  const { hour } = civil(minute.value)
  return hour < 12 ? 'signIn.welcome.morning' : hour < 17 ? 'signIn.welcome.afternoon' : 'signIn.welcome.evening'
}

/** Whole seconds until a moment, 0 when it has come. */
function useCountdown(until: number | undefined): number {
  const [, renew] = useState(0)
  const left = until === undefined ? 0 : Math.max(0, Math.ceil((until - Date.now()) / 1000))
  useEffect(() => {
    if (left === 0) return undefined
    const soon = setTimeout(() => renew((n) => n + 1), 500)
    return () => clearTimeout(soon)
  })
  return left
}

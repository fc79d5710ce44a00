import { useEffect, useState } from 'preact/hooks'
import { ApiError, errorText } from '../app/problem'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { TextField } from '../kit/Field'
import { Note } from '../kit/message'
import { PasskeyButton } from '../security/PasskeyButton'
import { useCountdown } from './countdown'
import { Door } from './Door'

/** By what a right password must be followed. */
export interface Second { means: readonly string[]; clockDoubtful: boolean }

export function secondOf(refusal: ApiError): Second {
  const { means, clockDoubtful } = refusal.params as { means?: unknown; clockDoubtful?: unknown }
  return { means: Array.isArray(means) ? means as string[] : [], clockDoubtful: clockDoubtful === true }
}

/** The second step of signing in. The name and the password stay where they were typed. */
export function SecondStep({ second, enter, keepLanguage, onBack }: {
  second: Second
  enter: (code: string) => Promise<void>
  keepLanguage: () => boolean
  onBack: () => void
}) {
  const [code, setCode] = useState('')
  const [wrong, setWrong] = useState<{ why: () => string }>() // said in the language of the moment
  const [until, setUntil] = useState<number | undefined>()
  const [doubtful, setDoubtful] = useState(second.clockDoubtful)
  const [busy, setBusy] = useState(false)
  const left = useCountdown(until)
  const app = second.means.includes('app')
  useEffect(() => document.getElementById('code')?.focus(), [])

  async function submit(e: Event) {
    e.preventDefault()
    if (busy || left > 0) return
    if (!code.trim()) {
      setWrong({ why: () => t('signIn.codeBlank') })
      return
    }
    setBusy(true)
    try {
      await enter(code)
    } catch (error) {
      setBusy(false)
      const seconds = error instanceof ApiError && error.code === 'throttled' ? Number(error.params.retryAfterSeconds) : 0
      if (seconds > 0) setUntil(Date.now() + seconds * 1000)
      if (error instanceof ApiError && (error.params as { clockDoubtful?: unknown }).clockDoubtful === true) setDoubtful(true)
      setWrong({ why: () => errorText(error) })
      const field = document.getElementById('code') as HTMLInputElement | null
      field?.focus()
      field?.select()
    }
  }

  return (
    <Door name="second-step" title={t('signIn.second')}>
      <form class="door-form" noValidate onSubmit={(e) => void submit(e)}>
        <div>
          <h1>{t('signIn.second')}</h1>
          <p class="lead">{t(app ? 'signIn.secondLead' : 'signIn.secondRecovery')}</p>
        </div>
        {wrong && <Note tone="danger" alert>{wrong.why()}</Note>}
        {doubtful && <Note tone="warn" icon="clock">{t('factor.clock')}</Note>}
        <TextField label={t('factor.code')} name="code" value={code} onValue={setCode} inputMode={app ? 'numeric' : 'text'} autoComplete="one-time-code" autoCapitalize="none" spellcheck={false} maxLength={24} />
        <Button kind="primary" size="l" full type="submit" busy={busy} data-testid="enter-code">{left > 0 ? t('signIn.waiting', { seconds: left }) : t('signIn.enter')}</Button>
        {second.means.includes('passkey') && <PasskeyButton keepLanguage={keepLanguage} onWrong={(why) => setWrong({ why })} />}
        <Button kind="quiet" icon="back" onClick={onBack}>{t('action.back')}</Button>
        <p class="cap">{t('signIn.lostSecond')}</p>
      </form>
    </Door>
  )
}

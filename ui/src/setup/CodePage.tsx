import { useState } from 'preact/hooks'
import { ApiError, errorText } from '../app/problem'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { TextField } from '../kit/Field'
import { Note } from '../kit/message'
import { Door } from '../sign-in/Door'
import { keepCode } from './wizard'

/** Somebody who does not sit at the box shows that they were there: by the code on its console. */
export function CodePage({ refused, onEntered }: { refused: unknown; onEntered: () => Promise<void> }) {
  const [code, setCode] = useState('')
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const throttled = refused instanceof ApiError && refused.code === 'throttled'
  async function submit(e: Event) {
    e.preventDefault()
    if (busy) return
    keepCode(code)
    setBusy(true)
    await onEntered()
    setTried(true)
    setBusy(false)
  }
  return (
    <Door name="setup-code" title={t('setup.title')}>
      <form class="door-form" noValidate onSubmit={(e) => void submit(e)}>
        <div><h1>{t('setup.title')}</h1><p class="lead">{t('setup.codeLead')}</p></div>
        {(tried || throttled) && <Note tone="danger" icon="warn" alert>{throttled ? errorText(refused) : t('setup.codeWrong')}</Note>}
        <TextField label={t('setup.code')} name="code" value={code} onValue={setCode} maxLength={20} autoCapitalize="none" spellcheck={false} hint={t('setup.codeHint')} />
        <Button kind="primary" size="l" full type="submit" busy={busy} data-testid="setup-code-enter">{t('action.continue')}</Button>
      </form>
    </Door>
  )
}

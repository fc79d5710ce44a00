import { useEffect, useState } from 'preact/hooks'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Note } from '../kit/message'
import { Door } from './Door'

const EVERY_MS = 5000

/** The server did not answer when the page was opened. */
export function NoServer({ onTry }: { onTry: () => Promise<void> }) {
  const [busy, setBusy] = useState(false)
  useEffect(() => { // a screen on the wall has nobody to press the button
    const timer = setInterval(() => void onTry(), EVERY_MS)
    return () => clearInterval(timer)
  }, [])
  return (
    <Door name="no-server" title={t('net.off')}>
      <div class="door-form">
        <h1>{t('net.off')}</h1>
        <Note tone="warn" icon="netOff" alert>{t('signIn.noServer')}</Note>
        <Button kind="primary" size="l" full busy={busy} onClick={() => { setBusy(true); void onTry().finally(() => setBusy(false)) }}>{t('action.tryAgain')}</Button>
      </div>
    </Door>
  )
}

import { useState } from 'preact/hooks'
import { signInPasskey } from '../app/session'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { possible } from './passkey'
import { passkeyText } from './refusal'

/** Signs in with a passkey, where this browser at this address can have one. */
export function PasskeyButton({ keepLanguage, onWrong }: { keepLanguage?: () => boolean; onWrong: (why: () => string) => void }) {
  const [busy, setBusy] = useState(false)
  if (!possible()) return null
  const go = () => {
    setBusy(true)
    signInPasskey(keepLanguage?.() ?? false).catch((e: unknown) => onWrong(() => passkeyText(e))).finally(() => setBusy(false))
  }
  return <Button kind="quiet" icon="key" busy={busy} data-testid="sign-in-passkey" onClick={go}>{t('signIn.passkey')}</Button>
}

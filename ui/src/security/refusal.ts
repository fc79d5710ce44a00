import { errorText } from '../app/problem'
import { t } from '../i18n/words'

/** Why a passkey did not come: the browser's own words are for developers. */
export function passkeyText(error: unknown): string {
  if (!(error instanceof DOMException)) return errorText(error)
  return t(error.name === 'InvalidStateError' ? 'factor.passkeyAlready' : 'factor.passkeyStopped')
}

import { useState } from 'preact/hooks'
import { ApiError } from '../app/problem'
import { useCommandId } from '../app/useCommandId'
import { t } from '../i18n/words'
import { Icon } from '../kit/Icon'
import { refusal } from './arrive'
import { askCallUp } from './door'
import { opened, said, view } from './visitor'

/** A message when the turn is near, where the clinic sends any and the person may be written to. */
export function CallUp() {
  const [busy, setBusy] = useState(false)
  const command = useCommandId()
  const now = view.value
  if (!now?.visit) return null
  if (now.visit.callUpAsked) return <p class="ki-callup" role="status"><Icon name="message" size="l" />{t('kiosk.callUpComes', { n: now.visit.callUpBefore })}</p>
  if (!now.may.callUp) return null
  const ask = async () => {
    if (busy) return
    setBusy(true)
    try {
      await askCallUp(command.current)
      command.next()
    } catch (e) {
      if (!opened.value) return
      if (!(e instanceof ApiError && e.code === 'network')) command.next()
      said.value = { tone: 'danger', text: refusal(e) }
    } finally {
      setBusy(false)
    }
  }
  return <p class="ki-callup"><button type="button" class="btn" aria-busy={busy ? 'true' : undefined} onClick={() => void ask()} data-testid="call-up"><Icon name="message" size="l" />{t('kiosk.callUp', { n: now.visit.callUpBefore })}</button></p>
}

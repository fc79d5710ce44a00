import { useState } from 'preact/hooks'
import { api, ask } from '../app/api'
import { errorText } from '../app/problem'
import { useCommandId } from '../app/useCommandId'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Note } from '../kit/message'
import { Sheet } from '../kit/Sheet'
import { toast } from '../kit/toast'
import type { Slot } from './KeysPage'

/** Taking a key away, and what that does not undo. */
export function RevokeSheet({ slot, onClose }: { slot: Slot; onClose: () => void }) {
  const [error, setError] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const id = useCommandId()
  async function revoke() {
    if (busy) return
    setBusy(true)
    try {
      await ask(api.POST('/api/v1/keys/{slotId}/revoke', { params: { path: { slotId: slot.id } }, body: { id: id.current } }))
      toast(t('keys.revoked'))
      onClose()
    } catch (e) {
      id.next()
      setError(e)
      setBusy(false)
    }
  }
  return (
    <Sheet size="s" title={t('keys.revokeTitle')} sub={[t(`keys.kind.${slot.kind}`), slot.label].filter(Boolean).join(', ')} onClose={onClose} onSubmit={() => void revoke()}
      foot={<><Button onClick={onClose}>{t('action.cancel')}</Button><Button kind="danger" type="submit" busy={busy} data-testid="revoke-yes">{t('keys.revoke')}</Button></>}>
      <div class="stack">
        {!!error && <Note tone="danger" alert>{errorText(error)}</Note>}
        <p>{t(slot.kind === 'box' ? 'keys.autoOff' : 'keys.revokeText')}</p>
      </div>
    </Sheet>
  )
}

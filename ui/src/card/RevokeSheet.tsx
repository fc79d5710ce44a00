import { useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { useCommandId } from '../app/useCommandId'
import { t, type Key } from '../i18n/words'
import { Button } from '../kit/Button'
import { Chips } from '../kit/choice'
import { Note } from '../kit/message'
import { Sheet } from '../kit/Sheet'
import { refusalText } from './scan'

type Reason = Schema['RevokeCard']['reason']
const REASONS: readonly Reason[] = ['lost', 'stolen', 'damaged', 'replaced', 'wrong-person']

/** A card that is gone is called off for ever: this cannot be taken back, so it is asked. */
export function RevokeSheet({ cardId, code, onClose, onDone }: { cardId: string; code: string; onClose: () => void; onDone: (reason: Reason) => void }) {
  const [reason, setReason] = useState<Reason>('lost')
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<unknown>()
  const command = useCommandId()
  const stop = async () => {
    if (busy) return
    setBusy(true)
    setFailed(undefined)
    try {
      await ask(api.POST('/api/v1/cards/{cardId}/revoke', { params: { path: { cardId } }, body: { id: command.current, reason } }))
      command.next()
      onDone(reason)
    } catch (e) {
      setFailed(e)
      setBusy(false)
    }
  }
  return (
    <Sheet size="s" title={t('card.revoke')} sub={code} onClose={onClose} onSubmit={() => void stop()}
      foot={<><span class="sp" /><Button kind="quiet" onClick={onClose}>{t('action.cancel')}</Button><Button kind="danger" type="submit" busy={busy} data-first data-testid="revoke">{t('card.revoke')}</Button></>}>
      {failed !== undefined && <Note tone="danger" alert>{refusalText(failed)}</Note>}
      <p>{t('card.revokeWarning')}</p>
      <Chips legend={t('card.why')} name="reason" value={reason} onValue={setReason} options={REASONS.map((value) => ({ value, label: t(`card.reason.${value}` as Key) }))} />
    </Sheet>
  )
}

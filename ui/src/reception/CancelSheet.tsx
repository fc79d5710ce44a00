import { useState } from 'preact/hooks'
import { api, ask } from '../app/api'
import { complain } from '../app/complain'
import { errorText } from '../app/problem'
import { useCommandId } from '../app/useCommandId'
import { uuidv7 } from '../app/uuidv7'
import type { QueueRow } from '../queue/rows'
import { t, type Key } from '../i18n/words'
import { Button } from '../kit/Button'
import { Chips } from '../kit/choice'
import { Note } from '../kit/message'
import { showName, Ticket } from '../kit/person'
import { Sheet } from '../kit/Sheet'
import { toast } from '../kit/toast'

const REASONS = ['wrong-person', 'wrong-department', 'changed-mind', 'other'] as const
type Reason = (typeof REASONS)[number]

/** A check-in that was a mistake: taken out of the day's figures, with the reason in the journal. */
export function CancelSheet({ row, onClose }: { row: QueueRow; onClose: () => void }) {
  const [reason, setReason] = useState<Reason>('wrong-person')
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<unknown>()
  const command = useCommandId()
  const on = { params: { path: { visitId: row.visitId } } }
  const again = () => {
    ask(api.POST('/api/v1/visits/{visitId}/reopen', { ...on, body: { id: uuidv7(), patientId: row.patient.id } })).catch(complain)
  }
  const send = async () => {
    if (busy) return
    setBusy(true)
    try {
      await ask(api.POST('/api/v1/visits/{visitId}/cancel', { ...on, body: { id: command.current, patientId: row.patient.id, reason } }))
      toast(t('checkIn.cancelled', { ticket: row.ticket }), again)
      onClose()
    } catch (e) {
      command.next()
      setFailed(e)
      setBusy(false)
    }
  }
  return (
    <Sheet size="s" before={<Ticket number={row.ticket} />} title={t('checkIn.cancel')} sub={showName(row.patient.displayName)} onClose={onClose} onSubmit={() => void send()}
      foot={<><span class="sp" /><Button kind="quiet" onClick={onClose}>{t('action.keep')}</Button><Button kind="danger" type="submit" busy={busy} data-first data-testid="cancel-visit">{t('checkIn.cancel')}</Button></>}>
      {failed !== undefined && <Note tone="danger" alert>{errorText(failed)}</Note>}
      <Chips legend={t('checkIn.cancelWhy')} name="reason" value={reason} onValue={setReason} options={REASONS.map((value) => ({ value, label: t(`checkIn.cancel.${value}` as Key) }))} />
    </Sheet>
  )
}

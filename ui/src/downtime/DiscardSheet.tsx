import { useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { formErrors } from '../app/problem'
import { useCommandId } from '../app/useCommandId'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Chips } from '../kit/choice'
import { ErrorSummary, type FormError } from '../kit/ErrorSummary'
import { Sheet } from '../kit/Sheet'

const REASONS = ['spoiled', 'misprinted', 'lost'] as const
type Reason = (typeof REASONS)[number]

/** A blank sheet that will never be used: its numbers go nowhere. */
export function DiscardSheet({ sheet, onClose, onDone }: { sheet: Schema['PaperSheet']; onClose: () => void; onDone: () => void }) {
  const [reason, setReason] = useState<Reason | ''>('')
  const [errors, setErrors] = useState<FormError[]>([])
  const [busy, setBusy] = useState(false)
  const id = useCommandId()
  const send = async () => {
    setErrors(reason ? [] : [{ field: 'reason', text: t('error.required', { field: t('paper.discard') }) }])
    if (!reason || busy) return
    setBusy(true)
    try {
      await ask(api.POST('/api/v1/downtime/sheets/{sheetId}/discard', { params: { path: { sheetId: sheet.id } }, body: { id: id.current, reason } }))
      onDone()
    } catch (e) {
      id.next()
      setErrors(formErrors(e, { reason: t('paper.discard') }))
      setBusy(false)
    }
  }
  return (
    <Sheet size="s" title={t('paper.discardTitle', { serial: sheet.serial })} onClose={onClose} onSubmit={() => void send()}
      foot={<><Button kind="quiet" onClick={onClose}>{t('action.cancel')}</Button><span class="sp" /><Button kind="danger" type="submit" busy={busy} data-testid="discard">{t('paper.discard')}</Button></>}>
      <ErrorSummary errors={errors} />
      <Chips<Reason> quiet legend={t('paper.discardTitle', { serial: sheet.serial })} name="reason" value={reason} onValue={setReason} options={REASONS.map((value) => ({ value, label: t(`paper.reason.${value}`) }))} />
      <p>{t('paper.discardText')}</p>
    </Sheet>
  )
}

import { useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { errorText } from '../app/problem'
import { useCommandId } from '../app/useCommandId'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Chips } from '../kit/choice'
import { Note } from '../kit/message'
import { showName } from '../kit/person'
import { Sheet } from '../kit/Sheet'
import { toast } from '../kit/toast'

type Reason = Schema['Unrelate']['reason']
const REASONS: readonly Reason[] = ['mistake', 'changed']

/** Two people no longer belong together, or never did. */
export default function EndKin({ patientId, relation, onClose, onDone }: { patientId: string; relation: Schema['PatientRelation']; onClose: () => void; onDone: () => void }) {
  const [reason, setReason] = useState<Reason>('mistake')
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<unknown>()
  const command = useCommandId()
  const name = showName(relation.patient.displayName)
  const end = async () => {
    if (busy) return
    setBusy(true)
    try {
      await ask(api.POST('/api/v1/patients/{patientId}/relations/{relationId}/end', { params: { path: { patientId, relationId: relation.id } }, body: { id: command.current, reason } }))
      toast(t('kin.ended', { name }))
      onDone()
    } catch (e) {
      command.next()
      setFailed(e)
      setBusy(false)
    }
  }
  return (
    <Sheet size="s" title={t('kin.endTitle', { name })} sub={t(`relation.${relation.kind}`)} onClose={onClose} onSubmit={() => void end()}
      foot={<><span class="sp" /><Button kind="quiet" onClick={onClose}>{t('action.cancel')}</Button><Button kind="primary" type="submit" busy={busy} data-first data-testid="end">{t('kin.take')}</Button></>}>
      {failed !== undefined && <Note tone="danger" alert>{errorText(failed)}</Note>}
      <Chips legend={t('kin.reason')} name="reason" value={reason} onValue={setReason} options={REASONS.map((value) => ({ value, label: t(`kin.reason.${value}`) }))} />
    </Sheet>
  )
}

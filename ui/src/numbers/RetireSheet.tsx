import { useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { errorText } from '../app/problem'
import { useCommandId } from '../app/useCommandId'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Note } from '../kit/message'
import { Sheet } from '../kit/Sheet'
import { toast } from '../kit/toast'
import { numberText } from './file'

/** A number goes out of use for good, so it is asked. */
export default function RetireSheet({ patientId, number, onClose, onDone }: { patientId: string; number: Schema['Identifier']; onClose: () => void; onDone: () => void }) {
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<unknown>()
  const command = useCommandId()
  const name = numberText(number) || t(`identifier.${number.system}`)
  const retire = async () => {
    if (busy) return
    setBusy(true)
    try {
      await ask(api.POST('/api/v1/patients/{patientId}/identifiers', { params: { path: { patientId } }, body: { id: command.current, retire: number.id } }))
      toast(t('addNumber.retired', { number: name }))
      onDone()
    } catch (e) {
      command.next()
      setFailed(e)
      setBusy(false)
    }
  }
  return (
    <Sheet size="s" title={t('addNumber.retireTitle', { number: name })} sub={t(`identifier.${number.system}`)} onClose={onClose} onSubmit={() => void retire()}
      foot={<><span class="sp" /><Button kind="quiet" onClick={onClose} data-first>{t('action.cancel')}</Button><Button kind="danger" type="submit" busy={busy} data-testid="retire">{t('numbers.retire')}</Button></>}>
      {failed !== undefined && <Note tone="danger" alert>{errorText(failed)}</Note>}
      <p>{t('addNumber.retireText')}</p>
    </Sheet>
  )
}

import { useState } from 'preact/hooks'
import { api, ask } from '../app/api'
import { errorText } from '../app/problem'
import { useCommandId } from '../app/useCommandId'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Note } from '../kit/message'
import { Sheet } from '../kit/Sheet'
import { toast } from '../kit/toast'
import type { Place } from './state'

/** Sends no more backups to a place. */
export function ForgetSheet({ place, onClose, onDone }: { place: Place; onClose: () => void; onDone: () => void }) {
  const [error, setError] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const id = useCommandId()
  async function forget() {
    if (busy) return
    setBusy(true)
    try {
      await ask(api.POST('/api/v1/backups/places/{placeId}/forget', { params: { path: { placeId: place.id } }, body: { id: id.current } }))
      toast(t('backup.forget.done', { name: place.name }))
      onDone()
    } catch (e) {
      id.next()
      setError(e)
      setBusy(false)
    }
  }
  return (
    <Sheet size="s" title={t('backup.place.forgetNamed', { name: place.name })} onClose={onClose} onSubmit={() => void forget()}
      foot={<><Button onClick={onClose}>{t('action.cancel')}</Button><Button kind="danger" type="submit" busy={busy} data-testid="forget-yes">{t('backup.place.forget')}</Button></>}>
      <div class="stack">
        {!!error && <Note tone="danger" alert>{errorText(error)}</Note>}
        <p>{t('backup.forget.text')}</p>
      </div>
    </Sheet>
  )
}

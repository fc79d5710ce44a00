import { useState } from 'preact/hooks'
import { api, ask } from '../app/api'
import { ApiError, errorText } from '../app/problem'
import { useCommandId } from '../app/useCommandId'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Note } from '../kit/message'
import { Sheet } from '../kit/Sheet'
import type { Detail } from './import'

/** Takes everybody back who came with it, or throws it away before anybody did: said before it is done. */
export function EndSheet({ of, how, onDone, onClose }: { of: Detail; how: 'undo' | 'discard'; onDone: (now: Detail) => void; onClose: () => void }) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const id = useCommandId()
  const send = async () => {
    if (busy) return
    setBusy(true)
    setError(undefined)
    const what = { params: { path: { importId: of.id } }, body: { id: id.current } }
    try {
      onDone(await ask(how === 'undo' ? api.POST('/api/v1/imports/{importId}/undo', what) : api.POST('/api/v1/imports/{importId}/discard', what)))
    } catch (e) {
      if (e instanceof ApiError && e.status > 0) id.next()
      setError(e)
      setBusy(false)
    }
  }
  return (
    <Sheet size="s" title={t(`import.${how}Title`)} sub={of.name} onClose={onClose} onSubmit={() => void send()}
      foot={<><Button kind="quiet" onClick={onClose} data-first>{t('action.cancel')}</Button><span class="sp" /><Button kind="danger" type="submit" busy={busy} data-testid={`${how}-go`}>{t(`import.${how}`)}</Button></>}>
      {error !== undefined && <Note tone="danger" alert>{errorText(error)}</Note>}
      <p>{t(`import.${how}Text`)}</p>
    </Sheet>
  )
}

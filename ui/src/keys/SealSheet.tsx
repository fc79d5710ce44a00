import { useState } from 'preact/hooks'
import { api, ask, sealed } from '../app/api'
import { errorText } from '../app/problem'
import { useCommandId } from '../app/useCommandId'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Note } from '../kit/message'
import { Sheet } from '../kit/Sheet'
import { readSeal } from '../sealed/unlock'

const EVERY_MS = 300

/** The box answers first and closes then. */
async function shut(): Promise<void> {
  while (!(await readSeal()).sealed) await new Promise((later) => { setTimeout(later, EVERY_MS) })
}

/** Closing the records for everybody, at once. */
export function SealSheet({ onClose }: { onClose: () => void }) {
  const [error, setError] = useState<string | undefined>()
  const [busy, setBusy] = useState(false)
  const id = useCommandId()
  async function close() {
    if (busy) return
    setBusy(true)
    try {
      await ask(api.POST('/api/v1/keys/seal', { body: { id: id.current } }))
      await shut()
      sealed.value = true
    } catch (e) {
      id.next()
      setError(errorText(e))
      setBusy(false)
    }
  }
  return (
    <Sheet size="s" title={t('keys.seal')} onClose={onClose} onSubmit={() => void close()}
      foot={<><Button onClick={onClose}>{t('action.cancel')}</Button><Button kind="danger" type="submit" busy={busy} data-testid="seal-yes">{t('keys.seal')}</Button></>}>
      <div class="stack">
        {error && <Note tone="danger" alert>{error}</Note>}
        <p>{t('keys.sealText')}</p>
      </div>
    </Sheet>
  )
}

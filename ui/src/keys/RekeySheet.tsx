import { useEffect, useState } from 'preact/hooks'
import { api, ask } from '../app/api'
import { errorText } from '../app/problem'
import { useCommandId } from '../app/useCommandId'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Note } from '../kit/message'
import { Sheet } from '../kit/Sheet'
import { toast } from '../kit/toast'

const EVERY_MS = 1000
const LONGEST_MS = 180_000

/** Renewing the records' own key: the box answers, closes, writes everything anew and opens again. */
export function RekeySheet({ before, onClose }: { before: string; onClose: () => void }) {
  const [since, setSince] = useState<number | undefined>()
  const [error, setError] = useState<string | undefined>()
  const id = useCommandId()

  useEffect(() => {
    if (since === undefined) return undefined
    let over = false
    const look = async () => {
      const keys = await ask(api.GET('/api/v1/keys')).catch(() => undefined) // it may not answer for a while
      if (over) return
      if (keys && keys.dataKeyMadeAt !== before) {
        toast(t('keys.rekeyed'))
        onClose()
      } else if (Date.now() - since > LONGEST_MS) {
        setError(t('keys.rekeyFailed'))
        setSince(undefined)
      } else setTimeout(() => void look(), EVERY_MS)
    }
    const first = setTimeout(() => void look(), EVERY_MS)
    return () => { over = true; clearTimeout(first) }
  }, [since])

  async function begin() {
    if (since !== undefined) return
    setError(undefined)
    try {
      await ask(api.POST('/api/v1/keys/rekey', { body: { id: id.current } }))
      id.next()
      setSince(Date.now())
    } catch (e) {
      id.next()
      setError(errorText(e))
    }
  }
  return (
    <Sheet size="s" title={t('keys.rekey')} onClose={onClose} onSubmit={() => void begin()}
      foot={<><Button onClick={onClose}>{t('action.cancel')}</Button><Button kind="primary" type="submit" busy={since !== undefined} data-testid="rekey-yes">{t('keys.rekey')}</Button></>}>
      <div class="stack">
        {error && <Note tone="danger" alert>{error}</Note>}
        <p>{t('keys.rekeyText')}</p>
        {since !== undefined && <p role="status" class="t2">{t('keys.rekeying')}</p>}
      </div>
    </Sheet>
  )
}

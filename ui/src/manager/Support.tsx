import { useState } from 'preact/hooks'
import { api, ask } from '../app/api'
import { complain } from '../app/complain'
import { useCommandId } from '../app/useCommandId'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { saveBlob } from '../keys/saveFile'

/** A file for whoever helps from afar: how the box is, and nobody's name. */
export function Support() {
  const id = useCommandId()
  const [busy, setBusy] = useState(false)
  async function make() {
    if (busy) return
    setBusy(true)
    try {
      saveBlob('karete-support.zip', await ask(api.POST('/api/v1/support', { body: { id: id.current }, parseAs: 'blob' })) as unknown as Blob)
      id.next()
    } catch (error) {
      complain(error)
    }
    setBusy(false)
  }
  return (
    <section class="card pad">
      <h2>{t('support.title')}</h2>
      <p class="t2">{t('support.text')}</p>
      <p class="mg-gap"><Button size="s" icon="download" busy={busy} onClick={() => void make()} data-testid="support">{t('support.make')}</Button></p>
    </section>
  )
}

import { useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { complain } from '../app/complain'
import { useCommandId } from '../app/useCommandId'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { toast } from '../kit/toast'

/** Takes a person's PIN away and ends what they opened with it. They choose another with their password. */
export function ResetPin({ person, onDone }: { person: Schema['Staff']; onDone: () => void }) {
  const [busy, setBusy] = useState(false)
  const id = useCommandId()
  const reset = () => {
    setBusy(true)
    ask(api.POST('/api/v1/staff/{staffId}/pin/reset', { params: { path: { staffId: person.id } }, body: { id: id.current } }))
      .then((s) => { toast(t('pin.resetDone', { name: s.displayName })); onDone() }, (e: unknown) => { id.next(); complain(e) })
      .finally(() => setBusy(false))
  }
  return <div><Button icon="tablet" busy={busy} data-testid="reset-pin" onClick={reset}>{t('pin.reset')}</Button></div>
}

import { useEffect, useRef, useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { complain } from '../app/complain'
import { useCommandId } from '../app/useCommandId'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Note } from '../kit/message'

/** A new first password. It signs the person out everywhere and cannot be taken back, so it asks once. */
export function ResetPassword({ person, onDone }: { person: Schema['Staff']; onDone: (issued: Schema['Issued']) => void }) {
  const [sure, setSure] = useState(false)
  const [busy, setBusy] = useState(false)
  const id = useCommandId()
  const asked = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!sure) return
    asked.current?.scrollIntoView({ block: 'end' })
    asked.current?.querySelector('button')?.focus()
  }, [sure])
  const reset = () => {
    setBusy(true)
    ask(api.POST('/api/v1/staff/{staffId}/reset', { params: { path: { staffId: person.id } }, body: { id: id.current } }))
      .then(onDone, (e: unknown) => { id.next(); complain(e) })
      .finally(() => setBusy(false))
  }
  if (!sure) return <div><Button icon="key" data-testid="reset-password" onClick={() => setSure(true)}>{t('staff.resetPassword')}</Button></div>
  return (
    <div ref={asked}><Note tone="warn" alert>
      <p>{t('staff.resetAbout', { name: person.displayName })}</p>
      <p class="row wrap mg-gap">
        <Button kind="warn" busy={busy} data-testid="reset-confirm" onClick={reset}>{t('staff.resetConfirm')}</Button>
        <Button kind="quiet" onClick={() => setSure(false)}>{t('action.cancel')}</Button>
      </p>
    </Note></div>
  )
}

import { useEffect, useRef, useState } from 'preact/hooks'
import { complain } from '../app/complain'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import type { IconName } from '../kit/Icon'
import { Note } from '../kit/message'

/** A button for what cannot be taken back: it says what follows and is pressed a second time. */
export function Sure({ say, about, icon, testid, onSure }: { say: string; about: string; icon: IconName; testid: string; onSure: () => Promise<unknown> }) {
  const [sure, setSure] = useState(false)
  const [busy, setBusy] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!sure) return
    box.current?.scrollIntoView({ block: 'nearest' })
    box.current?.querySelector('button')?.focus()
  }, [sure])
  if (!sure) return <div><Button icon={icon} kind="quiet" data-testid={testid} onClick={() => setSure(true)}>{say}</Button></div>
  return (
    <div ref={box}><Note tone="warn" alert>
      <p>{about}</p>
      <p class="row wrap sec-gap">
        <Button kind="warn" busy={busy} data-testid={`${testid}-sure`} onClick={() => { setBusy(true); onSure().then(() => setSure(false), complain).finally(() => setBusy(false)) }}>{say}</Button>
        <Button kind="quiet" onClick={() => setSure(false)}>{t('action.cancel')}</Button>
      </p>
    </Note></div>
  )
}

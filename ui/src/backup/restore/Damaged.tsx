import './restore.css'
import { useState } from 'preact/hooks'
import type { Schema } from '../../app/api'
import { ApiError } from '../../app/problem'
import { Page } from '../../app/Page'
import { instantText } from '../../i18n/dates'
import { t } from '../../i18n/words'
import { Button } from '../../kit/Button'
import { Icon } from '../../kit/Icon'
import { LanguageSwitch } from '../../kit/LanguageSwitch'
import { CodePage } from '../../setup/CodePage'
import { wantsCode } from '../../setup/wizard'
import { readDesk } from './desk'
import Restore from './Restore'

/** A box whose records no key opens: what is damaged, that it is nobody's fault, and the one thing to do. */
export default function Damaged({ damage: d, restoring, onRestoring, onDone }: { damage: Schema['Damage'] | undefined; restoring: boolean; onRestoring: (on: boolean) => void; onDone: () => void }) {
  const [refused, setRefused] = useState<ApiError | undefined>()
  const [busy, setBusy] = useState(false)
  // Who does not sit at the box shows the code of its console first.
  const enter = async () => {
    setBusy(true)
    try {
      await readDesk()
      setRefused(undefined)
      onRestoring(true)
    } catch (error) {
      if (error instanceof ApiError && wantsCode(error)) setRefused(error)
      else onRestoring(true) // the step says what is wrong, and asks again
    }
    setBusy(false)
  }
  if (restoring) return <Restore onBack={() => onRestoring(false)} onDone={onDone} />
  if (refused) return <CodePage refused={refused} onEntered={enter} />
  return (
    <Page name="damaged" title={t('restore.damaged.title')} focus="own" flush>
      <div class="sl">
        <section class="sl-card">
          <div class="sl-top"><span class="sl-ic"><Icon name="drive" /></span><LanguageSwitch large /></div>
          <h1>{t('restore.damaged.title')}</h1>
          <p class="lead">{t('restore.damaged.lead')}</p>
          <Button kind="primary" size="l" full icon="refill" busy={busy} onClick={() => void enter()} data-testid="restore-damaged">{t('restore.damaged.go')}</Button>
          {d && <p class="t2" data-testid="damage" data-part={d.part}>{t(`restore.damaged.${d.part}`)} {d.gone ? t('restore.damaged.gone', { file: d.file }) : t('restore.damaged.file', { file: d.file, when: instantText(d.foundAt) })}</p>}
          <p class="sl-stick"><Icon name="note" /><span>{t('restore.damaged.paper')}</span></p>
        </section>
      </div>
    </Page>
  )
}

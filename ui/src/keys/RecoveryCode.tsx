import './keys.css'
import { useEffect, useState } from 'preact/hooks'
import { clinicName } from '../app/session'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'

/** A recovery code to print or to write down; it is on this screen and nowhere else. */
export function RecoveryCode({ groups, clinic = clinicName.value }: { groups: readonly string[]; clinic?: string }) {
  const [printing, setPrinting] = useState(false)
  useEffect(() => {
    if (!printing) return undefined
    const root = document.documentElement
    const end = () => setPrinting(false)
    root.classList.add('print-code')
    addEventListener('afterprint', end)
    print()
    return () => {
      root.classList.remove('print-code')
      removeEventListener('afterprint', end)
    }
  }, [printing])
  return (
    <div class="card ky-code">
      {[0, 1].map((copy) => (
        <div class={`ky-copy${copy ? ' ky-second' : ''}`} key={copy} aria-hidden={copy ? 'true' : undefined}>
          <p class="ky-only b">{clinic}</p>
          <p class="ky-only">{t('keys.sheetTitle')}</p>
          <ol class="mono" data-testid={copy ? undefined : 'recovery-code'}>
            {groups.map((g, i) => <li key={i}><small>{i + 1}</small>{g}</li>)}
          </ol>
          <p class="ky-only">{t('keys.sheetHow')}</p>
        </div>
      ))}
      <div class="ky-acts">
        <Button icon="print" onClick={() => setPrinting(true)} data-testid="print-code">{t('setup.recoveryPrint')}</Button>
        <span class="cap">{t('setup.recoveryWrite')}</span>
      </div>
    </div>
  )
}

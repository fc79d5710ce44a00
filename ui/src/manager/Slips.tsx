import './slips.css'
import { useEffect, useState } from 'preact/hooks'
import { clinicName } from '../app/session'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Note } from '../kit/message'
import { CopyButton } from './CopyButton'

export interface Slip { displayName: string; username: string; password: string }

/** First passwords, each to be read out, copied or printed on a slip of its own; shown this once. */
export function Slips({ slips, clinic = clinicName.value }: { slips: readonly Slip[]; clinic?: string }) {
  const [printing, setPrinting] = useState(false)
  useEffect(() => {
    if (!printing) return undefined
    const root = document.documentElement
    const end = () => setPrinting(false)
    root.classList.add('print-slips')
    addEventListener('afterprint', end)
    print()
    return () => {
      root.classList.remove('print-slips')
      removeEventListener('afterprint', end)
    }
  }, [printing])
  return (
    <div class="slips">
      <Note tone="warn" icon="key">{t('slip.once')}</Note>
      <ul class="slips-list">
        {slips.map((s) => (
          <li key={s.username} class="slip">
            <p class="b">{s.displayName}</p>
            <p class="slip-only">{clinic}</p>
            <dl>
              <dt>{t('signIn.username')}</dt><dd class="mono">{s.username}</dd>
              <dt>{t('password.label')}</dt><dd class="mono slip-pw" data-testid={`first-password-${s.username}`}>{s.password}</dd>
            </dl>
            <p class="slip-only">{t('slip.choose')}</p>
            <CopyButton text={s.password} />
          </li>
        ))}
      </ul>
      <div class="no-print"><Button icon="print" onClick={() => setPrinting(true)} data-testid="print-slips">{t('slip.print')}</Button></div>
    </div>
  )
}

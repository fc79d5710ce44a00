import { useEffect, useState } from 'preact/hooks'
import '../manager/slips.css'
import { clinicName, session } from '../app/session'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Note } from '../kit/message'
import { Sheet } from '../kit/Sheet'

/** Ten recovery codes, to be written down or printed. They are on this screen and nowhere else. */
export function CodesSheet({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
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
    <Sheet title={t('factor.codes')} onClose={onClose}
      foot={<>
        <Button icon="print" data-testid="print-codes" onClick={() => setPrinting(true)}>{t('action.print')}</Button>
        <Button kind="primary" data-testid="codes-kept" data-first onClick={onClose}>{t('factor.codesKept')}</Button>
      </>}>
      <div class="slips">
        <Note tone="warn" icon="key">{t('factor.codesOnce')}</Note>
        <div class="slips-list"><div class="slip">
          <p class="slip-only b">{t('factor.codesOf', { name: session.value?.staff.displayName ?? '' })}</p>
          <p class="slip-only">{clinicName.value}</p>
          <ol class="sec-codes">{codes.map((c) => <li key={c} class="mono" data-testid="recovery-code">{c}</li>)}</ol>
        </div></div>
      </div>
    </Sheet>
  )
}

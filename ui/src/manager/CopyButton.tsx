import { useState } from 'preact/hooks'
import { t, type Key } from '../i18n/words'
import { Button } from '../kit/Button'

/** Only where the browser lets a page write to the clipboard: over https and on the box itself. */
export function CopyButton({ text, label = 'slip.copy' }: { text: string; label?: Key }) {
  const [said, setSaid] = useState(false)
  const clipboard = navigator.clipboard as Clipboard | undefined
  if (!clipboard) return null
  return (
    <p class="no-print" role="status">
      <Button size="s" kind="quiet" icon={said ? 'check' : 'sheet'} onClick={() => { clipboard.writeText(text).then(() => setSaid(true), () => setSaid(false)) }}>{t(said ? 'slip.copied' : label)}</Button>
    </p>
  )
}

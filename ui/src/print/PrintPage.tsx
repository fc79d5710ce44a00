import './paper.css'
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { Page } from '../app/Page'
import { errorText } from '../app/problem'
import { back } from '../app/router'
import { t } from '../i18n/words'
import { Button, IconButton } from '../kit/Button'
import { Note, Skeleton } from '../kit/message'
import { useShortcuts } from '../kit/shortcuts'

/**
 * The preview is the page that is printed, under a bar that is not. `size` says what to choose in the print window;
 * the paper's own @page has it too, for the browsers that obey.
 */
export function PrintPage({ name, title, size, from, ready, error, children, extra, margins, waiting }: {
  name: string; title: string; size: string; from: string; ready: boolean; error?: unknown; children?: ComponentChildren
  /** Choices of this print, in the bar. */
  extra?: ComponentChildren
  /** The paper's own margins, as on any letter; cards and rolls have none. */
  margins?: boolean
  /** Something is asked first, in place of the paper. */
  waiting?: boolean
}) {
  const bar = useRef<HTMLDivElement>(null)
  const print = () => window.print()
  useEffect(() => {
    if (ready) bar.current?.querySelector<HTMLElement>('[data-first]')?.focus()
  }, [ready])
  useShortcuts([{ keys: 'P', says: 'shortcut.print', run: () => ready && print() }, { keys: 'Esc', says: 'action.back', run: () => back(from), inFields: true }])
  return (
    <Page name={`print-${name}`} title={title} focus="own" flush>
      <div class="pbar no-print" ref={bar}>
        <IconButton icon="back" label={t('action.back')} onClick={() => back(from)} data-testid="back" />
        <div class="grow"><h1>{title}</h1><p class="cap">{t(margins ? 'print.choosePlain' : 'print.choose', { size })}</p></div>
        {extra}
        {ready && <Button kind="primary" icon="print" onClick={print} data-first data-testid="print">{t('action.print')}</Button>}
      </div>
      {error !== undefined && <div class="pbar-note no-print"><Note tone="danger" alert>{errorText(error)}</Note></div>}
      {!ready && !waiting && error === undefined && <div class="no-print"><Skeleton rows={4} /></div>}
      <div class="desk" role="region" aria-label={t('print.preview')} tabIndex={0}>{children}</div>
    </Page>
  )
}

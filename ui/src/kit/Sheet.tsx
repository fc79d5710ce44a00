import './sheet.css'
import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'
import { t } from '../i18n/words'
import { IconButton } from './Button'
import { useShortcuts, type Shortcut } from './shortcuts'

export interface SheetProps {
  title: ComponentChildren
  /** One quiet line under the title. */
  sub?: ComponentChildren
  before?: ComponentChildren
  children: ComponentChildren
  /** Buttons; the filled one last. */
  foot?: ComponentChildren
  size?: 's' | 'm'
  /** Esc, the cross and the browser's back gesture on the dialog. Keep drafts: closing is not discarding. */
  onClose: () => void
  /** When given, the body and foot are one form. */
  onSubmit?: () => void
  /** Keys that work while it is open; those of the page under it do not. */
  keys?: readonly Shortcut[]
}

const NO_KEYS: readonly Shortcut[] = []

/** A modal `<dialog>`: the browser traps focus and gives it back to where it was. Render it only while open. */
export function Sheet({ title, sub, before, children, foot, size, onClose, onSubmit, keys = NO_KEYS }: SheetProps) {
  useShortcuts(keys, true)
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useId()
  useEffect(() => {
    const el = dialog.current!
    const opener = document.activeElement as HTMLElement | null
    if (!el.open) el.showModal()
    el.querySelector<HTMLElement>('[data-first]')?.focus()
    return () => {
      el.close()
      // The row that opened it may be gone; then the page's own heading is the place to go on from.
      const back = opener?.isConnected ? opener : document.querySelector<HTMLElement>('main h1')
      back?.focus()
    }
  }, [])
  const inside = (
    <>
      <div class="sheet-body">{children}</div>
      {foot && <div class="sheet-foot">{foot}</div>}
    </>
  )
  return (
    <dialog ref={dialog} class={`sheet${size === 's' ? ' sheet-s' : ''}`} aria-labelledby={heading} onCancel={(e) => { e.preventDefault(); onClose() }}>
      <div class="sheet-head">
        {before}
        <div class="grow"><h2 id={heading}>{title}</h2>{sub && <p class="t2">{sub}</p>}</div>
        <IconButton icon="close" label={t('action.close')} onClick={onClose} />
      </div>
      {onSubmit
        ? <form class="sheet-form" noValidate onSubmit={(e) => { e.preventDefault(); onSubmit() }}>{inside}</form>
        : inside}
    </dialog>
  )
}

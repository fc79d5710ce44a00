import { signal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { t } from '../i18n/words'
import { IconButton } from './Button'
import { Icon } from './Icon'
import './message.css'

const LIVES_MS = 10_000

interface Shown { id: number; text: ComponentChildren; undo?: () => void; until: number; tone: 'ok' | 'warn' }

const shown = signal<Shown | undefined>(undefined)
let count = 0

/** Says what was done, for ten seconds. With `undo` it can be taken back by the button or the key U. A newer one replaces it. */
export function toast(text: ComponentChildren, undo?: () => void, tone: 'ok' | 'warn' = 'ok'): void {
  shown.value = { id: ++count, text, undo, until: Date.now() + LIVES_MS, tone }
}

export function closeToast(): void {
  shown.value = undefined
}

/** Takes back what the bar is about; false when no bar with Undo shows. */
export function undoShown(): boolean {
  const undo = shown.value?.undo
  if (!undo) return false
  closeToast()
  undo()
  return true
}

/** Place once, in the frame. The region is always there, so that readers announce what comes into it. */
export function Toasts() {
  const now = shown.value
  return <div class="toasts" role="status">{now && <Bar key={now.id} bar={now} />}</div>
}

function Bar({ bar }: { bar: Shown }) {
  const [left, setLeft] = useState(Math.ceil((bar.until - Date.now()) / 1000))
  useEffect(() => {
    const every = setInterval(() => {
      const seconds = Math.ceil((bar.until - Date.now()) / 1000)
      if (seconds <= 0 && shown.value?.id === bar.id) closeToast()
      else setLeft(seconds)
    }, 250)
    return () => clearInterval(every)
  }, [bar])
  return (
    <div class="toast" data-testid="toast">
      <Icon name={bar.tone === 'warn' ? 'warn' : 'check'} size="l" />
      <span class="toast-text">{bar.text}</span>
      {bar.undo && <span class="secs" aria-hidden="true">{left} s</span>}
      {bar.undo && <button type="button" class="undo" data-testid="undo" onClick={() => undoShown()}><Icon name="undo" />{t('action.undo')} <kbd class="kbd" aria-hidden="true">U</kbd></button>}
      <IconButton icon="close" label={t('action.close')} onClick={closeToast} />
    </div>
  )
}

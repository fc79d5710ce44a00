import { signal } from '@preact/signals'

export type TextSize = '100' | '115' | '130'
const STORED = 'karete.text'

export const textSize = signal<TextSize>('100')

export function setTextSize(to: TextSize): void {
  textSize.value = to
  document.documentElement.dataset.text = to
  try {
    localStorage.setItem(STORED, to)
  } catch {
    // holds for this page
  }
}

export function readPrefs(): void {
  try {
    const kept = localStorage.getItem(STORED)
    if (kept === '115' || kept === '130') setTextSize(kept)
  } catch {
    // 100 % it is
  }
}

import { useEffect } from 'preact/hooks'
import { press, silent, SILENCE_MS, without, type WedgeState } from './wedge'

type TextControl = HTMLInputElement | HTMLTextAreaElement

const isText = (el: EventTarget | null): el is TextControl =>
  el instanceof HTMLTextAreaElement || (el instanceof HTMLInputElement && ['text', 'search', 'tel', 'email', 'url'].includes(el.type))

/** Password and PIN fields are never watched; a shown password keeps `data-no-scan`. */
const isSecret = (el: EventTarget | null) => el instanceof HTMLElement && (el.matches('input[type=password]') || el.closest('[data-no-scan]') !== null)

/** Calls back for every card read by a USB scanner while the component is there, wherever the focus is. */
export function useScanner(onScan: (code: string) => void): void {
  useEffect(() => {
    const state: WedgeState = { burst: undefined }
    let timer: ReturnType<typeof setTimeout> | undefined

    const take = (code: string, typed: string) => {
      const el = document.activeElement
      if (isText(el)) {
        el.value = without(el.value, el.selectionStart ?? el.value.length, typed)
        el.dispatchEvent(new Event('input', { bubbles: true }))
      }
      onScan(code)
    }
    const onKeyDown = (e: KeyboardEvent) => {
      if (e.ctrlKey || e.altKey || e.metaKey || e.isComposing || isSecret(e.target)) {
        state.burst = undefined
        return
      }
      const seen = press(state, { key: e.key, at: e.timeStamp })
      clearTimeout(timer)
      if (seen.kind === 'scan') {
        // The end key must not also press the button or leave the field that has focus.
        e.preventDefault()
        e.stopPropagation()
        take(seen.code, seen.typed)
      } else if (seen.kind === 'growing') {
        e.stopPropagation() // a letter of a card is no shortcut: C would call somebody, L lock the screen
        timer = setTimeout(() => {
          const quiet = silent(state, performance.now())
          if (quiet.kind === 'scan') take(quiet.code, quiet.typed)
        }, SILENCE_MS + 10)
      }
    }
    document.addEventListener('keydown', onKeyDown, true)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('keydown', onKeyDown, true)
    }
  }, [onScan])
}

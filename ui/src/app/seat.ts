import { signal } from '@preact/signals'

const SHOWN_MS = 3000

/** Said over the page for three seconds after somebody took another's place. */
export const workingAs = signal<string | undefined>(undefined)

let gone: ReturnType<typeof setTimeout> | undefined

export function sayWho(name: string): void {
  workingAs.value = name
  clearTimeout(gone)
  gone = setTimeout(() => { workingAs.value = undefined }, SHOWN_MS)
}

import { signal } from '@preact/signals'

const STORED = 'karete.room'

function remembered(): string {
  try {
    return localStorage.getItem(STORED) ?? ''
  } catch {
    return ''
  }
}

/** The room or desk this device stands in, as it is called out; empty when nobody said. */
export const room = signal(remembered())

export function setRoom(to: string): void {
  room.value = to.trim()
  try {
    localStorage.setItem(STORED, room.value)
  } catch {
    // holds for this page
  }
}

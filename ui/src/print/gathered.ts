import { signal } from '@preact/signals'

// Ids say nothing about anybody, so a reload of the tab may find them again; they go with the tab.
const STORED = 'karete.sheet'

function remembered(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(STORED) ?? '[]')
    return Array.isArray(kept) ? kept.filter((id): id is string => typeof id === 'string') : []
  } catch {
    return []
  }
}

/** The cards that wait for the next A4 sheet of ten, by id. */
export const gathered = signal<readonly string[]>(remembered())

function keep(ids: readonly string[]): void {
  gathered.value = ids
  try {
    sessionStorage.setItem(STORED, JSON.stringify(ids))
  } catch {
    // then a reload forgets them
  }
}

/** Puts a card on the sheet, or takes it off again. */
export function gather(cardId: string): void {
  keep(gathered.value.includes(cardId) ? gathered.value.filter((id) => id !== cardId) : [...gathered.value, cardId])
}

export function clearGathered(): void {
  keep([])
}

const STORED = 'karete.sealedKind'

/** Remembers that this screen stands in the waiting room: while the box is sealed nobody could say so. */
export function rememberKind(kind: string | undefined): void {
  try {
    if (kind === 'kiosk' || kind === 'display') localStorage.setItem(STORED, kind)
    else localStorage.removeItem(STORED)
  } catch {
    // then it shows the page for staff
  }
}

export function isPublic(): boolean {
  try {
    return localStorage.getItem(STORED) !== null
  } catch {
    return false
  }
}

const STORED = 'karete.department'

/** The department people were last checked in to at this desk, by id; empty when none. */
export function lastPlace(): string {
  try {
    return localStorage.getItem(STORED) ?? ''
  } catch {
    return ''
  }
}

export function rememberPlace(departmentId: string): void {
  try {
    localStorage.setItem(STORED, departmentId)
  } catch {
    // then the first of the list is offered
  }
}

// The clinic's wall clock is two hours before UTC in both countries, all year.
const OFFSET = '+02:00'

/** "2026-11-24" and "07:30" of the clinic's wall clock as the instant an address carries; nothing for what is no such moment. */
export function instantOf(day: string, time: string): string | undefined {
  const text = `${day}T${time || '00:00'}:00${OFFSET}`
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:/.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined
}

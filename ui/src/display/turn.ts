import type { Language } from '../i18n/words'

/** How long each language, and each message in it, stands. */
export const EVERY_MS = 10_000

/** What the screen says in the n-th ten seconds: a message in the clinic's own language, then in the other. */
export function turn(n: number, first: Language, messages: number): { language: Language; message: number } {
  const second: Language = first === 'en' ? 'st' : 'en'
  return { language: n % 2 === 0 ? first : second, message: messages ? Math.floor(n / 2) % messages : -1 }
}

/** How old what is shown may be before the screen says so, and before it asks people to listen instead. */
export const OLD_MS = 20_000
export const LOST_MS = 60_000

/** fresh: as it is now. old: it says from when it is. lost: numbers may have been called that it does not show. */
export function freshness(heardMs: number, nowMs: number): 'fresh' | 'old' | 'lost' {
  const age = nowMs - heardMs
  return age >= LOST_MS ? 'lost' : age >= OLD_MS ? 'old' : 'fresh'
}

/** A ticket of the department's own is read by its figures; one from elsewhere keeps its letters. */
export function short(ticket: string, code: string): string {
  return ticket.startsWith(`${code}-`) ? ticket.slice(code.length + 1) : ticket
}

/** What a room is called is mostly a figure or a letter; "Dressing room" needs no word before it. */
export const numbered = (room: string): boolean => /^\d|^.{1,2}$/u.test(room)

/** Whether somebody was called since: the one on top is another, or was called again. */
export function calledSince(before: readonly Call[] | undefined, now: readonly Call[]): boolean {
  const [top] = now
  return !!before && !!top && !before.some((c) => c.ticket === top.ticket && c.calledAt === top.calledAt)
}
interface Call { ticket: string; calledAt: string }

/** At night the page is loaded anew, so that it is the box's and not last month's; once, and not when it is new. */
export const renewsAt = (hour: number, openForMs: number): boolean => hour === 3 && openForMs > 2 * 3_600_000

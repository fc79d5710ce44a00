// A USB scanner is a keyboard that types very fast. This tells a scan from a person typing, wherever focus is.
const PREFIX = 'KR1'
const GAP_MS = 50
const SILENCE_MS = 400
const SHORTEST = 8
const LONGEST = 64

export interface Burst { text: string; since: number; last: number }
export interface WedgeState { burst: Burst | undefined }
export interface Keystroke { key: string; at: number }

/** What a keystroke did: `scan` has the whole code; `growing` means this may become a scan, so hold its end key back. */
export type Seen = { kind: 'none' } | { kind: 'growing' } | { kind: 'scan'; code: string; typed: string }

const NONE: Seen = { kind: 'none' }

/** Only digits and capitals in the code, whatever Caps Lock or the layout made of them. */
export function asCode(text: string): string | undefined {
  const code = text.toUpperCase()
  return text.length >= SHORTEST && code.startsWith(PREFIX) && /^[0-9A-Z]+$/.test(code) ? code : undefined
}

/** Feeds one key. Pure but for the state it is given. */
export function press(state: WedgeState, { key, at }: Keystroke): Seen {
  const burst = state.burst
  const fast = burst !== undefined && at - burst.last <= GAP_MS
  if (key === 'Enter' || key === 'Tab') {
    state.burst = undefined
    const code = fast ? asCode(burst.text) : undefined
    return code ? { kind: 'scan', code, typed: burst!.text } : NONE
  }
  if (key === 'Shift' || key === 'CapsLock') return NONE // scanners hold Shift for capitals
  if (key.length !== 1 || !/[0-9a-z]/i.test(key)) {
    state.burst = undefined
    return NONE
  }
  state.burst = fast && burst.text.length < LONGEST ? { text: burst.text + key, since: burst.since, last: at } : { text: key, since: at, last: at }
  return state.burst.text.length >= PREFIX.length && state.burst.text.toUpperCase().startsWith(PREFIX) ? { kind: 'growing' } : NONE
}

/** Some scanners send no end key: silence ends the code as well. Call it with the time the silence was noticed. */
export function silent(state: WedgeState, at: number): Seen {
  const burst = state.burst
  if (!burst || at - burst.last < SILENCE_MS) return NONE
  state.burst = undefined
  const code = asCode(burst.text)
  return code ? { kind: 'scan', code, typed: burst.text } : NONE
}

export { SILENCE_MS }

/** The text of a field without what the scanner typed into it, given where the caret ended. */
export function without(value: string, caret: number, typed: string): string {
  const from = caret - typed.length
  if (from >= 0 && value.slice(from, caret) === typed) return value.slice(0, from) + value.slice(caret)
  const at = value.lastIndexOf(typed)
  return at < 0 ? value : value.slice(0, at) + value.slice(at + typed.length)
}

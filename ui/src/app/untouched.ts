const WARNING_MS = 20_000

/** What an untouched desk does: nothing, warn, or lock. */
export function untouched(sinceMs: number, nowMs: number, limitMs: number): 'nothing' | 'warn' | 'lock' {
  const quiet = nowMs - sinceMs
  return quiet >= limitMs ? 'lock' : quiet >= limitMs - WARNING_MS ? 'warn' : 'nothing'
}

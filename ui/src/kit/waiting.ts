export interface Waiting { minutes: number; state: 'ok' | 'warn' | 'late' }

/** Whole minutes since, never negative, against the target in minutes: amber from 80 %, late beyond it. No target is never late. */
export function waiting(sinceMs: number, nowMs: number, target: number | undefined): Waiting {
  const minutes = Math.max(0, Math.floor((nowMs - sinceMs) / 60_000))
  if (target === undefined || target <= 0) return { minutes, state: 'ok' }
  return { minutes, state: minutes > target ? 'late' : minutes >= target * 0.8 ? 'warn' : 'ok' }
}

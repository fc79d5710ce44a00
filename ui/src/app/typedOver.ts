const isObject = (v: unknown): v is Record<string, unknown> => typeof v === 'object' && v !== null && !Array.isArray(v)

/** What was kept, under what has been typed since it was asked for: `now` counts wherever it is no longer as it `was`. */
export function typedOver<T>(kept: T | undefined, was: T, now: T): T {
  if (kept === undefined) return now
  if (JSON.stringify(was) === JSON.stringify(now)) return kept
  if (!isObject(kept) || !isObject(was) || !isObject(now)) return now
  const out: Record<string, unknown> = { ...kept }
  for (const key of Object.keys(now)) out[key] = typedOver(kept[key], was[key], now[key])
  return out as T
}

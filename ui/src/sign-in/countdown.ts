import { useEffect, useState } from 'preact/hooks'

/** Whole seconds until a moment, 0 when it has come. */
export function useCountdown(until: number | undefined): number {
  const [, renew] = useState(0)
  const left = until === undefined ? 0 : Math.max(0, Math.ceil((until - Date.now()) / 1000))
  useEffect(() => {
    if (left === 0) return undefined
    const soon = setTimeout(() => renew((n) => n + 1), 500)
    return () => clearTimeout(soon)
  })
  return left
}

import { useEffect, useState } from 'preact/hooks'

/** True while the window is at least so wide: for the few places where a table becomes a list. */
export function useWide(px: number): boolean {
  const [wide, setWide] = useState(() => matchMedia(`(min-width: ${px}px)`).matches)
  useEffect(() => {
    const query = matchMedia(`(min-width: ${px}px)`)
    const look = () => setWide(query.matches)
    look()
    query.addEventListener('change', look)
    return () => query.removeEventListener('change', look)
  }, [px])
  return wide
}

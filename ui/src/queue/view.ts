import { useEffect, useState } from 'preact/hooks'

export type View = 'board' | 'list'
const STORED = 'karete.queueView'
const WIDE = '(min-width: 1000px)'

/** True where five columns have room. */
export function useWide(): boolean {
  const [wide, setWide] = useState(() => matchMedia(WIDE).matches)
  useEffect(() => {
    const media = matchMedia(WIDE)
    const look = () => setWide(media.matches)
    media.addEventListener('change', look)
    return () => media.removeEventListener('change', look)
  }, [])
  return wide
}

/** Board or list, as this device was last left. */
export function useView(): [View, (to: View) => void] {
  const [view, setView] = useState<View>(() => {
    try {
      return localStorage.getItem(STORED) === 'list' ? 'list' : 'board'
    } catch {
      return 'board'
    }
  })
  return [view, (to) => {
    setView(to)
    try {
      localStorage.setItem(STORED, to)
    } catch {
      // holds for this page
    }
  }]
}

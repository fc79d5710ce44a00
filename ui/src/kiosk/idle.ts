import { useEffect, useRef, useState } from 'preact/hooks'

const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'scroll'] as const

/** How many seconds are left of `last` when nobody has done anything for `quiet` seconds before; undefined while somebody does. */
export function useIdle({ quiet, last, on }: { quiet: number; last: number; on: boolean }, onOver: () => void): { left: number | undefined; stay: () => void } {
  const [left, setLeft] = useState<number>()
  const since = useRef(Date.now())
  const over = useRef(onOver)
  over.current = onOver
  const stay = useRef(() => {
    since.current = Date.now()
    setLeft(undefined)
  }).current

  useEffect(() => {
    if (!on) return undefined
    stay()
    const tick = setInterval(() => {
      const gone = (Date.now() - since.current) / 1000
      if (gone >= quiet + last) {
        stay()
        over.current()
      } else setLeft(gone < quiet ? undefined : Math.ceil(quiet + last - gone))
    }, 250)
    // While it asks "still there?", only its button says yes: a sleeve over the glass is nobody.
    const sign = () => { if ((Date.now() - since.current) / 1000 < quiet) since.current = Date.now() }
    SIGNS.forEach((s) => addEventListener(s, sign, { passive: true, capture: true }))
    return () => {
      clearInterval(tick)
      SIGNS.forEach((s) => removeEventListener(s, sign, { capture: true }))
    }
  }, [on, quiet, last])
  return { left, stay }
}

/** Counts the seconds of a page down and then does what is due; a page that is left stops it. */
export function useClosing(seconds: number, onOver: () => void): number {
  const [left, setLeft] = useState(seconds)
  const over = useRef(onOver)
  over.current = onOver
  useEffect(() => {
    const end = Date.now() + seconds * 1000
    const tick = setInterval(() => {
      const now = Math.max(0, Math.ceil((end - Date.now()) / 1000))
      setLeft(now)
      if (!now) {
        clearInterval(tick)
        over.current()
      }
    }, 250)
    return () => clearInterval(tick)
  }, [])
  return left
}

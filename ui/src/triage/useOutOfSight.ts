import { useCallback, useRef, useState } from 'preact/hooks'

/** A ref to put on an element, and whether it is off the screen now. */
export function useOutOfSight(): [(el: HTMLElement | null) => void, boolean] {
  const [away, setAway] = useState(false)
  const watch = useRef<IntersectionObserver | undefined>(undefined)
  const ref = useCallback((el: HTMLElement | null) => {
    watch.current?.disconnect()
    if (!el) return
    // The head of the element counts: its first rows are what the short form stands for.
    watch.current = new IntersectionObserver(([seen]) => setAway(!seen!.isIntersecting), { rootMargin: '0px 0px -120px 0px' })
    watch.current.observe(el)
  }, [])
  return [ref, away]
}

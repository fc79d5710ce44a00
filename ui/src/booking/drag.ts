import { useEffect, useRef, useState } from 'preact/hooks'

const MOVED_PX = 6
const HOLD_MS = 300
const EDGE_PX = 72
const LINGER_MS = 450

export interface Drag {
  /** The id of what is held. */
  held: string | undefined
  /** The `data-drop` of what lies under the pointer. */
  over: string | undefined
  /** What a thing must carry that can be picked up. */
  grip: (id: string) => { onPointerDown: (e: PointerEvent) => void; onDragStart: (e: Event) => void }
  /** For the picture that follows the pointer. */
  ghost: { current: HTMLDivElement | null }
}

/**
 * Picks things up and drops them on what has a `data-drop`: by mouse or pen when they are pulled, by a finger after a
 * moment's hold, so that a swipe still scrolls. `onLinger`: something has been held over a place for a while. Everything
 * that can be dragged has a menu as well.
 */
export function useDrag(onDrop: (id: string, at: string) => void, onLinger: (at: string) => void): Drag {
  const [held, setHeld] = useState<string>()
  const [over, setOver] = useState<string>()
  const ghost = useRef<HTMLDivElement>(null)
  const say = useRef({ onDrop, onLinger })
  say.current = { onDrop, onLinger }
  const stop = useRef<() => void>(undefined)
  useEffect(() => () => stop.current?.(), [])

  const grip = (id: string) => ({
    onDragStart: (e: Event) => e.preventDefault(),
    onPointerDown: (down: PointerEvent) => {
      if (down.button !== 0 || !down.isPrimary || stop.current) return
      const finger = down.pointerType === 'touch'
      let holding = false
      let at: string | undefined
      let place = { x: down.clientX, y: down.clientY }
      let linger: ReturnType<typeof setTimeout> | undefined

      const follow = () => {
        if (ghost.current) ghost.current.style.transform = `translate(${place.x + 12}px, ${place.y + 12}px)`
        const under = document.elementFromPoint(place.x, place.y)?.closest<HTMLElement>('[data-drop]')?.dataset['drop']
        if (under === at) return
        at = under
        setOver(under)
        clearTimeout(linger)
        if (under) linger = setTimeout(() => say.current.onLinger(under), LINGER_MS)
      }
      const pick = () => {
        holding = true
        const el = down.target as Element
        if (el.hasPointerCapture?.(down.pointerId)) el.releasePointerCapture(down.pointerId)
        setHeld(id)
        requestAnimationFrame(follow)
      }
      const hold = finger ? setTimeout(pick, HOLD_MS) : undefined
      const move = (e: PointerEvent) => {
        if (e.pointerId !== down.pointerId) return
        place = { x: e.clientX, y: e.clientY }
        if (!holding && Math.hypot(place.x - down.clientX, place.y - down.clientY) > MOVED_PX) {
          if (finger) return end()
          pick()
        }
        if (!holding) return
        if (place.y > innerHeight - EDGE_PX) scrollBy(0, 14)
        else if (place.y < EDGE_PX) scrollBy(0, -14)
        follow()
      }
      const still = (e: TouchEvent) => { if (holding) e.preventDefault() }
      const up = (e: PointerEvent) => {
        if (e.pointerId !== down.pointerId) return
        const dropped = holding ? at : undefined
        if (holding) swallowClick()
        end()
        if (dropped) say.current.onDrop(id, dropped)
      }
      const key = (e: KeyboardEvent) => {
        if (e.key !== 'Escape' || !holding) return
        e.preventDefault()
        e.stopPropagation()
        end()
      }
      const end = () => {
        clearTimeout(hold)
        clearTimeout(linger)
        document.removeEventListener('pointermove', move)
        document.removeEventListener('pointerup', up)
        document.removeEventListener('pointercancel', end)
        document.removeEventListener('touchmove', still)
        document.removeEventListener('keydown', key, true)
        stop.current = undefined
        setHeld(undefined)
        setOver(undefined)
      }
      stop.current = end
      document.addEventListener('pointermove', move)
      document.addEventListener('pointerup', up)
      document.addEventListener('pointercancel', end)
      document.addEventListener('touchmove', still, { passive: false })
      document.addEventListener('keydown', key, true)
    },
  })
  return { held, over, grip, ghost }
}

/** The click that the browser makes of a drop is none. */
function swallowClick(): void {
  const swallow = (e: Event) => {
    e.preventDefault()
    e.stopPropagation()
  }
  document.addEventListener('click', swallow, { capture: true, once: true })
  setTimeout(() => document.removeEventListener('click', swallow, true), 0)
}

import { useRef } from 'preact/hooks'
import { uuidv7 } from './uuidv7'

/**
 * The id of the command a form is about to send. It stays the same while the same content is sent again (a second press,
 * a lost answer), so that the act happens once; call `next` after it was done or refused for its content.
 */
export function useCommandId(): { readonly current: string; next: () => void } {
  const id = useRef<string | undefined>(undefined)
  id.current ??= uuidv7()
  return useRef({
    get current() { return id.current! },
    next() { id.current = uuidv7() },
  }).current
}

import { useEffect, useState } from 'preact/hooks'
import { laterWords } from '../i18n/words'

/** The code and the words of what stands beside a line. */
export const side = () => laterWords(import('./Side'))

/** Where the line is all that one looks at first, a slow link has it before anything else is fetched. */
export const WELL_AFTER_MS = 1500

/** True a moment after the page is there: what stands beside it keeps nobody waiting for the line. */
export function useAfter(there: boolean, ms = 200): boolean {
  const [after, setAfter] = useState(false)
  useEffect(() => {
    if (!there) return undefined
    const timer = setTimeout(() => setAfter(true), ms)
    return () => clearTimeout(timer)
  }, [there])
  return after
}

import { useEffect, useState } from 'preact/hooks'
import { laterWords } from '../i18n/words'

/** The code and the words of what stands beside a line. */
export const side = () => laterWords(import('./Side'))

const AFTER_MS = 400

/** True a moment after the page is there: what stands beside it keeps nobody waiting for the line. */
export function useAfter(there: boolean): boolean {
  const [after, setAfter] = useState(false)
  useEffect(() => {
    if (!there) return undefined
    const timer = setTimeout(() => setAfter(true), AFTER_MS)
    return () => clearTimeout(timer)
  }, [there])
  return after
}

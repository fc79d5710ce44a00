import { useEffect, useState } from 'preact/hooks'
import { bothLanguages, type Speaks } from '../i18n/both'
import type { Language } from '../i18n/words'

export type Say = Speaks
type Both = Readonly<Record<Language, Say>>

let loaded: Promise<Both> | undefined

function load(): Promise<Both> {
  loaded ??= bothLanguages()
  loaded.catch(() => { loaded = undefined })
  return loaded
}

/** For pages that speak to somebody whose language is not known yet, and to whoever helps them. Undefined until the words are there. */
export function useBoth(): Both | undefined {
  const [words, setWords] = useState<Both>()
  useEffect(() => { load().then((w) => setWords(() => w), () => undefined) }, [])
  return words
}

export const other = (language: Language): Language => (language === 'en' ? 'st' : 'en')

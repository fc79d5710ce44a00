import { useEffect, useState } from 'preact/hooks'
import type { Key, Language } from '../i18n/words'

type OpenKey = Extract<Key, `kiosk.${string}`>
/** The words of one language, whichever is on the screen. */
export type Say = (key: OpenKey, params?: Readonly<Record<string, string | number>>) => string
export type Both = Readonly<Record<Language, Say>>

const saying = (words: Readonly<Record<string, string>>): Say => (key, params) => (words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name: string) => String(params?.[name] ?? whole))

let loaded: Promise<Both> | undefined

function load(): Promise<Both> {
  loaded ??= Promise.all([import('@assets/i18n/en.json?open'), import('@assets/i18n/st.json?open')])
    .then(([en, st]) => ({ en: saying(en.default), st: saying(st.default) }))
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

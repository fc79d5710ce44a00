import { useEffect, useState } from 'preact/hooks'
import { session } from '../app/session'
import type { Key, Language } from '../i18n/words'

type Words = Readonly<Record<string, string>>

/** The words of one language, whichever the reader has on the screen. */
export type Say = (key: Key, params?: Readonly<Record<string, string | number>>) => string

export interface Both {
  /** The language the clinic prints in, and the other one. */
  first: Language
  second: Language
  in: Readonly<Record<Language, Say>>
}

const saying = (words: Words): Say => (key, params) => (words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name: string) => String(params?.[name] ?? whole))

let loaded: Promise<Readonly<Record<Language, Say>>> | undefined

function load(): Promise<Readonly<Record<Language, Say>>> {
  loaded ??= Promise.all([import('@assets/i18n/en.json?first'), import('@assets/i18n/st.json?first')])
    .then(([en, st]) => ({ en: saying(en.default), st: saying(st.default) }))
  loaded.catch(() => { loaded = undefined })
  return loaded
}

/** Paper is read at home by others than the one who printed it: it speaks both languages. Undefined until they are there. */
export function useBoth(): Both | undefined {
  const [words, setWords] = useState<Readonly<Record<Language, Say>>>()
  useEffect(() => { load().then((w) => setWords(() => w), () => undefined) }, [])
  if (!words) return undefined
  const first = session.value?.facility.language === 'en' ? 'en' : 'st'
  return { first, second: first === 'en' ? 'st' : 'en', in: words }
}

/** How many people, with the right form of the word. */
export function counted(say: Say, stem: 'print.before', n: number): string {
  return say(`${stem}.${n === 1 ? 'one' : 'other'}`, { n })
}

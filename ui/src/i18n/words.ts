import { signal } from '@preact/signals'
import type { ComponentChild, ComponentChildren } from 'preact'
import type en from '@assets/i18n/en.json'

export type Language = 'en' | 'st'
/** Every key of assets/i18n/en.json; a key that is not there does not compile. */
export type Key = keyof typeof en
/** Stems that have a `.one` and a `.other` form. */
export type PluralKey = Key extends infer K ? (K extends `${infer Stem}.one` ? Stem : never) : never

type Params = Readonly<Record<string, string | number>>
type Catalogue = Readonly<Record<string, string>>

const loaders: Record<Language, Record<'first' | 'rest', () => Promise<{ default: Catalogue }>>> = {
  en: { first: () => import('@assets/i18n/en.json?first'), rest: () => import('@assets/i18n/en.json?rest') },
  st: { first: () => import('@assets/i18n/st.json?first'), rest: () => import('@assets/i18n/st.json?rest') },
}
const STORED = 'karete.language'

export const language = signal<Language>('en')
const catalogue = signal<Catalogue>({})

/** The language this browser was last left in; English when it never chose. */
export function rememberedLanguage(): Language {
  try {
    return localStorage.getItem(STORED) === 'st' ? 'st' : 'en'
  } catch {
    return 'en' // storage can be refused by policy; the toggle still works for this page
  }
}

let restWanted = false

async function load(of: Language): Promise<Catalogue> {
  const [first, rest] = await Promise.all([loaders[of].first(), restWanted ? loaders[of].rest() : undefined])
  return rest ? { ...first.default, ...rest.default } : first.default
}

/**
 * Has the rest of the words as well: what the manager's pages and the first run say. `then` gives the page's code, and
 * the page shows when both are there.
 */
export async function allWords<T>(then: Promise<T>): Promise<T> {
  if (!restWanted || !(PROBE in catalogue.value)) {
    restWanted = true
    const of = language.value
    const words = await load(of)
    if (of === language.value) catalogue.value = words
    else return allWords(then)
  }
  return then
}

const PROBE: Key = 'system.title'

/** Loads the words, then changes every text on the page at once and `lang` on <html>. */
export async function setLanguage(next: Language): Promise<void> {
  catalogue.value = await load(next)
  language.value = next
  document.documentElement.lang = next
  try {
    localStorage.setItem(STORED, next)
  } catch {
    // see rememberedLanguage
  }
}

/** For tests and the print server side of the house: use these words without loading. */
export function useWords(words: Catalogue, as: Language): void {
  catalogue.value = words
  language.value = as
}

const PARAM = /\{(\w+)\}/

function fill(text: string, params?: Params): string {
  return params ? text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole)) : text
}

/** The text of a key in the reader's language. */
export function t(key: Key, params?: Params): string {
  return fill(catalogue.value[key] ?? key, params)
}

/** The right form for a count; `{n}` is the count. */
export function plural(stem: PluralKey, n: number, params?: Params): string {
  return t(`${stem}.${n === 1 ? 'one' : 'other'}` as Key, { n, ...params })
}

/** Like t, but a param may be an element: rich('wait.of', {n: <b>64</b>, target: 60}). */
export function rich(key: Key, params: Readonly<Record<string, ComponentChild>>): ComponentChildren {
  return (catalogue.value[key] ?? key).split(PARAM).map((part, i) => (i % 2 ? params[part] : part))
}

/** True when a text exists for a key made at run time, such as `error.<code>` from the server. */
export function hasKey(key: string): key is Key {
  return key in catalogue.value
}

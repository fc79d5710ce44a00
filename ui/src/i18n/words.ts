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

type Part = 'first' | 'rest' | 'open' | 'later'

const loaders: Record<Language, Record<Part, () => Promise<{ default: Catalogue }>>> = {
  en: { first: () => import('@assets/i18n/en.json?first'), rest: () => import('@assets/i18n/en.json?rest'), open: () => import('@assets/i18n/en.json?open'), later: () => import('@assets/i18n/en.json?later') },
  st: { first: () => import('@assets/i18n/st.json?first'), rest: () => import('@assets/i18n/st.json?rest'), open: () => import('@assets/i18n/st.json?open'), later: () => import('@assets/i18n/st.json?later') },
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

const wanted: Part[] = ['first']

async function load(of: Language): Promise<Catalogue> {
  const parts = await Promise.all(wanted.map((which) => loaders[of][which]()))
  if (parts.length < wanted.length) return load(of) // another was wanted meanwhile
  return Object.assign({}, ...parts.map((p) => p.default)) as Catalogue
}

// A key of each part: when it is there, so is the part.
const PROBE: Record<Exclude<Part, 'first'>, Key> = { rest: 'system.title', open: 'kiosk.begin', later: 'alert.answer' }

async function withPart<T>(which: keyof typeof PROBE, then: Promise<T>): Promise<T> {
  if (!wanted.includes(which)) wanted.push(which)
  if (!(PROBE[which] in catalogue.value)) {
    const of = language.value
    const words = await load(of)
    if (of === language.value) catalogue.value = words
    else return withPart(which, then)
  }
  return then
}

/**
 * Has the rest of the words as well: what the manager's pages and the first run say. `then` gives the page's code, and
 * the page shows when both are there.
 */
export const allWords = <T>(then: Promise<T>): Promise<T> => withPart('rest', then)

/** Has the words as well of the screens that nobody signs in to. */
export const openWords = <T>(then: Promise<T>): Promise<T> => withPart('open', then)

/** Has the words as well of what people at work see after the page itself. */
export const laterWords = <T>(then: Promise<T>): Promise<T> => withPart('later', then)

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

export function fill(text: string, params?: Params): string {
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

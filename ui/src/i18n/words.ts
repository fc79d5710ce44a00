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

const loaders: Record<Language, () => Promise<{ default: Catalogue }>> = {
  en: () => import('@assets/i18n/en.json'),
  st: () => import('@assets/i18n/st.json'),
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

/** Loads the words, then changes every text on the page at once and `lang` on <html>. */
export async function setLanguage(next: Language): Promise<void> {
  const words = (await loaders[next]()).default
  catalogue.value = words
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

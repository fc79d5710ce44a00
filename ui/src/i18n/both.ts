import { fill, type Key, type Language, type PluralKey } from './words'

type Params = Readonly<Record<string, string | number>>

/** The words of one language, whatever the page is in. */
export interface Speaks {
  (key: Key, params?: Params): string
  plural: (stem: PluralKey, n: number, params?: Params) => string
}

/**
 * Both languages side by side, for screens that show two at once or change between them by themselves. Only
 * the words of screens that nobody signs in to.
 */
export async function bothLanguages(): Promise<Record<Language, Speaks>> {
  const [en, st] = await Promise.all([import('@assets/i18n/en.json?open'), import('@assets/i18n/st.json?open')])
  return { en: speaks(en.default), st: speaks(st.default) }
}

function speaks(words: Readonly<Record<string, string>>): Speaks {
  const say = (key: Key, params?: Params) => fill(words[key] ?? key, params)
  return Object.assign(say, { plural: (stem: PluralKey, n: number, params?: Params) => say(`${stem}.${n === 1 ? 'one' : 'other'}` as Key, { n, ...params }) })
}

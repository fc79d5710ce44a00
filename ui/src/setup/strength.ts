import { plural, t } from '../i18n/words'

const SHORTEST = 15
const LONG = 24

/** What the length of a password is worth, in words; nothing before anything is typed. The box judges the rest. */
export function strength(password: string): string | undefined {
  const n = [...password].length
  if (!n) return undefined
  if (n < SHORTEST) return plural('setup.strength.short', SHORTEST - n)
  return t(n < LONG ? 'setup.strength.enough' : 'setup.strength.strong')
}

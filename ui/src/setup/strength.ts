import { plural, t } from '../i18n/words'

const SHORTEST = 15
const LONG = 24

/** What the length of a password is worth, in words; nothing before anything is typed. The box judges the rest. */
export function strength(password: string): { short?: string; enough?: string } {
  const n = [...password].length
  if (!n) return {}
  if (n < SHORTEST) return { short: plural('setup.strength.short', SHORTEST - n) }
  return { enough: t(n < LONG ? 'setup.strength.enough' : 'setup.strength.strong') }
}

import { hasKey, t } from '../i18n/words'
import type { Candidate } from './candidates'

type Reason = NonNullable<Candidate['reasons']>[number]

/** One piece of evidence in words. */
export function matchReason({ code, params }: Reason): string {
  const key = `match.${code}`
  const said = Object.fromEntries(Object.entries(params ?? {}).map(([k, v]) => [k, typeof v === 'number' ? v : String(v)]))
  return hasKey(key) ? t(key, said) : code
}

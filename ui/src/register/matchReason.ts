import type { Schema } from '../app/api'
import { hasKey, t } from '../i18n/words'

type Reason = Schema['Reason']

/** One piece of evidence in words, as part of a list. */
export function matchReason({ code, params }: Reason): string {
  const key = `match.${code}`
  return hasKey(key) ? t(key, params as Record<string, string | number> | undefined) : code
}

/** It speaks for two people. */
export const isAgainst = ({ code }: Reason) => /-(differs|apart)$/.test(code)

import { hasKey, t } from '../i18n/words'

/** Reasons the catalogue knows; any other is shown as the manager wrote it. */
export const KNOWN_REASONS = ['general', 'under5', 'chronic', 'antenatal', 'dressing', 'other'] as const

export function reasonWord(reason: string): string {
  const key = `checkIn.reason.${reason}`
  return hasKey(key) ? t(key) : reason
}

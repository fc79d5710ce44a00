import type { Schema } from '../app/api'
import { civil, isoDate } from '../i18n/dates'
import type { AllergyState } from '../kit/person'

/** What the banner says about allergies: known, none when asked, or never asked. */
export function allergyState(chart: Pick<Schema['Chart'], 'allergies' | 'noKnownAllergiesSaidAt'>): AllergyState {
  if (chart.allergies.length) return { kind: 'known', items: chart.allergies.map((a) => ({ substance: a.substance, reaction: a.reaction })) }
  if (!chart.noKnownAllergiesSaidAt) return { kind: 'not-asked' }
  const c = civil(chart.noKnownAllergiesSaidAt)
  return { kind: 'none', askedOn: isoDate(c.year, c.month, c.day) }
}

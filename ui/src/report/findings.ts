import type { Schema } from '../app/api'
import type { Key } from '../i18n/words'

/** A sentence of the catalogue with what it is about. */
export interface Said { key: Key; params?: Record<string, string | number> }

const FEW = 10 // below it "in ten" would say more than there is

/** By when at least half had come. `early` is how many of the hours that takes. */
export function arrivals(hours: readonly Schema['Count'][]): { said: Said; early: number } {
  const all = hours.reduce((n, h) => n + h.people, 0)
  let come = 0
  for (const [i, h] of hours.entries()) {
    come += h.people
    if (all === 0 || come * 2 < all) continue
    const time = `${String(Number(h.name) + 1).padStart(2, '0')}:00`
    const early = i + 1
    if (come === all) return { said: { key: 'report.find.allBefore', params: { time } }, early }
    if (all < FEW) return { said: { key: 'report.find.someBefore', params: { n: come, all, time } }, early }
    const tenths = Math.floor((come * 10) / all) // that many are a fact, the next would be too many
    return { said: tenths === 5 ? { key: 'report.find.halfBefore', params: { time } } : { key: 'report.find.tenthsBefore', params: { n: tenths, time } }, early }
  }
  return { said: { key: 'report.find.nobody' }, early: 0 }
}

type Wait = Schema['WaitFigures']

/** Which wait is the long one, by what half of the people waited. */
export function longest(waits: readonly Wait[]): { said: Said; wait?: Wait['wait'] } {
  const known = waits.filter((w) => w.medianMinutes !== undefined).sort((a, b) => b.medianMinutes! - a.medianMinutes!)
  const [first, second] = known
  if (!first) return { said: { key: 'report.find.noWaits' } }
  if (second && first.medianMinutes === second.medianMinutes) return { said: { key: 'report.find.waitsAlike' } }
  return { said: { key: first.wait === 'triage' ? 'report.find.waitTriage' : 'report.find.waitClinician' }, wait: first.wait }
}

/** What most people had. `top` is how many share the first place. */
export function leading(diagnoses: readonly Schema['DiagnosisCount'][]): { said: Said; top: number } {
  const most = diagnoses[0]?.people ?? 0
  const top = diagnoses.filter((d) => d.people === most)
  if (!top.length) return { said: { key: 'report.find.noDiagnosis' }, top: 0 }
  if (top.length === 1) return { said: { key: 'report.find.leads', params: { name: top[0]!.text } }, top: 1 }
  if (top.length === 2) return { said: { key: 'report.find.leadBoth', params: { first: top[0]!.text, second: top[1]!.text } }, top: 2 }
  return { said: { key: 'report.find.noneLeads', params: { n: diagnoses.length } }, top: 0 }
}

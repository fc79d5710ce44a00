import diagnosisList from '../../../assets/codes/diagnoses.json'
import medicineList from '../../../assets/codes/medicines.json'

export interface KnownDiagnosis { code: string; name: string; st?: string; synonyms?: string[]; notifiable?: string | null }
export interface KnownMedicine { name: string; form: string; strength: string; atc: string; classes?: string[] }

export const diagnoses = diagnosisList.diagnoses as readonly KnownDiagnosis[]
export const medicines = medicineList.medicines as readonly KnownMedicine[]
const aliases = medicineList.classAliases as Readonly<Record<string, string>>

const fold = (s: string) => s.normalize('NFD').replace(/[\u0300-\u036f’'`]/g, '').toLowerCase()
const words = (s: string) => fold(s).split(/[^a-z0-9.]+/).filter(Boolean)

/** How well the typed words fit: each must begin a word of the text. 0 is no match; a match at the front counts more. */
function fit(typed: readonly string[], text: string): number {
  const have = words(text)
  let score = 0
  for (const w of typed) {
    const at = have.findIndex((h) => h.startsWith(w))
    if (at < 0) return 0
    score += at === 0 ? 2 : 1
  }
  return score
}

function best<T>(list: readonly T[], typed: string, texts: (row: T) => readonly string[], limit: number): T[] {
  const asked = words(typed)
  if (!asked.length) return []
  return list
    .map((row, order) => ({ row, order, score: Math.max(...texts(row).map((text) => fit(asked, text))) }))
    .filter((m) => m.score > 0)
    .sort((a, b) => b.score - a.score || a.order - b.order)
    .slice(0, limit)
    .map((m) => m.row)
}

/** Diagnoses by code, English or Sesotho name, or a word people use. */
export function findDiagnoses(typed: string, limit = 6): KnownDiagnosis[] {
  return best(diagnoses, typed, (d) => [d.name, d.code, d.st ?? '', ...(d.synonyms ?? [])], limit)
}

export function findMedicines(typed: string, limit = 6): KnownMedicine[] {
  return best(medicines, typed, (m) => [`${m.name} ${m.strength} ${m.form}`], limit)
}

export function medicineByAtc(atc: string, name: string): KnownMedicine | undefined {
  return medicines.find((m) => m.name === name) ?? (atc ? medicines.find((m) => m.atc === atc) : undefined)
}

/** The class an allergy warns about: "penicillin" for "Pen", "Peniseline", "penicillins"; '' when none is known. */
export function allergyClass(substance: string): string {
  const said = fold(substance).trim()
  const byAlias = aliases[said]
  if (byAlias) return byAlias
  const known = new Set(medicines.flatMap((m) => m.classes ?? []))
  if (known.has(said)) return said
  return medicines.find((m) => fold(m.name).split(/[/ ]/).includes(said))?.classes?.[0] ?? ''
}

export interface StandingAllergy { substance: string; class: string }

/** The allergy a medicine runs into: the same class, or the same substance by name. */
export function allergyAgainst(medicine: { medicine: string; atc: string }, allergies: readonly StandingAllergy[]): StandingAllergy | undefined {
  const classes = medicineByAtc(medicine.atc, medicine.medicine)?.classes ?? []
  const parts = words(medicine.medicine)
  return allergies.find((a) => (a.class !== '' && classes.includes(a.class)) || words(a.substance).some((w) => w.length > 3 && parts.includes(w)))
}

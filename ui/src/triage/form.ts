import vitals from '@assets/codes/vitals.json'
import type { Schema } from '../app/api'
import type { FieldProblem } from '../app/problem'

export type Input = Schema['Input']
export type Result = Schema['Result']
type SaidReason = Schema['SaidDecision']['reason']

/** Numbers of the form, by the name the server has for them. */
export const NUMBERS = ['temperatureCel', 'heartRate', 'respiratoryRate', 'systolicMmHg', 'diastolicMmHg', 'spo2Percent', 'weightKg', 'heightCm', 'glucoseMmolL'] as const
export type NumberField = (typeof NUMBERS)[number]

/** What cannot be put in figures: no device, nothing found, a meter that shows a word. */
export const WORDS = ['pulse-gone', 'pressure-gone', 'feels-hot', 'feels-cold', 'glucose-lo', 'glucose-hi'] as const
export type Word = (typeof WORDS)[number]
const EXCLUDES: Partial<Record<Word, Word>> = { 'feels-hot': 'feels-cold', 'feels-cold': 'feels-hot', 'glucose-lo': 'glucose-hi', 'glucose-hi': 'glucose-lo' }

export type YesNo = 'yes' | 'no'
export type Avpu = 'alert' | 'confused' | 'voice' | 'pain' | 'unresponsive'
export type Mobility = 'walking' | 'with-help' | 'stretcher' | 'normal-for-age' | 'unable-as-normal'
export type Chart = 'adult' | 'child' | 'infant'

/** The whole form as typed and tapped, which is also what the draft keeps. Nothing is chosen beforehand. */
export interface Form {
  chips: string[]
  text: string
  numbers: Record<NumberField, string>
  words: Word[]
  ketones: YesNo | ''
  avpu: Avpu | ''
  mobility: Mobility | ''
  trauma: YesNo | ''
  pain: string
  signs: string[]
  /** When the first vital sign was written down (RFC 3339). */
  measuredAt: string
  decision: Decided
  /** Why the level is less urgent than what the patient said. */
  said: SaidWhy
}

/** A code the server knows, and words for the code "other". */
export interface SaidWhy { reason: string; text: string }

/** What the person made of the score; level 0 leaves it to the score. `from` is the level the score gave when they decided. */
export interface Decided { level: number; from: number; reason: string; text: string; unfinished: string }

export const undecided: Decided = { level: 0, from: 0, reason: '', text: '', unfinished: '' }

export const blank: Form = {
  chips: [], text: '', numbers: Object.fromEntries(NUMBERS.map((n) => [n, ''])) as Record<NumberField, string>, words: [], ketones: '',
  avpu: '', mobility: '', trauma: '', pain: '', signs: [], measuredAt: '', decision: undecided, said: { reason: '', text: '' },
}

/** A draft of an older screen may lack what was added since. */
export function restored(kept: Partial<Form>): Form {
  return { ...blank, ...kept, numbers: { ...blank.numbers, ...kept.numbers }, decision: { ...undecided, ...kept.decision }, said: { ...blank.said, ...kept.said } }
}

/** The chart by age alone, to choose the words with before the server has answered. */
export function chartOfAge(age: { value: number; unit: string } | null | undefined): Chart | undefined {
  if (!age) return undefined
  const years = age.unit === 'years' ? age.value : age.unit === 'months' ? age.value / 12 : 0
  return years >= 13 ? 'adult' : years >= 3 ? 'child' : 'infant'
}

/** The answers to "how does the patient move", which each chart words in its own way; the first is the normal one. */
export function mobilityOf(chart: Chart | undefined): readonly Mobility[] {
  return chart === 'child' || chart === 'infant' ? ['normal-for-age', 'unable-as-normal'] : ['walking', 'with-help', 'stretcher']
}

export function toggledWord(words: readonly Word[], word: Word): Word[] {
  if (words.includes(word)) return words.filter((w) => w !== word)
  return [...words.filter((w) => w !== EXCLUDES[word]), word]
}

/** One tap for a patient who is awake, moves as usual and is not hurt. An answer that was given stays. */
export function allNormal(form: Form, chart: Chart | undefined): Pick<Form, 'avpu' | 'mobility' | 'trauma'> {
  const options = mobilityOf(chart)
  return {
    avpu: form.avpu || 'alert',
    mobility: form.mobility && options.includes(form.mobility) ? form.mobility : options[0]!,
    trauma: form.trauma || 'no',
  }
}

interface Limit { min: number; max: number }
const limits = new Map<string, Limit>(vitals.vitals.flatMap((v) => (v.min !== undefined && v.max !== undefined ? [[v.id, { min: v.min, max: v.max }] as const] : [])))

// Over the limit of Celsius and still a body temperature in Fahrenheit.
const FAHRENHEIT_TOP = 113

/** What is wrong with the figures, in the server's words, before it is asked. */
export function figureProblems(form: Form): FieldProblem[] {
  const out: FieldProblem[] = []
  for (const field of NUMBERS) {
    const n = numberOf(form.numbers[field])
    const limit = limits.get(field)
    if (n === undefined || !limit || (n >= limit.min && n <= limit.max)) continue
    const code = field === 'temperatureCel' && n > limit.max && n <= FAHRENHEIT_TOP ? 'ask-fahrenheit' : 'out-of-range'
    out.push({ field: `input.${field}`, code, params: { ...limit } })
  }
  const [upper, lower] = [numberOf(form.numbers.systolicMmHg), numberOf(form.numbers.diastolicMmHg)]
  if (upper !== undefined && lower !== undefined && lower > upper) out.push({ field: 'input.diastolicMmHg', code: 'contradiction' })
  return out
}

function numberOf(text: string): number | undefined {
  const n = text === '' || text === '.' ? NaN : Number(text)
  return Number.isFinite(n) ? n : undefined
}

/**
 * What the server is told. A field that was left empty is not sent: missing is never normal. `without` names fields
 * to leave out because their figure cannot be right, so that the rest is scored while somebody still types.
 */
export function inputOf(form: Form, chart: Chart | undefined, without: ReadonlySet<string> = new Set()): Input {
  const has = (w: Word) => form.words.includes(w)
  const input: Input = {}
  for (const field of NUMBERS) {
    const n = numberOf(form.numbers[field])
    if (n !== undefined && !without.has(`input.${field}`)) input[field] = n
  }
  if (has('pulse-gone')) input.pulseUnrecordable = true
  if (has('pressure-gone')) input.pressureUnrecordable = true
  if (has('feels-hot') || has('feels-cold')) input.temperatureTouch = has('feels-hot') ? 'hot' : 'cold'
  if (has('glucose-lo') || has('glucose-hi')) input.glucoseReading = has('glucose-lo') ? 'LO' : 'HI'
  if (form.ketones) input.urineKetones = form.ketones === 'yes'
  if (form.avpu) input.avpu = form.avpu
  if (form.mobility && mobilityOf(chart).includes(form.mobility)) input.mobility = form.mobility
  if (form.trauma) input.trauma = form.trauma === 'yes'
  if (form.pain) input.painScore = Number(form.pain)
  if (form.signs.length) input.signs = Object.fromEntries(form.signs.map((s) => [s, 'yes']))
  if (form.measuredAt) input.measuredAt = form.measuredAt
  return input
}

/** The command that signs the form. */
export function saving(form: Form, chart: Chart | undefined, id: string, patientId: string): Schema['Save'] {
  const { level, reason, text, unfinished } = form.decision
  const { said } = form
  return {
    id, patientId, complaint: { chips: form.chips, text: form.text.trim() }, input: inputOf(form, chart),
    decision: { level, reason: reason || undefined, reasonText: text.trim() || undefined, unfinishedReason: unfinished || undefined },
    ...(said.reason && { said: { reason: said.reason as SaidReason, text: said.text.trim() || undefined } }),
  }
}

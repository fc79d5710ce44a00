import { addDays, addMonths, before, day, daysIn, daysTo, isoDay, isReal, monthsTo, type Day } from './day'

// The same reading as the server's (server/patient/partialdate): both are held to the same table of typed cases.

/** What a person said about their birth, in the shape the API takes. */
export interface Birth {
  birthPrecision: 'day' | 'month' | 'year' | 'age'
  /** `YYYY-MM-DD`, `YYYY-MM` or `YYYY`. For an age it is the birth reckoned back from the day it was told: as exact as the age was. */
  birthDate: string
  /** Only for an age: the day it was told, `YYYY-MM-DD`. */
  birthRecordedOn?: string
}

export type BirthProblem = 'not-a-date' | 'future' | 'before-1900' | 'out-of-range'
/** Nothing typed, or "?", is no answer and no problem. */
export type BirthResult = { ok: true; birth: Birth } | { ok: false; problem: BirthProblem | undefined }

const MAX_YEARS = 125
const LONGEST = 60
const refuse = (problem: BirthProblem | undefined): BirthResult => ({ ok: false, problem })

/**
 * Reads "3 2 84", "03/02/1984", "3 Feb 1984", "Feb 1984", "1984", "42", "6m", "10d", "1y 6m", "about 1960", and the
 * same with Sesotho months and units. Days come before months, as people write here. `today` is the clinic's day,
 * `latest` the one after which nobody is born yet.
 */
export function readBirth(typed: string, today: string, latest = today): BirthResult {
  if (typed.length > LONGEST) return refuse('not-a-date')
  const text = plain(typed)
  if (text === '' || text === '?') return refuse(undefined)
  const on = day(today)
  const about = /^(?:(?:about|abt|approx|circa|ca|hoo e ka bang)\.? |(?:~|±|\+\/?-) ?)/.exec(text)?.[0] ?? ''
  const rest = text.slice(about.length)
  const read = readAge(rest, on) ?? readDate(rest, on)
  if (!read || typeof read === 'string') return refuse(read ?? 'not-a-date')
  // "about 1960" is an age told today; a day of the month is never about.
  if (about && read.birthPrecision === 'day') return refuse('not-a-date')
  const birth: Birth = about ? { birthDate: read.birthDate, birthPrecision: 'age', birthRecordedOn: today } : read
  const problem = wrong(birth, day(latest))
  return problem ? refuse(problem) : { ok: true, birth }
}

function plain(text: string): string {
  return text.toLowerCase().replace(/š|s\u030c/g, 's').replace(/['’‘ʼ`]/g, '').replace(/[\u00a0,\s]+/g, ' ').trim()
}

const YEARS = '(?:y|yr|yrs|years?|yo|lilemo|selemo|dilemo)'
const MONTHS = '(?:m|mo|mth|mths|months?|likhoeli|khoeli|dikgwedi|kgwedi)'
const WEEKS = '(?:w|wk|wks|weeks?|libeke|beke|dibeke)'
const DAYS = '(?:d|days?|matsatsi|letsatsi)'
const unitAfter = new RegExp(`^(?:(\\d{1,3}) ?${YEARS})?(?: ?(\\d{1,4}) ?${MONTHS})?(?: ?(\\d{1,4}) ?${WEEKS})?(?: ?(\\d{1,5}) ?${DAYS})?(?: old)?$`)
const unitBefore = new RegExp(`^(?:${YEARS} (?:tse |e )?(\\d{1,3}))?(?: ?${MONTHS} (?:tse |e )?(\\d{1,4}))?(?: ?${WEEKS} (?:tse |e )?(\\d{1,4}))?(?: ?${DAYS} (?:tse |e )?(\\d{1,5}))?$`)

function readAge(text: string, on: Day): Birth | BirthProblem | undefined {
  if (/^\d{1,3}$/.test(text)) return told(Number(text), 'years', on)
  const parts = unitAfter.exec(text) ?? unitBefore.exec(text)
  if (!parts) return undefined
  const [, years, months, weeks, days] = parts
  const fine = weeks !== undefined || days !== undefined
  const coarse = years !== undefined || months !== undefined
  if (fine === coarse) return undefined // nothing, or "2 years 10 days", which is more than anybody tells
  if (fine) return told(7 * Number(weeks ?? 0) + Number(days ?? 0), 'days', on)
  if (months !== undefined) return told(12 * Number(years ?? 0) + Number(months), 'months', on)
  return told(Number(years), 'years', on)
}

function told(n: number, unit: 'years' | 'months' | 'days', on: Day): Birth | BirthProblem {
  const most = { years: MAX_YEARS, months: 12 * MAX_YEARS, days: 366 * MAX_YEARS }
  if (n > most[unit]) return 'out-of-range'
  const birthDate = unit === 'years' ? isoDay(addMonths(on, -12 * n)).slice(0, 4) : unit === 'months' ? isoDay(addMonths(on, -n)).slice(0, 7) : isoDay(addDays(on, -n))
  return { birthPrecision: 'age', birthDate, birthRecordedOn: isoDay(on) }
}

const SEP = ' ?[ ./-] ?'
const forms = [
  `^(?<d>\\d{1,2})${SEP}(?<m>\\d{1,2})${SEP}(?<y>\\d{4}|\\d{2})$`,
  `^(?<y>\\d{4})${SEP}(?<m>\\d{1,2})${SEP}(?<d>\\d{1,2})$`,
  `^(?<d>\\d{1,2})(?:st|nd|rd|th)?(?:${SEP})?(?<w>[a-z]{3,})\\.?(?:${SEP})?(?<y>\\d{4}|\\d{2})$`,
  `^(?<w>[a-z]{3,})\\.? (?<d>\\d{1,2})(?:st|nd|rd|th)? (?<y>\\d{4})$`,
  `^(?<y>\\d{4})${SEP}(?<w>[a-z]{3,})\\.?(?:${SEP}(?<d>\\d{1,2}))?$`,
  `^(?<w>[a-z]{3,})\\.?(?:${SEP})?(?<y>\\d{4}|\\d{2})$`,
  `^(?<m>\\d{1,2})${SEP}(?<y>\\d{4}|\\d{2})$`,
  `^(?<y>\\d{4})${SEP}(?<m>\\d{1,2})$`,
  '^(?<d>\\d{2})(?<m>\\d{2})(?<y>19\\d{2}|20\\d{2})$',
  '^(?<y>\\d{4})(?<m>\\d{2})(?<d>\\d{2})$',
  '^(?<y>\\d{4})$',
].map((form) => new RegExp(form))

function readDate(text: string, today: Day): Birth | undefined {
  for (const form of forms) {
    const part = form.exec(text)?.groups
    if (!part) continue
    const month = part.w ? monthNamed(part.w) : Number(part.m ?? 1)
    if (!month || !part.y) return undefined
    return compose(part.y, month, part.d, part.m !== undefined || part.w !== undefined, today)
  }
  return undefined
}

function compose(yearText: string, m: number, dayText: string | undefined, hasMonth: boolean, today: Day): Birth | undefined {
  const at: Day = { y: Number(yearText), m, d: dayText === undefined ? 1 : Number(dayText) }
  if (yearText.length === 2) {
    at.y += 2000
    if (before(today, at)) at.y -= 100 // of two years that end alike, the later one that is not to come
  }
  if (!isReal(at)) return undefined
  if (!hasMonth) return { birthPrecision: 'year', birthDate: isoDay(at).slice(0, 4) }
  return dayText === undefined ? { birthPrecision: 'month', birthDate: isoDay(at).slice(0, 7) } : { birthPrecision: 'day', birthDate: isoDay(at) }
}

const MONTH_NAMES = [
  ['january', 'pherekhong', 'pherekgong'], ['february', 'hlakola'], ['march', 'hlakubele'], ['april', 'mesa', 'mmesa'],
  ['may', 'motseanong', 'motsheanong'], ['june', 'phupjane'], ['july', 'phupu'], ['august', 'phato'], ['september', 'sept', 'loetse', 'lwetse'],
  ['october', 'mphalane'], ['november', 'pulungoana', 'pudungwana'], ['december', 'tsitoe', 'tshitwe'],
]

/** The month that a word of three letters or more begins, 0 where none or two do. */
function monthNamed(word: string): number {
  const found = MONTH_NAMES.flatMap((names, i) => (names.some((n) => n.startsWith(word)) ? [i + 1] : []))
  return found.length === 1 ? found[0]! : 0
}

function wrong(birth: Birth, today: Day): BirthProblem | undefined {
  const first = day(birth.birthDate)
  if (first.y < 1900) return 'before-1900'
  if (before(today, first)) return 'future'
  return monthsTo(bounds(birth)[1], today) >= 12 * (MAX_YEARS + 1) ? 'out-of-range' : undefined
}

/** The earliest and the latest day the birth can have been. */
function bounds({ birthPrecision, birthDate, birthRecordedOn }: Birth): [Day, Day] {
  const first = day(birthDate)
  if (birthPrecision === 'age' && birthRecordedOn && birthDate.length < 10) {
    const on = day(birthRecordedOn)
    const step = birthDate.length === 4 ? 12 : 1
    const n = step === 12 ? on.y - first.y : 12 * (on.y - first.y) + on.m - first.m
    return [addDays(addMonths(on, -step * (n + 1)), 1), addMonths(on, -step * n)]
  }
  if (birthDate.length === 4) return [first, { y: first.y, m: 12, d: 31 }]
  return birthDate.length === 7 ? [first, { ...first, d: daysIn(first.y, first.m) }] : [first, first]
}

interface Age { value: number; unit: 'years' | 'months' | 'days'; estimated: boolean }

/** Completed age on a day: days under a month, months under two years, then years; never finer than the birth is known. */
export function ageOn(birth: Birth, today: string): Age {
  const on = day(today)
  const [earliest, end] = bounds(birth)
  const latest = before(on, end) ? on : end
  const count = (born: Day): Omit<Age, 'estimated'> => {
    const months = monthsTo(born, on)
    if (months >= 24 || birth.birthDate.length === 4) return { value: Math.floor(months / 12), unit: 'years' }
    return months >= 1 || birth.birthDate.length === 7 ? { value: months, unit: 'months' } : { value: daysTo(born, on), unit: 'days' }
  }
  const [least, most] = [count(latest), count(earliest)]
  const isAge = birth.birthPrecision === 'age'
  // A told age stays what was told for as long as it can be true; a vague date is taken in its middle.
  const age = isAge ? least : count(addDays(earliest, Math.floor(daysTo(earliest, latest) / 2)))
  return { ...age, estimated: isAge || least.value !== most.value || least.unit !== most.unit }
}

import type { Schema } from '../app/api'
import type { FormError } from '../kit/ErrorSummary'
import { today as dayAt } from '../i18n/dates'
import { readBirth, type Birth } from '../kit/birth'
import { doubtful, latestNow } from '../kit/clock'
import type { Sex } from '../kit/person'

export type Patient = Schema['Patient']
type Demographics = Omit<Schema['PatientChange'], 'id' | 'deceasedOn' | '$schema'>
type System = Schema['NewIdentifier']['system']

export type ConsentState = Schema['ConsentEntry']['state']
export interface PhoneLine { number: string; owner: string; mayLeaveMessage: boolean }
export interface NumberLine { system: System; value: string }

/** What stands in the fields, as typed. The names are those of the API, so that its complaints find their field. */
export interface Form {
  familyName: string
  givenNames: string
  otherNames: string
  sex: Sex | ''
  birth: string
  birthUnknown: boolean
  village: string
  district: string
  chief: string
  phones: readonly PhoneLine[]
  kinName: string
  kinRelationship: string
  kinPhone: string
  language: 'en' | 'st'
  consent: ConsentState
  fileMode: 'next' | 'typed' | 'none'
  fileSeries: string
  fileValue: string
  identifiers: readonly NumberLine[]
}

export const noPhone: PhoneLine = { number: '', owner: '', mayLeaveMessage: false }

export function emptyForm(district: string): Form {
  return {
    familyName: '', givenNames: '', otherNames: '', sex: '', birth: '', birthUnknown: false,
    village: '', district, chief: '', phones: [noPhone], kinName: '', kinRelationship: '', kinPhone: '',
    language: 'st', consent: 'not-asked', fileMode: 'next', fileSeries: '', fileValue: '', identifiers: [{ system: 'national-id-ls', value: '' }],
  }
}

/** A name typed into the search box: the last word is the surname, as in the lists. One word may be either, so it is the surname. */
export function fromTyped(typed: string): Pick<Form, 'familyName' | 'givenNames'> {
  const words = typed.trim().split(/\s+/)
  if (!/^[^\d]*$/.test(typed)) return { familyName: '', givenNames: '' }
  return { familyName: words.pop() ?? '', givenNames: words.join(' ') }
}

/** A refusal has its day, as an agreement does; without a day nobody asked. */
export function consentState(c: Patient['consent']): ConsentState {
  return c.given ? 'given' : c.on ? 'refused' : 'not-asked'
}

/** How a stored birth is written in the field; reading it again gives the same. */
export function birthText(p: Pick<Patient, 'birthDate' | 'birthPrecision' | 'age'>): string {
  if (!p.birthDate) return ''
  if (p.birthPrecision === 'age' && p.age) return `${p.age.value}${p.age.unit === 'years' ? '' : p.age.unit === 'months' ? 'm' : 'd'}`
  return p.birthDate.split('-').reverse().map(Number).join(' ')
}

export function formOf(p: Patient): Form {
  return {
    familyName: p.familyName, givenNames: p.givenNames, otherNames: (p.otherNames ?? []).join(', '), sex: p.sex,
    birth: birthText(p), birthUnknown: p.birthPrecision === 'unknown', village: p.village, district: p.district, chief: p.chief,
    phones: p.phones?.length ? p.phones.map(({ display, number, owner, mayLeaveMessage }) => ({ number: display || number, owner, mayLeaveMessage })) : [noPhone],
    kinName: p.nextOfKin.name ?? '', kinRelationship: p.nextOfKin.relationship ?? '', kinPhone: p.nextOfKin.phone ?? '',
    language: p.language, consent: consentState(p.consent), fileMode: 'none', fileSeries: '', fileValue: '', identifiers: [],
  }
}

const bornAs = (p: Patient): Birth | undefined =>
  p.birthDate && p.birthPrecision !== 'unknown' ? { birthPrecision: p.birthPrecision, birthDate: p.birthDate, ...(p.birthRecordedOn ? { birthRecordedOn: p.birthRecordedOn } : {}) } : undefined

/**
 * What the API takes. `today` is the clinic's day. `was` is the patient being corrected: a birth and a consent nobody
 * touched stay as they were told, an age of last year is not an age of today.
 */
export function demographics(f: Form, today: string, was?: Patient): Demographics {
  const kept = was && f.birth === birthText(was) ? bornAs(was) : undefined
  const read = readBirth(f.birth, today, doubtful.value ? dayAt(latestNow()) : today)
  const birth = f.birthUnknown ? undefined : (kept ?? (read.ok ? read.birth : undefined))
  const consent = was && consentState(was.consent) === f.consent ? was.consent : f.consent === 'not-asked' ? { given: false } : { given: f.consent === 'given', on: today }
  return {
    familyName: f.familyName.trim(), givenNames: f.givenNames.trim(),
    otherNames: f.otherNames.split(',').map((n) => n.trim()).filter(Boolean),
    sex: f.sex || 'unknown',
    ...(birth ?? { birthPrecision: 'unknown' }),
    phones: usedPhones(f),
    village: f.village.trim(), district: f.district, chief: f.chief.trim(),
    nextOfKin: { name: f.kinName.trim(), relationship: f.kinRelationship.trim(), phone: f.kinPhone.trim() },
    language: f.language, consent,
  }
}

function usedPhones(f: Form): Schema['NewPhone'][] {
  return f.phones.filter((p) => p.number.trim()).map((p) => ({ number: p.number.trim(), owner: p.owner.trim(), mayLeaveMessage: p.mayLeaveMessage }))
}

export function fileNumber(f: Form): Schema['NewFileNumber'] {
  if (f.fileMode !== 'typed') return { mode: f.fileMode }
  return { mode: 'typed', series: f.fileSeries.trim(), value: f.fileValue.trim() }
}

export function identifiers(f: Form): Schema['NewIdentifier'][] {
  return f.identifiers.filter((i) => i.value.trim() || i.system === 'none').map((i) => ({ system: i.system, value: i.value.trim() }))
}

/** Without lines nobody filled, so that the server's count of them is that of the page. */
export function tidied(f: Form): Form {
  const phones = f.phones.filter((p) => p.number.trim())
  return { ...f, phones: phones.length ? phones : [noPhone], identifiers: f.identifiers.filter((i, at) => at === 0 || i.value.trim()) }
}

export interface Sentences { required: (field: string) => string; birth: (text: string) => string | undefined; labels: { familyName: string; sex: string; birthDate: string; fileNumber: string } }

/** What is missing or cannot be read before anything is sent; the server looks again. */
export function problems(f: Form, say: Sentences): FormError[] {
  const out: FormError[] = []
  const need = (field: string, label: string) => out.push({ field, text: say.required(label) })
  if (!f.familyName.trim() && !f.givenNames.trim()) need('familyName', say.labels.familyName)
  if (!f.sex) need('sex', say.labels.sex)
  if (!f.birthUnknown) {
    const unread = say.birth(f.birth)
    if (unread) out.push({ field: 'birthDate', text: unread })
    else if (!f.birth.trim()) need('birthDate', say.labels.birthDate)
  }
  if (f.fileMode === 'typed' && !f.fileValue.trim()) need('fileNumber.value', say.labels.fileNumber)
  return out
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** What both I and somebody else changed since `base`, to something different. */
export interface Clash { field: keyof Form; theirs: Form[keyof Form] }

/** Takes over what only others changed, keeps what only I changed, and names what both did. */
export function merge(base: Form, mine: Form, theirs: Form): { form: Form; clashes: Clash[] } {
  const form: Record<string, unknown> = { ...mine }
  const clashes: Clash[] = []
  for (const field of Object.keys(base) as (keyof Form)[]) {
    if (same(theirs[field], base[field]) || same(theirs[field], mine[field])) continue
    if (same(mine[field], base[field])) form[field] = theirs[field]
    else clashes.push({ field, theirs: theirs[field] })
  }
  return { form: form as unknown as Form, clashes }
}

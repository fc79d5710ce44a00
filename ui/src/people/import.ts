import type { Schema } from '../app/api'

export type Import = Schema['Import']
export type Detail = Schema['ImportDetail']
export type Mapping = Schema['ImportMapping']
export type Line = Schema['ImportLine']
export type Note = Schema['ImportNote']
export type Field = Mapping['fields'][number]

/** What a column of theirs may be, in the order in which they are offered; the empty one leaves it out. */
export const FIELDS = [
  'givenNames', 'familyName', 'fullName', 'otherNames', 'sex', 'birthDate', 'age', 'phone', 'phone2', 'village', 'district', 'chief',
  'fileNumber', 'nationalId', 'passport', 'hprn', 'art', 'tb', 'nextOfKin', 'nextOfKinRelationship', 'nextOfKinPhone', 'registeredOn',
] as const satisfies readonly Exclude<Field, ''>[]

/** Which lines are asked for: those that became one thing, or with something to look at. */
export type Which = Line['verdict'] | 'doubtful' | 'noted'

/** One term of the equation: how many lines, and the question for them. */
export interface Term { which: Which; n: number }

/** Every line of the file is under exactly one of these. `rows` is their sum. */
export function terms({ state, counts: c }: Pick<Import, 'state' | 'counts'>): Term[] {
  const came: Term[] = state === 'undoing' || state === 'undone' ? [{ which: 'withdrawn', n: c.withdrawn }, { which: 'kept', n: c.kept }]
    : state === 'applying' || state === 'applied' ? [{ which: 'added', n: c.added }] : []
  // What is left of those that were to be added: all of them before, none in the end.
  const left: Term[] = came.length === 0 || c.add > 0 ? [{ which: 'add', n: c.add }] : []
  return [...came, ...left, { which: 'here', n: c.here }, { which: 'again', n: c.again }, { which: 'unreadable', n: c.unreadable }]
}

/** Something is looked for, written or taken back at this moment. */
export const works = (state: Import['state']): state is 'checking' | 'applying' | 'undoing' => state === 'checking' || state === 'applying' || state === 'undoing'

/** The name on a line as the file has it, by the columns that hold it. */
export function nameOn(line: Pick<Line, 'cells'>, fields: readonly Field[]): string {
  const cell = (field: Field) => (line.cells ?? [])[fields.indexOf(field)]?.trim() ?? ''
  return cell('fullName') || [cell('givenNames'), cell('familyName')].filter(Boolean).join(' ')
}

export type MappingProblem = { column: number; code: 'twice' } | { column: -1; code: 'no-name' }

/** What keeps a mapping from being tried: no name anywhere, or two columns for one field. */
export function mappingProblems(fields: readonly Field[]): MappingProblem[] {
  const twice = fields.flatMap((f, at): MappingProblem[] => (f && fields.indexOf(f) < at ? [{ column: at, code: 'twice' }] : []))
  return fields.some((f) => f === 'givenNames' || f === 'familyName' || f === 'fullName') ? twice : [{ column: -1, code: 'no-name' }, ...twice]
}

/** A day of the spreadsheet as it is going to be read. */
export const exampleDay = ({ monthFirst }: Pick<Mapping, 'monthFirst'>) => (monthFirst ? '4/12/87' : '12/4/87')

import type { FormError } from '../kit/ErrorSummary'
import { t } from '../i18n/words'
import type { DayHours, Schedule } from './calls'
import { placesADay, startsOf } from './opening'
import { readTime } from './week'

/** Hours of some days as they are typed. */
export interface Block {
  /** For as long as the form is open. */
  key: number
  weekdays: readonly string[]
  opens: string
  closes: string
  capacity: string
  /** Typed, even while no break is wanted. */
  breakFrom: string
  breakUntil: string
  pauses: boolean
}

export type Part = Exclude<keyof Block, 'key' | 'pauses'>

const USUAL: DayHours = { weekdays: [1, 2, 3, 4, 5], opens: '08:00', closes: '12:30', capacity: 3 }

export const toBlocks = (s: Schedule | undefined): Block[] =>
  (s?.hours.length ? s.hours : [USUAL]).map((h, key) => ({
    key, weekdays: h.weekdays.map(String), opens: h.opens, closes: h.closes, capacity: String(h.capacity),
    breakFrom: h.breakFrom ?? '12:30', breakUntil: h.breakUntil ?? '13:30', pauses: h.breakFrom !== undefined,
  }))

/** The name of a field, as the box names it too. */
export const fieldOf = (i: number, part: Part) => `hours[${i}].${part}`

export function labelsOf(blocks: readonly Block[]): Record<string, string> {
  const words = { weekdays: t('hours.days'), opens: t('hours.opens'), closes: t('hours.closes'), capacity: t('hours.capacity'), breakFrom: t('hours.breakFrom'), breakUntil: t('hours.breakUntil') }
  return Object.fromEntries(blocks.flatMap((_, i) => Object.entries(words).map(([part, label]) => [fieldOf(i, part as Part), label])))
}

/** Ticks days of one block. A day has one kind of hours: it leaves the others. */
export function ticked(blocks: readonly Block[], i: number, weekdays: readonly string[]): Block[] {
  return blocks.map((b, n) => ({ ...b, weekdays: n === i ? weekdays : b.weekdays.filter((d) => !weekdays.includes(d)) }))
}

/** Other hours, to begin with those of the last, on no day yet. */
export function withOther(blocks: readonly Block[]): Block[] {
  return [...blocks, { ...blocks.at(-1)!, key: Math.max(...blocks.map((b) => b.key)) + 1, weekdays: [] }]
}

const placesIn = (text: string) => (/^\s*[1-9]\d?\s*$/.test(text) ? Number(text) : 0)

/** What was typed as hours, nothing where it is none. */
export function readBlock(b: Block): DayHours | undefined {
  const [opens, closes, breakFrom, breakUntil] = [b.opens, b.closes, b.breakFrom, b.breakUntil].map(readTime)
  const capacity = placesIn(b.capacity)
  if (!opens || !closes || !capacity || (b.pauses && !(breakFrom && breakUntil))) return undefined
  return { weekdays: b.weekdays.map(Number).sort(), opens, closes, capacity, ...(b.pauses ? { breakFrom, breakUntil } : {}) }
}

/** How many places a day has by a block, none while it is not right. */
export function placesOf(blocks: readonly Block[], i: number, step: number): number {
  const h = readBlock(blocks[i]!)
  return h && wrongIn(blocks, i, step).every((e) => e.field === fieldOf(i, 'weekdays')) ? placesADay(h, step) : 0
}

/** What is wrong with a block, by the names of its fields. */
export function wrongIn(blocks: readonly Block[], i: number, step: number): FormError[] {
  const b = blocks[i]!
  const labels = labelsOf(blocks)
  const wrong: FormError[] = []
  const say = (part: Part, text: (field: string) => string) => wrong.push({ field: fieldOf(i, part), text: text(labels[fieldOf(i, part)]!) })
  if (!b.weekdays.length) say('weekdays', (field) => t('error.required', { field }))
  for (const part of b.pauses ? (['opens', 'closes', 'breakFrom', 'breakUntil'] as const) : (['opens', 'closes'] as const)) {
    if (!readTime(b[part])) say(part, (field) => t('hours.noTime', { field }))
  }
  if (!placesIn(b.capacity)) say('capacity', () => t('hours.noCapacity'))
  const h = readBlock(b)
  if (!h) return wrong
  const { opens, closes, breakFrom: from, breakUntil: until } = h
  if (from && (from <= opens || from >= closes)) say('breakFrom', () => t('hours.breakOutside'))
  else if (from && until && (until <= from || until >= closes)) say('breakUntil', () => t('hours.breakOutside'))
  else if (!startsOf(h, step).length) say('closes', () => t('hours.noSlot'))
  return wrong
}

import { t, type Key } from '../i18n/words'
import type { Chart, Form, Mobility, Result } from './form'

type Item = NonNullable<Result['tews']['items']>[number]

const ITEM: Record<string, Key> = {
  mobility: 'triage.moving', respiratoryRate: 'vital.respiration', heartRate: 'vital.pulse', systolicMmHg: 'vital.bp',
  temperatureCel: 'vital.temperature', avpu: 'triage.awake', trauma: 'triage.injury', age: 'triage.ageOrHeight',
}

export const itemLabel = (item: string): string => t(ITEM[item] ?? 'triage.title')

const MOBILITY: Record<Mobility, Key> = {
  walking: 'triage.moving.walks', 'with-help': 'triage.moving.helped', stretcher: 'triage.moving.carried',
  'normal-for-age': 'triage.moving.normal', 'unable-as-normal': 'triage.moving.unable',
}

export const mobilityLabel = (m: Mobility): string => t(MOBILITY[m])

/** One term of the sum in words: "Breathing 22", "Blood pressure 118/74", "Walks", "No injury". */
export function itemText(item: Item, form: Form): string {
  const value = item.value ?? ''
  const named = (text: string) => `${itemLabel(item.item)} ${text}`
  switch (item.item) {
    case 'mobility': return value in MOBILITY ? mobilityLabel(value as Mobility) : value
    case 'avpu': return t(`triage.awake.${value}` as Key)
    case 'trauma': return t(value === 'yes' ? 'triage.injury' : 'triage.noInjury')
    case 'systolicMmHg': return named(value === 'unrecordable' ? t('triage.notFound') : form.numbers.diastolicMmHg ? `${value}/${form.numbers.diastolicMmHg}` : value)
    default: return value === 'unrecordable' ? named(t('triage.notFound')) : value === 'hot' || value === 'cold' ? t(`triage.word.feels-${value}`) : named(value)
  }
}

export interface Term { key: string; text: string; points: number }

/** The sum as rows, the weightiest first. What adds nothing and is no figure stands in one row at the end. */
export function terms(result: Result, form: Form): Term[] {
  const given = (result.tews.items ?? []).filter((i) => !i.missing)
  const silent = (i: Item) => i.points === 0 && (i.item === 'mobility' || i.item === 'avpu' || i.item === 'trauma')
  const rows = given.filter((i) => !silent(i)).map((i) => ({ key: i.item, text: itemText(i, form), points: i.points }))
  rows.sort((a, b) => b.points - a.points)
  const rest = given.filter(silent).map((i) => itemText(i, form))
  return rest.length ? [...rows, { key: 'rest', text: rest.map((w, i) => (i ? w.charAt(0).toLowerCase() + w.slice(1) : w)).join(', '), points: 0 }] : rows
}

export const chartLabel = (chart: Chart): string => t(`triage.chart.${chart}`)

/** A sign or rule by its id. */
export function ruleText(rule: NonNullable<Result['rules']>[number]): string {
  if (rule.kind === 'tews') return t('triage.rule.tews', { sum: rule.sum, chart: t(`triage.chart.${rule.chart}` as Key) })
  return t((rule.kind === 'sign' ? `sign.${rule.id}` : `triage.rule.${rule.id}`) as Key)
}

/** The figure that counts, or a dash while nothing that scores was measured. */
export function sumText(result: Result | undefined): string {
  return result?.tews.chart && (result.tews.items ?? []).some((i) => !i.missing) ? String(result.tews.sum) : '–'
}

export function missingText(result: Result): string {
  return (result.missing ?? []).map((m) => `“${itemLabel(m)}”`).join(', ')
}

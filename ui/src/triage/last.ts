import type { Schema } from '../app/api'
import type { NumberField } from './form'

const LOINC: Record<string, NumberField> = {
  '8310-5': 'temperatureCel', '8867-4': 'heartRate', '9279-1': 'respiratoryRate', '8480-6': 'systolicMmHg', '8462-4': 'diastolicMmHg',
  '2708-6': 'spo2Percent', '29463-7': 'weightKg', '8302-2': 'heightCm', '14743-9': 'glucoseMmolL',
}

export interface Last { values: Partial<Record<NumberField, string>>; at: string | undefined }

/** The newest figure of each vital sign known so far, and when the newest of them was measured. */
export function lastValues(chart: Pick<Schema['Chart'], 'openVisit' | 'pastVisits'>): Last {
  const newest = new Map<NumberField, { value: number; at: string }>()
  for (const visit of [chart.openVisit, ...(chart.pastVisits ?? [])]) {
    for (const o of visit?.observations ?? []) {
      const field = LOINC[o.code]
      if (!field || o.value === undefined || (newest.get(field)?.at ?? '') > o.at) continue
      newest.set(field, { value: o.value, at: o.at })
    }
  }
  const at = [...newest.values()].map((v) => v.at).sort().pop()
  return { values: Object.fromEntries([...newest].map(([field, v]) => [field, String(v.value)])), at }
}

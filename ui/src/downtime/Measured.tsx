import { errorOf } from '../app/problem'
import { t, type Key } from '../i18n/words'
import type { FormError } from '../kit/ErrorSummary'
import { TextField } from '../kit/Field'
import { onlyNumber } from '../kit/VitalsField'
import type { VitalName } from './form'

interface Look { name: VitalName; label: Key; unit: Key; decimal?: boolean }

// Small plain boxes in the order of the paper: nothing is judged here, so nothing needs a score beside it.
const LOOKS: readonly Look[] = [
  { name: 'temperatureCel', label: 'vital.temperature', unit: 'unit.celsius', decimal: true },
  { name: 'heartRate', label: 'vital.pulse', unit: 'unit.bpm' },
  { name: 'respiratoryRate', label: 'vital.respiration', unit: 'unit.bpm' },
  { name: 'systolicMmHg', label: 'vital.bp', unit: 'vital.systolic' },
  { name: 'diastolicMmHg', label: 'vital.bp', unit: 'vital.diastolic' },
  { name: 'spo2Percent', label: 'vital.spo2', unit: 'unit.percent' },
  { name: 'weightKg', label: 'vital.weight', unit: 'unit.kg', decimal: true },
  { name: 'glucoseMmolL', label: 'vital.glucose', unit: 'unit.mmolL', decimal: true },
]

export function Measured({ values, onValues, errors }: { values: Partial<Record<VitalName, string>>; onValues: (to: Partial<Record<VitalName, string>>) => void; errors: readonly FormError[] }) {
  return (
    <div class="pp-vitals">
      {LOOKS.map((v) => (
        <TextField key={v.name} label={`${t(v.label)}, ${t(v.unit)}`} name={`vitals.${v.name}`} value={values[v.name] ?? ''} inputMode={v.decimal ? 'decimal' : 'numeric'} maxLength={5}
          onValue={(typed) => onValues({ ...values, [v.name]: onlyNumber(typed, !!v.decimal) })} error={errorOf(errors, `vitals.${v.name}`)} />
      ))}
    </div>
  )
}

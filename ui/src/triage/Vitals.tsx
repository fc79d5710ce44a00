import { dateText, isoDate, civil } from '../i18n/dates'
import { t, type Key } from '../i18n/words'
import { ManyChips, Segmented } from '../kit/choice'
import type { IconName } from '../kit/Icon'
import { PressureField, VitalsField } from '../kit/VitalsField'
import { toggledWord, WORDS, type Form, type NumberField, type Result, type Word, type YesNo } from './form'
import type { Last } from './last'

interface VitalLook { field: NumberField; label: Key; unit: Key; icon: IconName; decimal?: boolean }

const TEMPERATURE: VitalLook = { field: 'temperatureCel', label: 'vital.temperature', unit: 'unit.celsius', icon: 'thermometer', decimal: true }
const PULSE: VitalLook = { field: 'heartRate', label: 'vital.pulse', unit: 'unit.bpm', icon: 'pulse' }
const BREATHING: VitalLook = { field: 'respiratoryRate', label: 'vital.respiration', unit: 'unit.bpm', icon: 'lungs' }
const OXYGEN: VitalLook = { field: 'spo2Percent', label: 'vital.spo2', unit: 'unit.percent', icon: 'drop' }
const WEIGHT: VitalLook = { field: 'weightKg', label: 'vital.weight', unit: 'unit.kg', icon: 'scale', decimal: true }
const HEIGHT: VitalLook = { field: 'heightCm', label: 'vital.height', unit: 'unit.cm', icon: 'up', decimal: true }
const GLUCOSE: VitalLook = { field: 'glucoseMmolL', label: 'vital.glucose', unit: 'unit.mmolL', icon: 'needle', decimal: true }

/** Labels of the fields by the server's names, for error summaries. */
export const VITAL_LABELS: Record<string, Key> = Object.fromEntries([
  ...[TEMPERATURE, PULSE, BREATHING, OXYGEN, WEIGHT, HEIGHT, GLUCOSE].map((v) => [`input.${v.field}`, v.label]),
  ['input.systolicMmHg', 'vital.bp'], ['input.diastolicMmHg', 'vital.bp'], ['input.pulseUnrecordable', 'vital.pulse'],
  ['input.pressureUnrecordable', 'vital.bp'], ['input.glucoseReading', 'vital.glucose'],
])

interface Props {
  form: Form
  set: (part: Partial<Form>) => void
  result: Result | undefined
  last: Last
  /** Also what is seldom measured, and what could not be. */
  more: boolean
  /** Height decides the chart, or is held against the age. */
  needsHeight: boolean
  errorAt: (field: string) => string | undefined
}

/** The vital signs in measuring order, what was measured before in grey, and what each adds to the score. */
export function Vitals({ form, set, result, last, more, needsHeight, errorAt }: Props) {
  const points = new Map((result?.tews.items ?? []).filter((i) => !i.missing).map((i) => [i.item as string, i.points]))
  const asked = new Set<string>(result?.checks ?? [])
  const put = (field: NumberField) => (value: string) => set({ numbers: { ...form.numbers, [field]: value } })
  const field = (v: VitalLook) => (
    <VitalsField key={v.field} name={`input.${v.field}`} label={t(v.label)} unit={t(v.unit)} icon={v.icon} decimal={v.decimal} last={last.values[v.field]}
      value={form.numbers[v.field]} onValue={put(v.field)} points={points.get(v.field)} error={errorAt(`input.${v.field}`)} />
  )
  const pressureLast = [last.values.systolicMmHg, last.values.diastolicMmHg].filter(Boolean).join('/')
  const wordsUsed = form.words.length > 0
  const glucose = more || asked.has('glucoseMmolL') || form.numbers.glucoseMmolL !== '' || wordsUsed
  const height = needsHeight || more || form.numbers.heightCm !== ''
  const ketones = asked.has('urineKetones') || form.ketones !== ''
  return (
    <>
      <div class="vgrid">
        {field(TEMPERATURE)}
        {field(PULSE)}
        {field(BREATHING)}
        {/* Two figures and the points leave no room for the unit, which nobody needs once there are two figures. */}
        <PressureField name="input.systolicMmHg" label={t('vital.bp')} unit={points.has('systolicMmHg') ? '' : t('unit.mmHg')} icon="heart" last={pressureLast || undefined}
          systolic={form.numbers.systolicMmHg} diastolic={form.numbers.diastolicMmHg} onSystolic={put('systolicMmHg')} onDiastolic={put('diastolicMmHg')}
          points={points.get('systolicMmHg')} error={errorAt('input.systolicMmHg') ?? errorAt('input.diastolicMmHg')} />
        {field(OXYGEN)}
        {field(WEIGHT)}
        {height && field(HEIGHT)}
        {glucose && field(GLUCOSE)}
      </div>
      {ketones && (
        <div class="sg">
          <span class="lab" aria-hidden="true">{t('triage.ketones')}</span>
          <Segmented<YesNo> quiet legend={t('triage.ketones')} name="input.urineKetones" value={form.ketones} onValue={(k) => set({ ketones: k })} missing={form.ketones === ''}
            options={[{ value: 'no', label: t('triage.no') }, { value: 'yes', label: t('triage.yes') }]} />
        </div>
      )}
      {(more || wordsUsed) && (
        <div class="tri-more"><ManyChips<Word> legend={t('triage.noFigure')} name="words" value={form.words} options={WORDS.map((w) => ({ value: w, label: t(`triage.word.${w}`) }))}
          onValue={(next) => { const pressed = WORDS.find((w) => next.includes(w) !== form.words.includes(w)); if (pressed) set({ words: toggledWord(form.words, pressed) }) }} /></div>
      )}
    </>
  )
}

/** "Grey: 3 Sep 2026": what the small figures in the corners are. */
export function lastText(at: string | undefined): string | undefined {
  if (!at) return undefined
  const c = civil(at)
  return t('vital.greyOn', { date: dateText(isoDate(c.year, c.month, c.day)) })
}

import type { Schema } from '../app/api'
import { timeText } from '../i18n/dates'
import { t, type Key } from '../i18n/words'
import { TriageBadge, type Level } from '../kit/TriageBadge'

type Triage = Schema['Triage']

interface Shown { label: Key; text: string; high: boolean }

/** The vital signs of a triage in measuring order, with those that scored points marked. */
export function shownVitals(triage: Triage): Shown[] {
  const v = triage.input
  const points = new Map((triage.result.tews.items ?? []).map((i) => [i.item as string, i.points]))
  const row = (label: Key, item: string, text: string | undefined): Shown[] => (text === undefined ? [] : [{ label, text, high: (points.get(item) ?? 0) > 0 }])
  const pressure = v.systolicMmHg === undefined ? undefined : v.diastolicMmHg === undefined ? `${v.systolicMmHg}` : `${v.systolicMmHg}/${v.diastolicMmHg}`
  return [
    ...row('vital.temperature', 'temperatureCel', v.temperatureCel === undefined ? undefined : v.temperatureCel.toFixed(1)),
    ...row('vital.pulse', 'heartRate', v.heartRate === undefined ? undefined : String(v.heartRate)),
    ...row('vital.respiration', 'respiratoryRate', v.respiratoryRate === undefined ? undefined : String(v.respiratoryRate)),
    ...row('vital.bp', 'systolicMmHg', pressure),
    ...row('vital.spo2', 'spo2Percent', v.spo2Percent === undefined ? undefined : `${v.spo2Percent}%`),
    ...row('vital.weight', '', v.weightKg === undefined ? undefined : `${v.weightKg} kg`),
    ...row('vital.pain', '', v.painScore === undefined ? undefined : String(v.painScore)),
  ]
}

/** One line under the banner: what the nurse found. */
export function TriageStrip({ triage }: { triage: Triage | undefined }) {
  if (!triage) return <div class="tstrip"><TriageBadge level={0} /></div>
  const said = [...(triage.complaint.chips ?? []).map((c) => t(`complaint.${c}` as Key)), triage.complaint.text].filter(Boolean).join('. ')
  return (
    <div class="tstrip">
      <TriageBadge level={triage.outcome.level as Level} />
      <span class="cap">{triage.author}, {timeText(triage.at)}</span>
      {said && <span class="tstrip-said">“{said}”</span>}
      <dl class="num">{shownVitals(triage).map((v) => <div key={v.label} class={v.high ? 'hi' : ''}><dt>{t(v.label)}</dt><dd>{v.text}</dd></div>)}</dl>
    </div>
  )
}

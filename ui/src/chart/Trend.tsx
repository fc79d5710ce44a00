import type { Schema } from '../app/api'
import { dateText } from '../i18n/dates'
import { t, type Key } from '../i18n/words'
import { Icon, type IconName } from '../kit/Icon'

interface Point { at: string; value: number }

const shown: readonly { code: string; label: Key; unit: string; icon: IconName }[] = [
  { code: '8480-6', label: 'vital.bp', unit: 'mmHg', icon: 'heart' },
  { code: '29463-7', label: 'vital.weight', unit: 'kg', icon: 'scale' },
  { code: '8867-4', label: 'vital.pulse', unit: '/min', icon: 'pulse' },
  { code: '14743-9', label: 'vital.glucose', unit: 'mmol/L', icon: 'drop' },
]

/** A vital sign over all visits, oldest first. */
export function series(chart: Schema['Chart'], code: string): Point[] {
  const records = [...chart.pastVisits, ...(chart.openVisit ? [chart.openVisit] : [])]
  return records.flatMap((r) => r.observations).filter((o) => o.code === code && o.value !== undefined)
    .map((o) => ({ at: o.at, value: o.value! })).sort((a, b) => a.at.localeCompare(b.at))
}

/** The last value large, the three before it, and the line they make. Nothing without at least two values. */
export function Trend({ chart }: { chart: Schema['Chart'] }) {
  const vitals = shown.map((s) => ({ ...s, points: series(chart, s.code) })).filter((s) => s.points.length > 1)
  const lower = series(chart, '8462-4')
  if (!vitals.length) return null
  return (
    <div class="vts">
      {vitals.map((v) => {
        const last = v.points.at(-1)!
        const under = v.code === '8480-6' ? lower.find((p) => p.at === last.at) : undefined
        return (
          <section key={v.code} class="card vt" aria-label={t(v.label)}>
            <h3 class="k"><Icon name={v.icon} />{t(v.label)}</h3>
            <p class="v num">{last.value}{under ? `/${under.value}` : ''} <small>{v.unit}</small></p>
            <Spark points={v.points.slice(-8)} label={t('chart.trend', { name: t(v.label), first: v.points.slice(-8)[0]!.value, last: last.value })} />
            <p class="cap num">{dateText(last.at.slice(0, 10))}. {t('chart.lastValues', { values: v.points.slice(-4, -1).map((p) => p.value).reverse().join(', ') })}</p>
          </section>
        )
      })}
    </div>
  )
}

function Spark({ points, label }: { points: readonly Point[]; label: string }) {
  const values = points.map((p) => p.value)
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const x = (i: number) => 4 + (i * 84) / Math.max(1, points.length - 1)
  const y = (v: number) => (high === low ? 16 : 28 - ((v - low) * 24) / (high - low))
  const path = points.map((p, i) => `${i ? 'L' : 'M'}${x(i).toFixed(1)} ${y(p.value).toFixed(1)}`).join('')
  return (
    <svg class="spark" viewBox="0 0 92 32" role="img" aria-label={label}>
      <path d={path} /><circle cx={x(points.length - 1)} cy={y(points.at(-1)!.value)} r="3.5" />
    </svg>
  )
}

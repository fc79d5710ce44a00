import './chart.css'
import type { ComponentChildren } from 'preact'
import { t } from '../i18n/words'

export interface Bar {
  key: string
  label: string
  value: number
  /** Pale outlined part after the strong one, for example 9 in 10 behind half. In the same unit, as a total. */
  outer?: number
  /** Strong colour; the others are pale. Leave out for all strong. */
  strong?: boolean
  /** Where its figure in the table twin leads. */
  href?: string
}

interface ChartProps {
  /** What is drawn, for readers; the finding itself is the heading above. */
  label: string
  bars: readonly Bar[]
  unit?: string
  /** Heads of the table twin: what the bars are, what the figures are. */
  heads: readonly [string, string, string?]
}

/** The same figures as a table, one press away. */
function Twin({ bars, heads }: ChartProps) {
  return (
    <details class="chart-twin">
      <summary>{t('action.table')}</summary>
      <table class="tbl">
        <thead><tr>{heads.map((h, i) => h && <th key={h} scope="col" class={i ? 'n' : undefined}>{h}</th>)}</tr></thead>
        <tbody>{bars.map((b) => <tr key={b.key}><td>{b.label}</td><td class="n">{b.href ? <a href={b.href}>{b.value}</a> : b.value}</td>{heads[2] && <td class="n">{b.outer ?? ''}</td>}</tr>)}</tbody>
      </table>
    </details>
  )
}

function Figure({ chart, children, height, width }: { chart: ChartProps; children: ComponentChildren; width: number; height: number }) {
  return (
    <figure class="chart-fig">
      <svg class="chart" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`${chart.label}: ${chart.bars.map((b) => `${b.label} ${b.value}`).join(', ')}`}>{children}</svg>
      <Twin {...chart} />
    </figure>
  )
}

const W = 360

/** Upright bars, figures on top: a day by hours. Labels are thinned when there are many. */
export function BarChart(props: ChartProps) {
  const { bars } = props
  const [height, top, foot] = [170, 22, 24]
  const most = Math.max(1, ...bars.map((b) => b.value))
  const step = W / Math.max(1, bars.length)
  const every = Math.ceil(bars.length / 8)
  const y = (v: number) => top + (height - top - foot) * (1 - v / most)
  return (
    <Figure chart={props} width={W} height={height}>
      {bars.map((b, i) => (
        <g key={b.key}>
          <rect class={b.strong === false ? 'pale' : 'c1'} x={i * step + step * 0.14} width={step * 0.72} y={y(b.value)} height={Math.max(0, height - foot - y(b.value))} rx={2} />
          {b.value > 0 && <text class="v" x={(i + 0.5) * step} y={y(b.value) - 6} text-anchor="middle">{b.value}</text>}
          {i % every === 0 && <text x={(i + 0.5) * step} y={height - 5} text-anchor="middle">{b.label}</text>}
        </g>
      ))}
      <line class="base" x1={0} x2={W} y1={height - foot + 0.5} y2={height - foot + 0.5} />
    </Figure>
  )
}

/** Lying bars with the label above each: names of any length in both languages. */
export function HBar(props: ChartProps) {
  const { bars, unit } = props
  const line = 46
  const most = Math.max(1, ...bars.map((b) => Math.max(b.value, b.outer ?? 0)))
  const room = W - 64
  const w = (v: number) => Math.max(v > 0 ? 2 : 0, (room * v) / most)
  const say = (n: number) => (unit ? `${n} ${unit}` : String(n))
  return (
    <Figure chart={props} width={W} height={Math.max(1, bars.length) * line}>
      {bars.map((b, i) => (
        <g key={b.key} transform={`translate(0 ${i * line})`}>
          <text x={0} y={15}>{b.label}</text>
          {b.outer !== undefined && <rect class="pale" x={0.5} y={22} width={w(b.outer)} height={16} rx={2} />}
          <rect class={b.strong === false ? 'pale' : 'c1'} x={0.5} y={22} width={w(b.value)} height={16} rx={2} />
          <text class="v" x={w(Math.max(b.value, b.outer ?? 0)) + 8} y={35}>{b.outer === undefined ? say(b.value) : `${b.value} / ${b.outer}`}</text>
        </g>
      ))}
    </Figure>
  )
}

/** A small line of past values, newest last; the words beside it carry the figures. */
export function Spark({ values, label }: { values: readonly number[]; label: string }) {
  if (values.length < 2) return null
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const x = (i: number) => 4 + (88 * i) / (values.length - 1)
  const y = (v: number) => 28 - (22 * (v - low)) / (high - low || 1)
  const last = values.length - 1
  return (
    <svg class="chart spark" viewBox="0 0 96 34" role="img" aria-label={`${label}: ${values.join(', ')}`}>
      <polyline class="l1" points={values.map((v, i) => `${x(i)},${y(v)}`).join(' ')} />
      <circle class="c1" cx={x(last)} cy={y(values[last]!)} r={3.5} />
    </svg>
  )
}

import type { Schema } from '../app/api'
import { t, type Key } from '../i18n/words'
import { departmentName } from '../queue/departments'

/** The page with the rows behind a figure of the day report. */
export const figurePath = (day: string, figure: string) => `/reports/${day}/${encodeURIComponent(figure)}`

const hour = (name: string) => `${name.padStart(2, '0')}:00`

export const bandName = (band: string) => t(`report.band.${band}` as Key)

type Named = { departments: readonly Schema['Department'][]; rows: readonly Schema['ReportRow'][] }

/** What a figure counts, in words: "Late: Urgent", "5 to 14 years, Female". */
export function figureName(figure: string, { departments, rows }: Named): string {
  const [kind, rest = ''] = split(figure)
  switch (kind) {
    case 'department': {
      const place = departments.find((d) => d.code === rest)
      return place ? departmentName(place) : rest
    }
    case 'level': return t(`level.${rest}` as Key)
    case 'late': return t('report.figure.late', { level: t(`level.${rest}` as Key) })
    case 'hour': return t('report.figure.hour', { from: hour(rest), to: hour(String(Number(rest) + 1)) })
    case 'band': return bandName(rest)
    case 'age': {
      const [band, sex = ''] = split(rest)
      return `${bandName(band)}, ${t(`sex.${sex}` as Key)}`
    }
    case 'outcome': return outcomeName(rest)
    case 'wait': return t(rest === 'triage' ? 'report.figure.waitTriage' : 'report.figure.waitClinician')
    case 'diagnosis': return rows.flatMap((r) => r.diagnoses).find((d) => d.figure === figure)?.text ?? t('report.diagnosis')
    default: return t(`report.figure.${kind}` as Key)
  }
}

export const outcomeName = (outcome: string) => t(outcome === 'open' ? 'report.figure.open' : (`outcome.${outcome}` as Key))

function split(figure: string): [string, string?] {
  const at = figure.indexOf(':')
  return at < 0 ? [figure] : [figure.slice(0, at), figure.slice(at + 1)]
}

const minutes = (from: string, to: string) => Math.floor((Date.parse(to) - Date.parse(from)) / 60_000)

/** Minutes at the door before triage; undefined without triage or after a clock set back. */
export function triageWait(row: Schema['ReportRow']): number | undefined {
  return positive(row.triagedAt && minutes(row.arrivedAt, row.triagedAt))
}

/** Minutes from triage (from the door, without one) to the clinician. */
export function clinicianWait(row: Schema['ReportRow']): number | undefined {
  return positive(row.startedAt && minutes(row.triagedAt ?? row.arrivedAt, row.startedAt))
}

const positive = (n: number | '' | undefined) => (typeof n === 'number' && n >= 0 ? n : undefined)

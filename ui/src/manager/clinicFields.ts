import type { Schema } from '../app/api'
import { t } from '../i18n/words'
import type { FormError } from '../kit/ErrorSummary'
import { reasonWord } from './reasonWord'

type Clinic = Schema['Facility']
type Targets = Schema['TargetMinutes']

/** The levels in the order of haste, and what their targets are called. */
export const LEVELS: readonly { key: keyof Targets; level: 0 | 1 | 2 | 3 | 4 }[] = [
  { key: 'emergency', level: 1 }, { key: 'veryUrgent', level: 2 }, { key: 'urgent', level: 3 }, { key: 'routine', level: 4 }, { key: 'notTriaged', level: 0 },
]
const TARGET = 'settings.triage.targetMinutes'

type Line = Required<Schema['LineSettings']>
type CardOnly = NonNullable<Clinic['settings']['door']>['cardOnly']

/** For whom the patients' own door opens by their card only. */
export const CARD_ONLY = ['never', 'outside', 'always'] as const satisfies readonly CardOnly[]

/** How the line moves, with what the server allows. */
export const LINE: readonly { key: keyof Line; word: 'grace' | 'pause' | 'fair' | 'fast'; min: number; max: number }[] = [
  { key: 'graceMinutes', word: 'grace', min: 0, max: 240 }, { key: 'pauseMinutes', word: 'pause', min: 1, max: 60 },
  { key: 'fairEvery', word: 'fair', min: 2, max: 20 }, { key: 'fastLaneEvery', word: 'fast', min: 2, max: 20 },
]

/** The clinic as it stands in the form: figures are what was typed. */
export type ClinicFields = Pick<Clinic, 'name' | 'code' | 'district' | 'country' | 'phone' | 'fileSeries' | 'language'> & {
  targets: Record<keyof Targets, string>
  nationalIdPattern: string
  reasons: readonly string[]
  line: Record<keyof Line, string>
  lockMinutes: string
  tabletLockMinutes: string
  managersTwo: boolean
  cardOnly: CardOnly
}

export function toForm(c: Clinic): ClinicFields {
  const minutes = c.settings.triage.targetMinutes
  const targets = Object.fromEntries(LEVELS.map(({ key }) => [key, String(minutes[key])])) as ClinicFields['targets']
  const line = Object.fromEntries(LINE.map(({ key }) => [key, String(c.settings.line?.[key] ?? '')])) as ClinicFields['line']
  const { name, code, district, country, phone, fileSeries, language } = c
  return { name, code, district, country, phone, fileSeries, language, targets, line, nationalIdPattern: c.settings.nationalIdPattern ?? '', reasons: c.settings.reasons, lockMinutes: String(c.settings.lockMinutes), tabletLockMinutes: String(c.settings.tabletLockMinutes),
    managersTwo: c.settings.managersNeedSecondFactor, cardOnly: c.settings.door?.cardOnly ?? 'never' }
}

/** Labels by the server's field names. */
export function labels() {
  return {
    name: t('clinic.name'), code: t('clinic.code'), district: t('clinic.district'), country: t('clinic.country'), phone: t('clinic.phone'),
    fileSeries: t('clinic.fileSeries'), language: t('setup.step.language'), 'settings.reasons': t('clinic.reasons'), 'settings.lockMinutes': t('clinic.lockMinutes'),
    'settings.tabletLockMinutes': t('clinic.tabletLock'), 'settings.nationalIdPattern': t('clinic.nationalId'),
    ...Object.fromEntries(LEVELS.map(({ key, level }) => [`${TARGET}.${key}`, t(`level.${level}`)])),
    ...Object.fromEntries(LINE.map(({ key, word }) => [`settings.line.${key}`, t(`clinic.line.${word}`)])),
  }
}

/** What to send, on top of the settings that this form does not show; or what is not a figure. */
export function read(form: ClinicFields, over: Clinic): { body: Omit<Schema['ClinicChange'], 'id'>; wrong: FormError[] } {
  const wrong: FormError[] = []
  const names: Record<string, string> = labels()
  const figure = (field: string, text: string, min: number, max: number): number => {
    const n = /^\d+$/.test(text.trim()) ? Number(text) : NaN
    if (!(n >= min && n <= max)) wrong.push({ field, text: t('error.out-of-range', { field: names[field]!, min, max }) })
    return n
  }
  const { targets, line: typed, nationalIdPattern, reasons, lockMinutes, tabletLockMinutes, managersTwo, cardOnly, ...identity } = form
  const targetMinutes = Object.fromEntries(LEVELS.map(({ key }) => [key, figure(`${TARGET}.${key}`, targets[key], 0, 1440)])) as unknown as Targets
  const line = Object.fromEntries(LINE.map(({ key, min, max }) => [key, figure(`settings.line.${key}`, typed[key], min, max)])) as unknown as Line
  if (!reasons.length) wrong.push({ field: 'settings.reasons', text: t('error.required', { field: names['settings.reasons']! }) })
  const settings = {
    ...over.settings, triage: { ...over.settings.triage, targetMinutes }, line, nationalIdPattern: nationalIdPattern.trim(), reasons: [...reasons],
    lockMinutes: figure('settings.lockMinutes', lockMinutes, 1, 240), tabletLockMinutes: figure('settings.tabletLockMinutes', tabletLockMinutes, 1, 5),
    managersNeedSecondFactor: managersTwo, door: { cardOnly },
  }
  return { body: { ...identity, settings }, wrong }
}

/** Both versions of each field in words. */
export function differences(mine: ClinicFields, theirs: ClinicFields) {
  const names: Record<string, string> = labels()
  const plain = ['name', 'code', 'phone', 'country', 'district', 'fileSeries', 'language'] as const
  const yes = (on: boolean) => t(on ? 'stale.yes' : 'stale.no')
  const words = (f: ClinicFields) => f.reasons.map(reasonWord).join(', ')
  return [
    ...plain.map((field) => ({ label: names[field]!, mine: mine[field], theirs: theirs[field] })),
    { label: names['settings.nationalIdPattern']!, mine: mine.nationalIdPattern, theirs: theirs.nationalIdPattern },
    ...LEVELS.map(({ key, level }) => ({ label: t(`level.${level}`), mine: mine.targets[key], theirs: theirs.targets[key] })),
    ...LINE.map(({ key, word }) => ({ label: t(`clinic.line.${word}`), mine: mine.line[key], theirs: theirs.line[key] })),
    { label: names['settings.reasons']!, mine: words(mine), theirs: words(theirs) },
    { label: names['settings.lockMinutes']!, mine: mine.lockMinutes, theirs: theirs.lockMinutes },
    { label: names['settings.tabletLockMinutes']!, mine: mine.tabletLockMinutes, theirs: theirs.tabletLockMinutes },
    { label: t('clinic.door.cardOnly'), mine: t(`clinic.door.${mine.cardOnly}`), theirs: t(`clinic.door.${theirs.cardOnly}`) },
    { label: t('clinic.managersTwo'), mine: yes(mine.managersTwo), theirs: yes(theirs.managersTwo) },
  ]
}

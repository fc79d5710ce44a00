import type { Schema } from '../app/api'
import { waiting } from '../kit/waiting'

export type QueueRow = Schema['QueueRow']
export type Stage = QueueRow['stage']

/** The columns of the board, in the order a patient meets them. Done has a column of its own kind. */
export const STAGES = ['arrived', 'triage', 'waiting', 'serving', 'other'] as const
export type OpenStage = (typeof STAGES)[number]

/** Who looks at the board, as far as it decides what they are offered. */
export interface Who {
  id: string
  /** Works as a nurse: triage is theirs. */
  nurse: boolean
  /** May see patients: consultation and the end of a service. */
  clinician: boolean
  /** May call, move and send away. */
  line: boolean
}

export type Step = 'call' | 'callAgain' | 'miss' | 'startTriage' | 'openTriage' | 'start' | 'open' | 'done' | 'move' | 'later' | 'back' | 'wait' | 'left'

/** From so many calls in vain on the question is whether they are still there. */
export const MANY_MISSED = 3

const isMine = (row: QueueRow, who: Who) => row.staff?.id === who.id

/** Not to be called yet: not there when called, or said they come back. Nobody waits for it with who is in danger. */
export function isAway(row: QueueRow): boolean {
  return row.status === 'waiting' && row.why.some((w) => w.code === 'away') && !isDangerous(row)
}

const isDangerous = (row: QueueRow) => row.why.some((w) => w.code === 'emergency' || ((w.code === 'level' || w.code === 'said') && Number(w.params['level']) <= 2))

/** What is recommended with this row, if it is this person's to do. */
export function nextStep(row: QueueRow, who: Who): Step | undefined {
  const called = row.status === 'called'
  if (isAway(row)) return who.line ? (row.missed >= MANY_MISSED ? 'left' : 'back') : undefined
  switch (row.stage) {
    case 'arrived':
      return who.nurse ? 'startTriage' : who.line && !who.clinician ? 'call' : undefined
    case 'triage':
      if (called) return who.nurse ? 'startTriage' : undefined
      return who.nurse && isMine(row, who) ? 'openTriage' : undefined
    case 'waiting':
      if (!called) return who.line ? 'call' : undefined
      return who.clinician ? 'start' : undefined
    case 'serving':
      return who.clinician && isMine(row, who) ? 'open' : undefined
    case 'other':
      if (row.status === 'waiting') return who.line ? 'call' : undefined
      return who.clinician && isMine(row, who) ? 'done' : undefined
    default:
      return undefined
  }
}

/** Everything that can be done with this row, the recommended step first. The server decides again. */
export function steps(row: QueueRow, who: Who): Step[] {
  if (row.stage === 'done') return []
  const untriaged = row.stage === 'arrived' || row.stage === 'triage'
  const waits = row.status === 'waiting'
  const called = row.status === 'called'
  const serving = row.status === 'serving'
  const can: Record<Step, boolean> = {
    startTriage: who.nurse && untriaged && !serving,
    openTriage: who.clinician && (untriaged ? serving || !who.nurse : row.stage === 'waiting'),
    call: who.line && waits,
    callAgain: who.line && called && isMine(row, who),
    miss: who.line && called,
    // A nurse's start before triage is triage; a doctor's is the consultation.
    start: who.clinician && !serving && (untriaged ? !who.nurse : row.stage === 'waiting'),
    open: who.clinician && row.stage === 'serving',
    move: who.line,
    later: who.line && !serving && !isAway(row),
    back: who.line && isAway(row),
    wait: who.line && !waits,
    done: who.clinician && !waits,
    left: who.line,
  }
  let all = (Object.keys(can) as Step[]).filter((s) => can[s])
  if (row.missed >= MANY_MISSED && can.left) all = ['left', ...all.filter((s) => s !== 'left')]
  const first = nextStep(row, who)
  return first ? [first, ...all.filter((s) => s !== first)] : all
}

/** The rows of each column; the server's order is kept. */
export function columns(rows: readonly QueueRow[]): Record<OpenStage, QueueRow[]> {
  const out: Record<OpenStage, QueueRow[]> = { arrived: [], triage: [], waiting: [], serving: [], other: [] }
  for (const row of rows) if (row.stage !== 'done') out[row.stage].push(row)
  return out
}

/**
 * The rows whose next step shows as a button: what this person has in hand, and the first of each column.
 * All other rows keep theirs in the menu, so that the eye finds the one that is due.
 */
export function offered(rows: readonly QueueRow[], who: Who): Set<string> {
  const out = new Set<string>()
  const had = new Set<Stage>()
  for (const row of rows) {
    if (!nextStep(row, who)) continue
    if (isAway(row)) {
      if (row.missed >= MANY_MISSED) out.add(row.id)
      continue
    }
    const inHand = row.status !== 'waiting'
    if (inHand || !had.has(row.stage)) out.add(row.id)
    if (!inHand) had.add(row.stage)
  }
  return out
}

/** Red by triage, or sent to the front by reception and not triaged yet. */
export function isEmergency(row: QueueRow): boolean {
  return row.level === 1 || (row.emergency && row.level === 0)
}

/** The one filled button of the board: an emergency that waits, else who is in hand, else the first in serving order that is this person's. */
export function due(rows: readonly QueueRow[], who: Who): QueueRow | undefined {
  const open = rows.filter((r) => nextStep(r, who) && !isAway(r))
  return open.find((r) => r.status === 'waiting' && isEmergency(r)) ?? open.find((r) => isMine(r, who)) ?? open.find((r) => r.status === 'waiting')
}

/** One list of all stages: what this person has in hand, then who waits in serving order, then who is being served. */
export function listed(rows: readonly QueueRow[], who: Who): QueueRow[] {
  const rank = (r: QueueRow) => (r.status !== 'serving' ? 1 : isMine(r, who) && nextStep(r, who) ? 0 : 2)
  return rows.map((r, at) => ({ r, at })).sort((a, b) => rank(a.r) - rank(b.r) || a.at - b.at).map((x) => x.r)
}

/** Who comes after for triage: the first in serving order whom nobody has taken. */
export function nextForTriage(rows: readonly QueueRow[], exceptVisit?: string): QueueRow | undefined {
  return rows.find((r) => r.stage === 'arrived' && r.visitId !== exceptVisit && !isAway(r))
}

/** Late now, also when the minutes went by since the board was read. Nobody who is being served is late. */
export function isLate(row: QueueRow, nowMs: number): boolean {
  if ((row.status !== 'waiting' && row.status !== 'called') || isAway(row)) return false
  return row.late || waiting(Date.parse(row.waitingSince), nowMs, row.targetMinutes).state === 'late'
}

/** Departments that have people now, with how many of them wait. */
export function byDepartment(rows: readonly QueueRow[]): Map<string, { people: number; waiting: number }> {
  const out = new Map<string, { people: number; waiting: number }>()
  for (const r of rows) {
    const d = out.get(r.departmentId) ?? { people: 0, waiting: 0 }
    d.people++
    if (r.status === 'waiting' || r.status === 'called') d.waiting++
    out.set(r.departmentId, d)
  }
  return out
}

/** The rows that are not as they were: they fade once. Nothing is new on the first look. */
export function changed(before: readonly QueueRow[] | undefined, now: readonly QueueRow[]): Set<string> {
  if (!before) return new Set()
  const was = new Map(before.map((r) => [r.id, shape(r)]))
  return new Set(now.filter((r) => was.get(r.id) !== shape(r)).map((r) => r.id))
}

const shape = (r: QueueRow) => `${r.stage} ${r.status} ${r.level} ${r.selfLevel} ${r.departmentId} ${r.room} ${r.calls} ${r.missed}`

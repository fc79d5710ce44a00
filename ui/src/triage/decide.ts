import type { Decided, Result } from './form'
import { undecided } from './form'

/** Codes the server accepts, in the order of the screen. */
export const RAISE = ['patient-said', 'looks-worse', 'senior-concern', 'shock', 'mechanism', 'vulnerable', 'family-worried', 'other'] as const
export const LOWER = ['known-normal-for-patient', 'cause-treated', 'measured-wrong', 'seen-by-senior', 'other'] as const
export const UNFINISHED = ['refused', 'equipment'] as const

// The less urgent the larger; a patient without a level is least urgent, because any finding may raise them.
const rank = (level: number) => (level === 0 ? 5 : level)

/** The level the patient would be queued by. */
export function wanted(decided: Decided, computed: number): number {
  return decided.level || computed
}

export function way(decided: Decided, computed: number): 'up' | 'down' | undefined {
  if (!decided.level || decided.level === computed) return undefined
  return rank(decided.level) < rank(computed) ? 'up' : 'down'
}

// With nothing found to judge by, a person who raises means at least very urgent.
const ladder = (computed: number) => (computed === 0 ? [0, 2, 1] : [4, 3, 2, 1])

/** One level up or down from where the patient stands now; undefined when there is none. */
export function moved(decided: Decided, computed: number, to: 'up' | 'down'): Decided | undefined {
  const levels = ladder(computed)
  const level = levels[levels.indexOf(wanted(decided, computed)) + (to === 'up' ? 1 : -1)]
  if (level === undefined) return undefined
  if (level === computed) return { ...undecided, unfinished: decided.unfinished }
  const next = { ...decided, level, from: computed }
  return way(next, computed) === way(decided, computed) ? next : { ...next, reason: '', text: '' }
}

/**
 * What is left of a decision when the score changed under it: a raise that the score has reached is done with, and a
 * lowering never outlives a new finding.
 */
export function standing(decided: Decided, computed: number): Decided {
  if (!decided.level || decided.from === computed) return decided
  const none = { ...undecided, unfinished: decided.unfinished }
  if (way(decided, decided.from) === 'down' || rank(decided.level) >= rank(computed)) return none
  return { ...decided, from: computed }
}

/** Why a level may not be lowered, by the server's code; undefined when it may. */
export function mayNotLower(result: Result, senior: boolean): 'emergency-sign-stays' | 'senior-needed' | undefined {
  if ((result.rules ?? []).some((r) => r.kind === 'sign' && r.level === 1)) return 'emergency-sign-stays'
  return senior ? undefined : 'senior-needed'
}

/** Green, or nothing at all, with answers missing: then the server asks why they are missing. */
export function mustSayWhyUnfinished(result: Result, decided: Decided): boolean {
  return !result.complete && rank(wanted(decided, result.computed)) >= 4
}

import { signal } from '@preact/signals'
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { Key } from '../i18n/words'

/**
 * A key as written in the list: "/", "Ctrl+K", "Alt+N", "G Q" (one after the other), "1".
 * Letters are matched by what they type, digits also from the number pad.
 */
export interface Shortcut {
  keys: string
  says: Key
  run: () => void
  /** Also inside text fields. Only for chords with Ctrl or Alt, and for Esc. */
  inFields?: boolean
}

const STORED = 'karete.shortcuts'
const SEQUENCE_MS = 1000

const read = () => {
  try {
    return localStorage.getItem(STORED) !== 'off'
  } catch {
    return true
  }
}

/** Off turns every single-key shortcut off (WCAG 2.1.4); chords with Ctrl or Alt stay. */
export const shortcutsOn = signal(read())

export function switchShortcuts(on: boolean): void {
  shortcutsOn.value = on
  try {
    localStorage.setItem(STORED, on ? 'on' : 'off')
  } catch {
    // holds for this page
  }
}

export interface Group { list: readonly Shortcut[]; modal: boolean }

/** What is on offer now, oldest group first: the list behind "?" reads it. */
export const offered = signal<readonly Group[]>([])

/** The written form of a key press: "Ctrl+Enter", "Alt+N", "/", "Q". */
export function written(e: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'code'>): string {
  const key = e.altKey && e.code.startsWith('Key') ? e.code.slice(3) : e.key.length === 1 ? e.key.toUpperCase() : e.key === 'Escape' ? 'Esc' : e.key
  return `${e.ctrlKey || e.metaKey ? 'Ctrl+' : ''}${e.altKey ? 'Alt+' : ''}${key}`
}

/** Which shortcut a press means, given the key pressed just before (for "G Q"). Later groups win, so a page covers its frame. */
export function meant(groups: readonly (readonly Shortcut[])[], now: string, first: string | undefined, typing: boolean, singles: boolean): Shortcut | undefined {
  const chord = /^(Ctrl|Alt)\+/.test(now) || now === 'Esc'
  if (!chord && (typing || !singles)) return undefined
  for (const group of [...groups].reverse()) {
    const hit = group.find((s) => s.keys.toUpperCase() === `${first} ${now}`.toUpperCase()) ?? group.find((s) => s.keys.toUpperCase() === now.toUpperCase())
    if (hit && (!typing || hit.inFields)) return hit
  }
  return undefined
}

const typesText = (el: EventTarget | null) =>
  el instanceof HTMLElement && (el.isContentEditable || el.matches('textarea, select, input:not([type=radio]):not([type=checkbox]):not([type=button])'))

let first: { key: string; at: number } | undefined

function onKeyDown(e: KeyboardEvent): void {
  if (e.defaultPrevented || e.isComposing || e.repeat) return
  const now = written(e)
  const before = first && e.timeStamp - first.at < SEQUENCE_MS ? first.key : undefined
  const typing = typesText(e.target)
  first = undefined
  const sheet = offered.value.filter((g) => g.modal).slice(-1)
  const groups = sheet.length ? sheet : offered.value
  const hit = meant(groups.map((g) => g.list), now, before, typing, shortcutsOn.value)
  if (hit) {
    e.preventDefault()
    hit.run()
  } else if (!typing && e.key.length === 1) {
    first = { key: now, at: e.timeStamp }
  }
}

/** Offers these keys while the component is there. A sheet's keys (`modal`, see Sheet) shut out those of the page under it. */
export function useShortcuts(list: readonly Shortcut[], modal = false): void {
  const latest = useRef(list)
  latest.current = list
  const shape = list.map((s) => s.keys).join('|')
  // Before the paint: a key one can see must work.
  useLayoutEffect(() => {
    // The group is stable; what its keys run is looked up at the press, so a new render needs no new group.
    const group = { modal, list: latest.current.map((s, i) => ({ ...s, run: () => latest.current[i]?.run() })) }
    if (!offered.value.length) document.addEventListener('keydown', onKeyDown)
    offered.value = [...offered.value, group]
    return () => {
      offered.value = offered.value.filter((g) => g !== group)
      if (!offered.value.length) document.removeEventListener('keydown', onKeyDown)
    }
  }, [shape, modal])
}

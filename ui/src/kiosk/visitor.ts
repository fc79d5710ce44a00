import { batch, signal } from '@preact/signals'
import { moved } from '../app/router'
import { box } from '../app/session'
import { rememberedLanguage, setLanguage, type Language } from '../i18n/words'
import type { Booking, DoorView, Opened } from './door'
import { forgetTelling } from './telling'

/** Where these pages stand: on a tablet that the clinic put there, or on the patient's own phone. */
export const place = signal<'kiosk' | 'phone'>('kiosk')

export type Step =
  | { at: 'start' | 'card' | 'number' | 'year' | 'confirm' | 'reason' | 'here' | 'feel' | 'visits' | 'helped' }
  | { at: 'told'; level: 'R' | 'D' | 'N' }
  | { at: 'now'; room?: string; ticket?: string; alone?: boolean; away?: boolean }
  | { at: 'pick'; moving?: Booking }

// Who stands here and what they said. It is in memory and nowhere else, and wipe() forgets all of it.
export const opened = signal<Opened | undefined>(undefined)
/** Somebody who came along answers. */
export const companion = signal(false)
export const view = signal<DoorView | undefined>(undefined)
/** They chose the language on this screen themselves. */
export const chose = signal(false)
/** The number that is being typed. */
export const typed = signal('')
export const step = signal<Step>({ at: 'start' })
/** What the page says first to whoever comes to it: why the last thing did not go, or that it did. */
export const said = signal<{ tone: 'danger' | 'ok' | 'info'; text: () => string } | undefined>(undefined)
/** Another number for each person: whatever a page held of the last one goes with it. */
export const turn = signal(0)
const before = signal<readonly Step[]>([])

// An answer may come after the one who asked has gone: then it leads nowhere.
const NOBODYS = new Set<Step['at']>(['start', 'card', 'number', 'year', 'helped'])
/** Also of nobody: a sign of danger that the box did not hear, because it had forgotten them. */
const isNobodys = (next: Step) => NOBODYS.has(next.at) || (next.at === 'now' && !!next.alone)

const now = (next: Step, past: readonly Step[]) => {
  if (!opened.value && !isNobodys(next)) return
  batch(() => {
    said.value = undefined
    before.value = past
    step.value = next
    moved.value = true // so that the new heading is read out
  })
  scrollTo(0, 0)
}

export const go = (next: Step): void => now(next, [...before.value, step.value])

/** There is no way back to what was before. */
export const goFor = (next: Step): void => now(next, [])

export function back(): void {
  const last = before.value.at(-1)
  if (!last || last.at === 'start') wipe()
  else now(last, before.value.slice(0, -1))
}

/** From here a number and a year open the door, too; else only a card does. */
export const byNumber = (): boolean => box.value?.byNumber !== false

/** Nobody waits for it; a page that goes away still sends it. */
function close(token: string): void {
  void fetch('/api/v1/door/close', { method: 'POST', keepalive: true, headers: { 'Karete-Door': token, 'Content-Type': 'application/json' }, body: '{}' }).catch(() => undefined)
}

/** Nothing of the person who was here stays: the box ends their session, the page forgets, the address says nothing. */
export function wipe(): void {
  if (opened.value) close(opened.value.token)
  batch(() => {
    opened.value = undefined
    companion.value = false
    view.value = undefined
    typed.value = ''
    chose.value = false
    forgetTelling()
    turn.value++
    now({ at: 'start' }, [])
  })
  history.replaceState(null, '', place.value === 'kiosk' ? `/${location.hash}` : '/my')
  const home = (box.value?.facility?.language as Language | undefined) ?? rememberedLanguage()
  if (place.value === 'kiosk' && document.documentElement.lang !== home) void setLanguage(home)
}

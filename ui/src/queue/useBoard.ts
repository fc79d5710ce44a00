import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { useLive } from '../app/live'
import { useLoad } from '../app/useLoad'
import { minute } from '../kit/clock'
import { hasRole, session, can } from '../app/session'
import { changed, type QueueRow, type Who } from './rows'

export type Board = Schema['Board']

/** The signed-in person as the board sees them. */
export function me(): Who {
  return { id: session.value?.staff.id ?? '', nurse: hasRole('nurse') && can('triage.save'), clinician: can('queue.start'), line: can('queue.call') }
}

interface Seen { all: Board; shown: Board; department: string }

/**
 * The line as it is, kept fresh by the live stream and by each minute, in which somebody may become late and move up.
 * While `hold` is true (a menu is open) or a finger is down, what is shown stays as it is.
 */
export function useBoard(department = '', hold = false) {
  const wanted = useRef(department)
  wanted.current = department
  const load = useLoad<Seen>(async () => {
    const at = wanted.current
    const all = await ask(api.GET('/api/v1/queue', {}))
    return { all, shown: at ? await ask(api.GET('/api/v1/queue', { params: { query: { department: at } } })) : all, department: at }
  }, [])
  useLive(['queue'], load.reload)

  const first = useRef(true)
  useEffect(() => {
    if (first.current) first.current = false
    else load.reload()
  }, [department, minute.value])

  const pressed = usePressed()
  const held = useRef<Seen | undefined>(undefined)
  if (!hold && !pressed) held.current = load.data
  const seen = held.current ?? load.data

  const shown = useMemo(() => seen && (seen.department === department ? seen.shown : only(seen.all, department)), [seen, department])
  const before = useRef<{ rows: readonly QueueRow[]; fading: ReadonlySet<string> } | undefined>(undefined)
  if (shown && before.current?.rows !== seen!.all.entries) {
    before.current = { rows: seen!.all.entries, fading: changed(before.current?.rows, seen!.all.entries) }
  }
  return {
    board: shown, all: seen?.all, fading: before.current?.fading ?? new Set<string>(),
    error: load.error, at: load.at, reload: load.reload,
  }
}

/** What is known of one department until the server has counted it. */
function only(board: Board, department: string): Board {
  if (!department) return board
  const doneToday = board.doneToday.filter((r) => r.departmentId === department)
  return { ...board, entries: board.entries.filter((r) => r.departmentId === department), doneToday, counts: { ...board.counts, done: doneToday.length } }
}

const LIFT_MS = 300

/** True from a press until shortly after it: a row must not slip away between finger down and click. */
function usePressed(): boolean {
  const [pressed, setPressed] = useState(false)
  const lift = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const down = useCallback(() => {
    clearTimeout(lift.current)
    setPressed(true)
  }, [])
  const up = useCallback(() => {
    clearTimeout(lift.current)
    lift.current = setTimeout(() => setPressed(false), LIFT_MS)
  }, [])
  useEffect(() => {
    document.addEventListener('pointerdown', down)
    document.addEventListener('pointerup', up)
    document.addEventListener('pointercancel', up)
    return () => {
      clearTimeout(lift.current)
      document.removeEventListener('pointerdown', down)
      document.removeEventListener('pointerup', up)
      document.removeEventListener('pointercancel', up)
    }
  }, [])
  return pressed
}

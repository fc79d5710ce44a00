import { api, ask } from '../app/api'
import { complain } from '../app/complain'
import { navigate, path } from '../app/router'
import { uuidv7 } from '../app/uuidv7'
import { timeText } from '../i18n/dates'
import { t } from '../i18n/words'
import { showName } from '../kit/person'
import { toast } from '../kit/toast'
import type { QueueRow } from './rows'

const on = (row: QueueRow) => ({ params: { path: { entryId: row.id } }, body: { id: uuidv7(), patientId: row.patient.id } })
const visitOf = (row: QueueRow) => ({ params: { path: { visitId: row.visitId } }, body: { id: uuidv7(), patientId: row.patient.id } })

/** Runs what a press asked for; says why when it was refused. Answers whether it was done. */
async function attempt(run: () => Promise<unknown>): Promise<boolean> {
  try {
    await run()
    return true
  } catch (e) {
    complain(e)
    return false
  }
}

const waitAgain = (row: QueueRow) => void attempt(() => ask(api.POST('/api/v1/queue/{entryId}/wait', on(row))))

export function call(row: QueueRow): Promise<boolean> {
  return attempt(async () => {
    // The room is where whoever calls serves; the server knows.
    const called = await ask(api.POST('/api/v1/queue/{entryId}/call', on(row)))
    toast(t(called.room ? 'queue.calledTo' : 'queue.called', { ticket: row.ticket, room: called.room }), () => waitAgain(row))
  })
}

/** Called in vain. Undo is the call once more. */
export function miss(row: QueueRow): Promise<boolean> {
  return attempt(async () => {
    const waits = await ask(api.POST('/api/v1/queue/{entryId}/miss', on(row)))
    toast(t('queue.missed', { ticket: row.ticket, time: waits.backAt ? timeText(waits.backAt) : '' }), () => void call(row))
  })
}

/** Goes away for a while and keeps the place; 0 minutes: is back. */
export function later(row: QueueRow, minutes: number): Promise<boolean> {
  return attempt(async () => {
    const { params, body } = on(row)
    const waits = await ask(api.POST('/api/v1/queue/{entryId}/later', { params, body: { ...body, minutes } }))
    if (waits.backAt) toast(t('queue.comesBack', { ticket: row.ticket, time: timeText(waits.backAt) }), () => void later(row, 0))
    else toast(t('queue.isBack', { ticket: row.ticket }))
  })
}

/** Where the work on a row is done. */
export const workAt = (row: QueueRow, what: 'triage' | 'consultation') => (what === 'triage' ? `/visits/${row.visitId}/triage` : `/consult/${row.patient.id}`)

/** Begins with the patient and opens the page for it; undo also leaves that page. `before` is what was done just before, said in the same bar. */
export function start(row: QueueRow, what: 'triage' | 'consultation', before = ''): Promise<boolean> {
  return attempt(async () => {
    await ask(api.POST('/api/v1/queue/{entryId}/start', on(row)))
    const to = workAt(row, what)
    toast(`${before} ${t('queue.started', { name: showName(row.patient.displayName) })}`.trim(), () => {
      waitAgain(row)
      if (path.value === to) navigate('/')
    })
    navigate(to)
  })
}

export function wait(row: QueueRow): Promise<boolean> {
  return attempt(async () => {
    await ask(api.POST('/api/v1/queue/{entryId}/wait', on(row)))
    toast(t('queue.waitsAgain', { ticket: row.ticket }))
  })
}

/** Sends somebody on; the next line sees why. */
export function move(row: QueueRow, departmentId: string, department: string, reason: string): Promise<boolean> {
  return attempt(async () => {
    const { params, body } = on(row)
    const placed = await ask(api.POST('/api/v1/queue/{entryId}/move', { params, body: { ...body, departmentId, reason } }))
    toast(t('queue.moved', { ticket: row.ticket, department }), () => {
      const again = on(placed)
      void attempt(() => ask(api.POST('/api/v1/queue/{entryId}/move', { params: again.params, body: { ...again.body, departmentId: row.departmentId, reason: 'undo' } })))
    })
  })
}

/** Ends the service here, or records that the patient is gone. When that closed the visit it can be opened again. */
export function end(row: QueueRow, how: 'done' | 'left'): Promise<boolean> {
  return attempt(async () => {
    const ended = await ask(how === 'done' ? api.POST('/api/v1/queue/{entryId}/done', on(row)) : api.POST('/api/v1/queue/{entryId}/left', on(row)))
    const undo = () => void attempt(() => ask(api.POST('/api/v1/visits/{visitId}/reopen', visitOf(row))))
    toast(t(how === 'done' ? 'queue.isDone' : 'queue.hasLeft', { ticket: row.ticket }), ended.outcome ? undo : undefined)
  })
}

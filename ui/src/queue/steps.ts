import type { IconName } from '../kit/Icon'
import { t, type Key } from '../i18n/words'
import { navigate } from '../app/router'
import { call, end, later, miss, start, wait, workAt } from './commands'
import type { QueueRow, Step } from './rows'

const LOOK: Record<Step, { icon: IconName; word: Key }> = {
  call: { icon: 'bell', word: 'queue.call' },
  callAgain: { icon: 'bell', word: 'queue.callAgain' },
  miss: { icon: 'close', word: 'queue.miss' },
  later: { icon: 'clock', word: 'queue.later' },
  back: { icon: 'hand', word: 'queue.back' },
  startTriage: { icon: 'go', word: 'queue.startTriage' },
  openTriage: { icon: 'pen', word: 'queue.openTriage' },
  start: { icon: 'stethoscope', word: 'action.start' },
  open: { icon: 'pen', word: 'action.open' },
  done: { icon: 'check', word: 'queue.done' },
  move: { icon: 'swap', word: 'queue.move' },
  wait: { icon: 'undo', word: 'queue.wait' },
  left: { icon: 'door', word: 'queue.left' },
}

/** The words and the picture of a step. A call names whom it calls; triage that was done before is done again. */
export function stepLook(step: Step, row: QueueRow): { icon: IconName; text: string } {
  const { icon, word } = LOOK[step]
  if (step === 'openTriage' && row.level > 0) return { icon, text: t('queue.triageAgain') }
  return { icon, text: t(word, { ticket: row.ticket }) }
}

/** Does what the button or the menu says; answers when the server has. `onMore` opens what asks on: where to, or when they are back. */
export async function take(step: Step, row: QueueRow, onMore: (row: QueueRow, what: 'move' | 'later') => void): Promise<unknown> {
  switch (step) {
    case 'call':
    case 'callAgain': return call(row)
    case 'startTriage': return start(row, 'triage')
    case 'start': return start(row, 'consultation')
    case 'openTriage': return navigate(workAt(row, 'triage'))
    case 'open': return navigate(workAt(row, 'consultation'))
    case 'wait': return wait(row)
    case 'done':
    case 'left': return end(row, step)
    case 'miss': return miss(row)
    case 'back': return later(row, 0)
    case 'move':
    case 'later': return onMore(row, step)
  }
}

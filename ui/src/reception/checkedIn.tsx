import { signal } from '@preact/signals'
import { api, ask, type Schema } from '../app/api'
import { complain } from '../app/complain'
import { navigate } from '../app/router'
import { uuidv7 } from '../app/uuidv7'
import { rich, t } from '../i18n/words'
import { showName } from '../kit/person'
import { useShortcuts } from '../kit/shortcuts'
import { closeToast, toast } from '../kit/toast'
import { rememberPlace } from './lastPlace'

type Visit = Schema['Visit']

/** The newest check-in from this desk: the home page clears its box after it, the registration page its form. */
export const lastCheckIn = signal<Pick<Visit, 'id' | 'patientId'> | undefined>(undefined)

/** Says the ticket number, with Print and Undo. `newcomer`: registered just now, so a card is offered as well. */
export function sayCheckedIn(visit: Visit, displayName: string, newcomer = false): void {
  lastCheckIn.value = { id: visit.id, patientId: visit.patientId }
  rememberPlace(visit.departmentId)
  toast(<CheckedIn visit={visit} name={showName(displayName)} newcomer={newcomer} />, () => void cancel(visit))
}

async function cancel(visit: Visit): Promise<void> {
  try {
    await ask(api.POST('/api/v1/visits/{visitId}/cancel', { params: { path: { visitId: visit.id } }, body: { id: uuidv7(), patientId: visit.patientId, reason: 'undo' } }))
    toast(t('checkIn.undone', { ticket: visit.ticket }))
  } catch (e) {
    complain(e)
  }
}

/** Makes a card and opens its print page. */
export async function makeCard(patientId: string): Promise<void> {
  try {
    const card = await ask(api.POST('/api/v1/patients/{patientId}/cards', { params: { path: { patientId } }, body: { id: uuidv7() } }))
    closeToast()
    navigate(`/print/card/${card.id}`)
  } catch (e) {
    complain(e)
  }
}

function CheckedIn({ visit, name, newcomer }: { visit: Visit; name: string; newcomer: boolean }) {
  const print = () => {
    closeToast()
    navigate(`/print/ticket/${visit.id}`)
  }
  // The box keeps the focus after a check-in, where a single P is the beginning of a name: hence the chord.
  useShortcuts([{ keys: 'Alt+P', says: 'shortcut.print', run: print, inFields: true }, { keys: 'P', says: 'shortcut.print', run: print }])
  return (
    <span class="checked-in" data-testid="checked-in">
      <span>{rich('checkIn.done', { ticket: <b class="num">{visit.ticket}</b>, name })}</span>
      <button type="button" class="toast-act" data-testid="print-ticket" onClick={print}>{t('print.ticket')} <kbd class="kbd" aria-hidden="true">Alt P</kbd></button>
      {newcomer && <button type="button" class="toast-act" data-testid="make-card" onClick={() => void makeCard(visit.patientId)}>{t('card.issue')}</button>}
    </span>
  )
}

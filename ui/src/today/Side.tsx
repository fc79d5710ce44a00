import './today.css'
import { can } from '../app/session'
import type { Board } from '../queue/useBoard'
import { ExpectedToday } from './Expected'
import { LastRecords, SeenToday } from './Records'
import { SaidToday } from './Said'

/** What stands beside a line and comes after it: fetched when the page itself is there. */
export default function Side({ of, board }: { of: 'desk' | 'nurse' | 'doctor'; board: Board | undefined }) {
  return (
    <>
      {of === 'desk' && can('appointment.day') && <ExpectedToday />}
      {of !== 'doctor' && can('selfTriage.list') && <SaidToday />}
      {of === 'doctor' && <SeenToday gone={board?.doneToday ?? []} />}
      {of === 'doctor' && can('patient.search') && <LastRecords />}
    </>
  )
}

import './patient.css'
import { useState } from 'preact/hooks'
import type { Schema } from '../app/api'
import { Lazy } from '../app/Lazy'
import { useLive } from '../app/live'
import { can } from '../app/session'
import { useLoad } from '../app/useLoad'
import { today } from '../i18n/dates'
import { laterWords, t } from '../i18n/words'
import { Button } from '../kit/Button'
import { minute } from '../kit/clock'
import { Icon } from '../kit/Icon'
import { concerns, filesOf } from '../joined/file'
import { departmentName } from '../queue/departments'
import { useClinic } from '../reception/clinic'
import { readOfPatient, type Appointment } from './calls'
import { sorted } from './order'
import { reasonText, STATES, whenText } from './say'

const bookSheet = () => laterWords(import('./BookSheet'))
const seatSheet = () => laterWords(import('./OfPatient'))

/** Earlier ones than these say little: the newest few are enough. */
const PAST = 3

/** When somebody is expected, when they came and when not; and a place to book the next one. */
export function PatientBookings({ patient }: { patient: Schema['Patient'] }) {
  const [booking, setBooking] = useState(false)
  const [open, setOpen] = useState<Appointment>()
  const [all, setAll] = useState(false)
  const files = filesOf(patient.id, patient)
  const list = useLoad(() => readOfPatient(patient.id), [patient.id])
  useLive(['booking', 'queue'], list.reload, (e) => concerns(files, e) && !/^(queue|triage)\./.test(e.action)) // each reading is in the journal
  const clinic = useClinic()
  const day = today(minute.value)
  const { coming, past } = sorted(list.data?.appointments ?? [], day)
  const place = (id: string) => {
    const d = clinic?.departments.find((x) => x.id === id)
    return d ? departmentName(d) : ''
  }
  const row = (a: Appointment) => {
    const look = STATES[a.status]
    return (
      <li key={a.id}>
        <button type="button" class="pb-row" aria-haspopup="dialog" data-testid={`booking-${a.day}`} onClick={() => setOpen(a)}>
          <b class="num pb-when">{whenText(a, day)}</b>
          <span class="grow">{[place(a.departmentId), a.reason && reasonText(a.reason)].filter(Boolean).join(', ')}</span>
          <span class={`state state-${look.tone}`}><Icon name={look.icon} size="s" />{t(look.key)}</span>
        </button>
      </li>
    )
  }
  return (
    <section class="card" aria-labelledby="bookings-head" data-testid="bookings">
      <header class="card-head"><h2 id="bookings-head">{t('booked.title')}</h2>{can('appointment.book') && !patient.deceasedOn && <span class="sp"><Button size="s" icon="calendar" onClick={() => setBooking(true)} data-testid="book-patient">{t('booked.book')}</Button></span>}</header>
      {list.data && !coming.length && !past.length && <p class="pad t2 pb-none">{t('booked.none')}</p>}
      <ul>{coming.map(row)}{past.slice(0, all ? undefined : PAST).map(row)}</ul>
      {past.length > PAST && !all && <p class="pb-all"><button type="button" class="linklike" onClick={() => setAll(true)}>{t('action.showAll')}</button></p>}
      {booking && <Lazy over load={bookSheet} props={{ person: patient, onClose: () => setBooking(false), onDone: list.reload }} />}
      {open && <Lazy over load={seatSheet} props={{ booking: { ...open, patient }, place: place(open.departmentId), onClose: () => setOpen(undefined), onAgain: () => { setOpen(undefined); setBooking(true) } }} />}
    </section>
  )
}

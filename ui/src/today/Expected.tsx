import { useRef, useState } from 'preact/hooks'
import { api, ask } from '../app/api'
import { choosePatient } from '../app/chosen'
import { useLive } from '../app/live'
import { complain } from '../app/complain'
import { ApiError, errorText } from '../app/problem'
import { can } from '../app/session'
import { useLoad } from '../app/useLoad'
import { uuidv7 } from '../app/uuidv7'
import { civil, today } from '../i18n/dates'
import { plural, rich, t } from '../i18n/words'
import { Button } from '../kit/Button'
import { minute } from '../kit/clock'
import { Note } from '../kit/message'
import { showName } from '../kit/person'
import { departmentName, useDepartments } from '../queue/departments'
import { reasonText } from '../reception/ArrivalFields'
import { sayCheckedIn } from '../reception/checkedIn'
import { expected, minutesOf, type Booking } from './expected'

const FIRST = 6

/** Who is booked for the next hours; one press makes a visit of the booking. */
export function ExpectedToday() {
  const day = today(minute.value)
  const found = useLoad(() => ask(api.GET('/api/v1/appointments/day/{day}', { params: { path: { day } } })), [day])
  useLive(['queue', 'booking'], found.reload)
  const departments = useDepartments()
  const [all, setAll] = useState(false)
  const clock = civil(minute.value)
  const now = clock.hour * 60 + clock.minute
  const e = found.data && expected(found.data, now)
  if (!e) return found.error === undefined ? null : <Note tone="warn">{errorText(found.error)} <Button size="s" onClick={found.reload}>{t('action.tryAgain')}</Button></Note>
  if (!e.all && !found.data!.departments.some((d) => d.open)) return null // a clinic without bookings
  const shown = all ? e.soon : e.soon.slice(0, FIRST)
  return (
    <section class="card td-card" aria-labelledby="expected-head" data-testid="expected">
      <div class="card-head"><h2 id="expected-head">{t('today.expected')}</h2><span class="cap sp num" data-testid="expected-come">{t('today.come', { n: e.come, all: e.all })}</span></div>
      {!e.soon.length && <p class="td-none">{t('today.noneSoon')}</p>}
      <ul>
        {shown.map((b) => {
          const place = departments.find((d) => d.id === b.departmentId)
          const late = now - minutesOf(b.start)
          return (
            <li key={b.id} class="td-row">
              <span class="td-at num"><b>{b.start}</b>{late > 0 && <span class="td-late">{t('today.late', { n: late })}</span>}</span>
              <span class="grow">
                <button type="button" class="td-name" onClick={() => choosePatient(b.patient.id)}>{showName(b.patient.displayName)}</button>
                <span class="cap">{[place && departmentName(place), b.reason && reasonText(b.reason)].filter(Boolean).join(', ')}</span>
              </span>
              <Arrive booking={b} />
            </li>
          )
        })}
      </ul>
      <div class="tfoot td-foot">
        <span class="cap">{[e.later > 0 && plural('today.later', e.later), e.missing > 0 && plural('today.missing', e.missing)].filter(Boolean).join('. ')}</span>
        <span class="sp row row-s">
          {e.soon.length > FIRST && <button type="button" class="linklike" aria-expanded={all} onClick={() => setAll(!all)} data-testid="expected-all">{all ? t('action.showLess') : rich('today.showAll', { n: e.soon.length })}</button>}
          {can('appointment.day') && <a href="/bookings">{t('today.bookings')}</a>}
        </span>
      </div>
    </section>
  )
}

/** Checks in where the booking says. A second press, or one after a lost answer, is the same command. */
function Arrive({ booking: b }: { booking: Booking }) {
  const command = useRef(uuidv7())
  const [busy, setBusy] = useState(false)
  if (b.patient.openVisit) return <span class="cap num td-here">{b.patient.openVisit.ticket}<br />{t('queue.inQueue')}</span>
  if (!can('visit.checkIn')) return null
  const arrive = async () => {
    if (busy) return
    setBusy(true)
    try {
      const visit = await ask(api.POST('/api/v1/visits', { body: { id: command.current, patientId: b.patient.id, departmentId: b.departmentId, reason: b.reason, emergency: false } }))
      sayCheckedIn(visit, b.patient.displayName)
    } catch (e) {
      if (e instanceof ApiError && e.status > 0 && e.status < 500) command.current = uuidv7()
      complain(e)
    } finally {
      setBusy(false)
    }
  }
  return <Button busy={busy} onClick={() => void arrive()} data-testid={`arrive-${b.start}-${b.seat}`} aria-label={t('today.checkIn', { name: showName(b.patient.displayName) })}>{t('action.checkIn')}</Button>
}

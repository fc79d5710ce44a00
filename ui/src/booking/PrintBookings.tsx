import './print.css'
import type { Schema } from '../app/api'
import type { PageArgs } from '../app/pages'
import { session } from '../app/session'
import { useLoad } from '../app/useLoad'
import { dateText, dayText, instantText } from '../i18n/dates'
import { t } from '../i18n/words'
import { serverNow } from '../kit/clock'
import { Empty } from '../kit/message'
import { bornText, sexAge, showName } from '../kit/person'
import { PrintPage } from '../print/PrintPage'
import { departmentName, useDepartments } from '../queue/departments'
import { readDay } from './calls'
import { reasonText, STATES } from './say'

/** A day on paper: for a clinic whose power is off, and for the door. */
export default function PrintBookings({ params }: PageArgs) {
  const [department, day] = [params['department']!, params['day']!]
  const load = useLoad(() => readDay(day, department), [department, day])
  const departments = useDepartments()
  const d = departments.find((x) => x.id === department)
  const slots = (load.data?.departments[0]?.slots ?? []).filter((s) => s.capacity > 0 || s.bookings.length > 0)
  const title = t('booking.listOf', { place: d ? departmentName(d) : '', day: dayText(day) })
  return (
    <PrintPage name="bookings" title={title} size="A4" from="/bookings" ready={slots.length > 0} error={load.error} margins waiting={!!load.data}>
      {load.data && slots.length === 0 && <Empty title={t('booking.nobodyThen')} />}
      {slots.length > 0 && (
        <article class="bkp">
          <header><b>{showName(session.value!.facility.name)}</b><h2>{title}</h2><p>{dateText(day)}</p></header>
          <table>
            <thead><tr><th scope="col">{t('booking.time')}</th><th scope="col">{t('booking.who')}</th><th scope="col">{t('fileNumber.label')}</th><th scope="col">{t('booking.for')}</th><th scope="col">{t('booking.came')}</th></tr></thead>
            <tbody>
              {slots.flatMap((s) => {
                const empty = Math.max(0, s.capacity - s.bookings.length)
                return [
                  ...s.bookings.map((b, i) => <Line key={b.id} at={i === 0 ? s.start : ''} booking={b} />),
                  ...(empty ? [<tr key={`${s.start}-free`} class="bkp-free"><td>{s.bookings.length ? '' : s.start}</td><td colSpan={3}>{t('booking.freeOnPaper', { n: empty })}</td><td /></tr>] : []),
                ]
              })}
            </tbody>
          </table>
          <footer>{t('booking.printedBy', { time: instantText(serverNow()), name: showName(session.value!.staff.displayName) })}</footer>
        </article>
      )}
    </PrintPage>
  )
}

function Line({ at, booking: b }: { at: string; booking: Schema['Booking'] }) {
  const born = bornText(b.patient)
  return (
    <tr>
      <td><b>{at}</b></td>
      <td><b>{showName(b.patient.displayName)}</b><small>{[sexAge(b.patient), born, b.patient.village].filter(Boolean).join(', ')}</small></td>
      <td class="bkp-no">{b.patient.fileNumber}</td>
      <td>{b.reason && reasonText(b.reason)}</td>
      <td class="bkp-box">{b.status === 'booked' || b.status === 'noshow' ? <i /> : t(STATES[b.status].key)}</td>
    </tr>
  )
}

import './patient.css'
import { useLoad, type Loaded } from '../app/useLoad'
import { t } from '../i18n/words'
import { Icon } from '../kit/Icon'
import { departmentName, type Department } from '../queue/departments'
import { readOfPatient, type Appointment } from './calls'

/** The bookings of a patient for today that nobody has come for, the earliest first. */
export function useToday(patientId: string): Loaded<Appointment[]> {
  return useLoad(async () => {
    const { today, appointments } = await readOfPatient(patientId)
    return appointments.filter((a) => a.day === today && a.status === 'booked').sort((a, b) => (a.start < b.start ? -1 : 1))
  }, [patientId])
}

/** Says on arrival that somebody is expected, and where. A booking in another department than the chosen one stays open. */
export function ForToday({ bookings, departments, place }: { bookings: readonly Appointment[]; departments: readonly Department[]; place: string }) {
  return (
    <>
      {bookings.map((b) => {
        const d = departments.find((x) => x.id === b.departmentId)
        return (
          <p key={b.id} class={`pb-today${b.departmentId === place ? '' : ' off'}`} data-testid="booked-today">
            <Icon name="calendar" /><span><b>{t('booked.today', { place: d ? departmentName(d) : '', time: b.start })}</b>{b.departmentId !== place && <> {t('booked.elsewhere')}</>}</span>
          </p>
        )
      })}
    </>
  )
}

import { api, ask, type Schema } from '../app/api'
import { uuidv7 } from '../app/uuidv7'
import type { Spot } from './week'

export type Appointment = Schema['Appointment']
/** Who a booking is for: enough to know them by. */
export type Person = Pick<Schema['PatientSummary'], 'id' | 'displayName' | 'initials' | 'sex' | 'age' | 'village' | 'fileNumber'>
export interface Booking extends Appointment { patient: Person }
export type WeekDay = Schema['WeekDay']
export type DaySlot = Schema['DaySlot']
export type Schedule = Schema['Schedule']
export type DayHours = Schema['DayHours']
/** A place: where, on which day, at what time. */
export interface To extends Spot { departmentId: string }

export const readHours = () => ask(api.GET('/api/v1/appointments/hours'))
export const readWeek = (department: string, from: string) => ask(api.GET('/api/v1/appointments/week', { params: { query: { department, from } } }))
export const readDay = (day: string, department: string) => ask(api.GET('/api/v1/appointments/day/{day}', { params: { path: { day }, query: { department } } }))
export const readOfPatient = (patientId: string) => ask(api.GET('/api/v1/patients/{patientId}/appointments', { params: { path: { patientId } } }))

/** A booking and, when it comes again, all that were booked with it. */
export async function book(body: Schema['Book']): Promise<{ first: Appointment; all: readonly Appointment[] }> {
  const { series, ...first } = await ask(api.POST('/api/v1/appointments', { body }))
  return { first, all: series }
}

/** Whose a booking is, is what the screen knows; the answer to a change does not say it again. */
export async function move(b: Booking, to: To, reason: string, id: string): Promise<Booking> {
  const { departmentId, day, start } = to
  const now = await ask(api.POST('/api/v1/appointments/{appointmentId}/move', {
    params: { path: { appointmentId: b.id }, header: { 'If-Match': `"${b.version}"` } }, body: { id, patientId: b.patient.id, departmentId, day, start, reason },
  }))
  return { ...now, patient: b.patient }
}

export async function cancel(b: Booking, reason: string, following = false): Promise<Booking> {
  const now = await ask(api.POST('/api/v1/appointments/{appointmentId}/cancel', { params: { path: { appointmentId: b.id } }, body: { id: uuidv7(), patientId: b.patient.id, reason, following } }))
  return { ...now, patient: b.patient }
}

export async function restore(b: Booking): Promise<Booking> {
  const now = await ask(api.POST('/api/v1/appointments/{appointmentId}/restore', { params: { path: { appointmentId: b.id } }, body: { id: uuidv7(), patientId: b.patient.id } }))
  return { ...now, patient: b.patient }
}

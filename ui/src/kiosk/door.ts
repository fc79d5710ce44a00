import { api, ask, type Schema } from '../app/api'
import { ApiError } from '../app/problem'
import { uuidv7 } from '../app/uuidv7'
import { language, t } from '../i18n/words'
import { opened, said, view, wipe } from './visitor'

export type Case = Omit<Schema['Case'], 'ageDays'>
export type Question = Schema['Question']
export type Opened = Schema['DoorOpened']
export type Booking = Schema['DoorBooking']
export type DoorView = Schema['DoorView']
export type DoorVisit = Schema['DoorVisit']
export type DoorStep = Schema['DoorStep']
export type Calendar = Schema['DoorCalendar']

type Answer<T> = Promise<{ data?: T; error?: unknown; response: Response }>

/** Who asks is told by this head alone, never by a cookie: it is gone with the page. */
const head = () => ({ headers: { 'Karete-Door': opened.value?.token ?? '' } })

/** The answer; or, when their time is over, the first page: the box forgot them, and so does the page, which says so or does what is to be done then. */
async function mine<T>(call: Answer<T>, onOver = () => { said.value = { tone: 'info', text: () => t('kiosk.over') } }): Promise<T> {
  const token = opened.value?.token
  try {
    return await ask(call)
  } catch (e) {
    if (e instanceof ApiError && e.code === 'door-closed' && token === opened.value?.token) {
      wipe()
      onOver()
    }
    throw e
  }
}

const knock = async (body: Schema['DoorKnock']) => { opened.value = await ask(api.POST('/api/v1/door/open', { body })) }

export const openByCard = (card: string) => knock({ card })
export const openByNumber = (number: string, birthYear: number) => knock({ number, birthYear })

/** A picture in which there may be a card. False when there is none to be seen. */
export async function openByPhoto(photo: Blob): Promise<boolean> {
  try {
    opened.value = await ask(api.POST('/api/v1/door/photo', { body: photo as never, bodySerializer: (b: unknown) => b as Blob, headers: { 'Content-Type': photo.type } }))
    return true
  } catch (e) {
    if (e instanceof ApiError && (e.code === 'not-a-card' || e.code === 'network')) return false
    throw e
  }
}

/** What stands after it is what is shown, unless they have gone in the meantime. */
async function shows(call: Answer<DoorView>): Promise<void> {
  const token = opened.value?.token
  const now = await mine(call)
  if (token && token === opened.value?.token) view.value = now
}

export const readDoor = () => shows(api.GET('/api/v1/door', head()))
export const checkIn = (id: string, reason: string) => shows(api.POST('/api/v1/door/check-in', { ...head(), body: { id, reason, language: language.value } }))
export const readFree = async () => (await mine(api.GET('/api/v1/door/free', head()))).departments
export const book = (body: Schema['DoorBook']) => shows(api.POST('/api/v1/door/bookings', { ...head(), body }))
export const moveBooking = (bookingId: string, body: Schema['DoorMove']) => shows(api.POST('/api/v1/door/bookings/{bookingId}/move', { ...head(), params: { path: { bookingId } }, body }))
export const cancelBooking = (bookingId: string, body: Schema['DoorCancel']) => shows(api.POST('/api/v1/door/bookings/{bookingId}/cancel', { ...head(), params: { path: { bookingId } }, body }))
export const askCallUp = (id: string) => shows(api.POST('/api/v1/door/call-up', { ...head(), body: { id } }))
export const tell = (body: Schema['DoorAnswers'], onOver: () => void) => mine(api.POST('/api/v1/door/self-triage', { ...head(), body }), onOver)

/** On a kiosk also before anybody said who they are. */
export const callHelp = (reason: Schema['DoorCall']['reason']) => ask(api.POST('/api/v1/door/help', { ...(opened.value && head()), body: { id: uuidv7(), reason } }))

/** In the reader's language, where the clinic gave it a name in it. */
export const placeName = (d: { departmentName: string; departmentNameSt: string }) => (language.value === 'st' && d.departmentNameSt) || d.departmentName

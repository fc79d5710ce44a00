import { complain } from '../app/complain'
import { uuidv7 } from '../app/uuidv7'
import { serverNow } from '../kit/clock'
import { today } from '../i18n/dates'
import { plural, t } from '../i18n/words'
import { showName } from '../kit/person'
import { toast } from '../kit/toast'
import { cancel, move, restore, type Booking, type To } from './calls'
import { whenText } from './say'

// Acts that say what they did in the bar at the foot, where they can be taken back for ten seconds.

const says = (b: Booking) => ({ name: showName(b.patient.displayName), when: whenText(b, today(serverNow())) })

/** Takes a booking away. */
export async function cancelled(b: Booking, why: string, following: boolean): Promise<void> {
  try {
    const gone = await cancel(b, why, following)
    toast(t('booking.cancelledDone', says(b)), () => void restored(gone))
  } catch (e) {
    complain(e)
  }
}

async function restored(b: Booking): Promise<void> {
  try {
    const back = await restore(b)
    toast(t('booking.restored', says(back)))
  } catch (e) {
    complain(e)
  }
}

/** Says that somebody has another time now. */
export function sayMoved(now: Booking, before: Booking): void {
  toast(t('booking.movedDone', says(now)), () => void movedBack(now, before))
}

async function movedBack(now: Booking, before: Booking): Promise<void> {
  try {
    const b = await move(now, before, 'undo', uuidv7())
    toast(t('booking.restored', says(b)))
  } catch (e) {
    complain(e)
  }
}

/** Moves without a question, as a drop does. */
export async function moved(b: Booking, to: To): Promise<void> {
  try {
    sayMoved(await move(b, to, '', uuidv7()), b)
  } catch (e) {
    complain(e)
  }
}

/** Says what was booked, and how many of those asked for found a place; taking it back takes back the whole series. */
export function sayBooked(b: Booking, made: number, asked: number): void {
  const text = asked > 1 ? `${t('booking.seriesDone', { ...says(b), n: made })}${made < asked ? ` ${plural('booking.seriesLess', asked - made)}` : ''}` : t('booking.done', says(b))
  toast(text, () => void unbook(b, asked > 1))
}

async function unbook(b: Booking, series: boolean): Promise<void> {
  try {
    await cancel(b, 'undo', series)
    toast(t('booking.cancelledDone', says(b)))
  } catch (e) {
    complain(e)
  }
}

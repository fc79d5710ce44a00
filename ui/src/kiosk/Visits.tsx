import { useState } from 'preact/hooks'
import { useCommandId } from '../app/useCommandId'
import { ApiError } from '../app/problem'
import { dayText } from '../i18n/dates'
import { t } from '../i18n/words'
import { Icon } from '../kit/Icon'
import { refusal } from './arrive'
import { cancelBooking, placeName, readDoor, type Booking } from './door'
import { reasonWord } from './Reason'
import { Answer, Shell } from './Shell'
import { go, opened, place, said, view } from './visitor'

/** The days somebody has booked, to move or give back, and one more. */
export function VisitList() {
  const now = view.value!
  const [asking, ask] = useState<string>()
  const [busy, setBusy] = useState(false)
  const command = useCommandId()
  const cancel = async (b: Booking) => {
    if (busy) return
    setBusy(true)
    try {
      await cancelBooking(b.id, { id: command.current, version: b.version })
      command.next()
      said.value = { tone: 'ok', text: () => t('kiosk.cancelled', { day: dayText(b.day), time: b.start }) }
      ask(undefined)
    } catch (e) {
      if (!opened.value) return
      if (!(e instanceof ApiError && e.code === 'network')) command.next()
      said.value = { tone: 'danger', text: refusal(e) }
      await readDoor().catch(() => undefined)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      {!now.bookings.length && <p class="ki-sub ki-none">{t('kiosk.noVisits')}</p>}
      <ul class="ki-visits">
        {now.bookings.map((b) => (
          <li key={b.id} data-testid={`booking-${b.day}`}>
            <p class="ki-when"><b>{dayText(b.day)}, <span class="num">{b.start}</span></b><span>{placeName(b)}{b.reason && ` · ${reasonWord(b.reason)}`}</span></p>
            {b.mayChange && asking !== b.id && (
              <p class="ki-acts">
                <button type="button" class="btn" onClick={() => go({ at: 'pick', moving: b })} data-testid="move"><Icon name="calendar" size="l" />{t('kiosk.move')}</button>
                <button type="button" class="btn btn-d" onClick={() => ask(b.id)} data-testid="cancel"><Icon name="close" size="l" />{t('kiosk.cannotCome')}</button>
              </p>
            )}
            {asking === b.id && (
              <div class="ki-sure" role="group" aria-label={t('kiosk.cancelSure')}>
                <p><b>{t('kiosk.cancelSure')}</b></p>
                <p class="ki-acts">
                  <button type="button" class="btn btn-d" aria-busy={busy ? 'true' : undefined} onClick={() => void cancel(b)} data-testid="cancel-yes">{t('kiosk.cancelYes')}</button>
                  <button type="button" class="btn" onClick={() => ask(undefined)}>{t('kiosk.cancelNo')}</button>
                </p>
              </div>
            )}
          </li>
        ))}
      </ul>
      {now.may.book
        ? <div class="ki-ans ki-one"><Answer second icon="calendar" testid="book" onClick={() => go({ at: 'pick' })}>{t('kiosk.book')}</Answer></div>
        : <p class="ki-sub ki-none">{t(now.bookings.length ? 'kiosk.bookFull' : 'kiosk.bookDesk')}</p>}
    </>
  )
}

export function Visits() {
  return (
    <Shell name="kiosk-visits" title={t('kiosk.myVisits')} tab="visits">
      <div class="ki-q ki-tight"><h1>{t('kiosk.myVisits')}</h1></div>
      <VisitList />
      {place.value === 'kiosk' && view.value!.may.checkIn && !view.value!.visit && <div class="ki-ans ki-one"><Answer second icon="ticket" testid="to-reason" onClick={() => go({ at: 'reason' })}>{t('kiosk.checkInNow')}</Answer></div>}
    </Shell>
  )
}

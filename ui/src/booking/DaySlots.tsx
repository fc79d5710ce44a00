import { plural, t } from '../i18n/words'
import { Icon } from '../kit/Icon'
import { showName } from '../kit/person'
import type { Booking, DaySlot } from './calls'
import type { Drag } from './drag'
import { reasonText, STATES } from './say'
import { freeIn, minutes, type Spot } from './week'

/** So many empty chairs are drawn one by one; more are one button with a count. */
const DRAWN = 4

export interface SlotsProps {
  day: string
  slots: readonly DaySlot[]
  /** How long a place is, in minutes; 0 where that is not known. */
  step: number
  now: Spot
  /** Somebody is about to be given a place: what a free one says, and whose name stands on the one that is chosen. */
  giving: { verb: string; name: string; chosen: string | undefined; from?: Booking } | undefined
  drag: Drag
  canBook: boolean
  onSeat: (booking: Booking) => void
  onFree: (start: string) => void
}

/** A day as its times, each with the people who have a place and the places that are left. */
export function DaySlots({ day, slots, step, now, giving, drag, canBook, onSeat, onFree }: SlotsProps) {
  const most = Math.max(1, ...slots.map((s) => s.capacity))
  const even = slots.every((s) => s.capacity === most)
  return (
    <section class={`card bk-day bk-c${most <= DRAWN ? most : 'x'}`} aria-label={t('booking.places')}>
      <div class="bk-hd" aria-hidden="true"><span>{t('booking.time')}</span><span>{even && step > 0 ? plural('booking.each', most, { minutes: step }) : t('booking.places')}</span><span>{t('booking.taken')}</span></div>
      <ol>
        {slots.map((s, i) => {
          const seats = s.bookings
          const over = day < now.day || (day === now.day && s.start < now.start)
          const chosen = giving?.chosen === s.start
          const left = Math.max(0, freeIn(s) - (chosen ? 1 : 0))
          const here = giving?.from?.day === day && giving.from.start === s.start
          const before = slots[i - 1]
          const pause = before && step > 0 && minutes(s.start) - minutes(before.start) > step
          const drop = !over && !here && freeIn(s) > 0 ? `slot:${s.start}` : undefined
          return (
            <li key={s.start} class={`bk-slot${drop && drag.over === drop ? ' over' : ''}${over ? ' past' : ''}${pause ? ' bk-pause' : ''}`} data-drop={drag.held ? drop : undefined} data-testid={`slot-${s.start}`}>
              <span class="num b bk-at">{s.start}</span>
              <ul class="bk-seats">
                {seats.map((b) => <li key={b.id}><Seat booking={b} drag={drag} moving={giving?.from?.id === b.id} movable={!over || b.status === 'noshow'} onSeat={onSeat} /></li>)}
                {chosen && <li><span class="bk-seat bk-seat-new" data-testid="new-place"><Icon name="check" size="s" /><b class="ell">{giving.name || t('booking.newPlace')}</b>{giving.name && <span class="cap ell">{t('booking.newPlace')}</span>}</span></li>}
                {!over && !here && canBook && Array.from({ length: seats.length + left > DRAWN ? Math.min(1, left) : left }, (_, i) => (
                  <li key={i}>
                    <button type="button" class={`bk-seat bk-seat-free${giving || drag.held ? ' on' : ''}`} data-testid={`free-${s.start}`} onClick={() => onFree(s.start)}>
                      {seats.length + left > DRAWN ? plural('booking.freeHere', left) : giving || drag.held ? (giving?.verb ?? t('booking.moveHere')) : t('booking.free')}
                      <span class="vh"> {s.start}</span>
                    </button>
                  </li>
                ))}
              </ul>
              <span class="cap num bk-taken">{s.taken >= s.capacity ? <b>{t('booking.full')}</b> : t('booking.of', { n: s.taken, of: s.capacity })}</span>
            </li>
          )
        })}
      </ol>
    </section>
  )
}

function Seat({ booking: b, drag, moving, movable, onSeat }: { booking: Booking; drag: Drag; moving: boolean; movable: boolean; onSeat: (b: Booking) => void }) {
  const look = STATES[b.status]
  const grip = movable && (b.status === 'booked' || b.status === 'noshow') ? drag.grip(b.id) : {}
  const cls = ['bk-seat', `bk-${b.status}`, moving && 'moving', drag.held === b.id && 'held'].filter(Boolean).join(' ')
  return (
    <button type="button" class={cls} {...grip} aria-haspopup="dialog" data-testid={`seat-${b.id}`} onClick={() => onSeat(b)}>
      <b class="ell">{showName(b.patient.displayName)}</b>
      {b.status === 'booked'
        ? b.reason && <span class="cap ell">{reasonText(b.reason)}</span>
        : <span class={`bk-state state-${look.tone}`}><Icon name={look.icon} size="s" />{t(look.key)}</span>}
    </button>
  )
}

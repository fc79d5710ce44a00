import { useState } from 'preact/hooks'
import { checkingIn } from '../app/chosen'
import { can } from '../app/session'
import { t, type Key } from '../i18n/words'
import { Check } from '../kit/Field'
import { Icon } from '../kit/Icon'
import { Initials, sexAge, showName } from '../kit/person'
import { Sheet } from '../kit/Sheet'
import { cancelled } from './acts'
import type { Booking } from './calls'
import { reasonText, STATES, whenText } from './say'

const BECAUSE = ['asked', 'transport', 'clinic', 'mistake'] as const

/** Behind a booking: what can be done with it. Everything that can be dragged is here as well. */
export function SeatSheet({ booking: b, place, today, onMove, onAgain, onClose }: {
  booking: Booking; place: string; today: string
  /** Leads to another place; left out where there is none to choose from. */
  onMove?: () => void
  /** Who did not come, or cancelled, is given another place. */
  onAgain?: () => void
  onClose: () => void
}) {
  const [cancelling, setCancelling] = useState(false)
  const [following, setFollowing] = useState(false)
  const look = STATES[b.status]
  const standing = b.status === 'booked'
  const head = { before: <Initials text={b.patient.initials} />, onClose, size: 's' as const }
  if (cancelling) {
    return (
      <Sheet {...head} title={t('booking.cancelWhy')} sub={`${showName(b.patient.displayName)}, ${whenText(b, today)}`}>
        {b.seriesId && <Check label={t('booking.following')} checked={following} onChange={setFollowing} name="following" />}
        <div class="menu-list">
          {BECAUSE.map((why, i) => <button key={why} type="button" data-first={i === 0 || undefined} data-testid={`because-${why}`} onClick={() => { onClose(); void cancelled(b, why, following) }}><Icon name="close" />{t(`booking.why.${why}` as Key)}</button>)}
        </div>
      </Sheet>
    )
  }
  return (
    <Sheet {...head} title={showName(b.patient.displayName)} sub={[sexAge(b.patient), b.patient.fileNumber && t('fileNumber.short', { number: b.patient.fileNumber }), b.patient.village].filter(Boolean).join(', ')}>
      <div class="stack stack-s">
        <p class="bk-when"><b class="num">{whenText(b, today)}</b> {place}</p>
        <p class="row row-s wrap"><span class={`state state-${look.tone}`}><Icon name={look.icon} size="s" />{t(look.key)}</span>{b.reason && <span class="t2">{reasonText(b.reason)}</span>}{b.seriesId && <span class="t2">{t('booking.ofSeries')}</span>}</p>
      </div>
      <div class="menu-list">
        {standing && b.day === today && can('visit.checkIn') && <button type="button" data-first data-testid="seat-check-in" onClick={() => { onClose(); checkingIn.value = b.patient.id }}><Icon name="line" />{t('action.checkIn')}</button>}
        {standing && onMove && can('appointment.move') && <button type="button" data-first={b.day !== today || undefined} data-testid="seat-move" onClick={onMove}><Icon name="swap" />{t('action.move')}</button>}
        {(b.status === 'noshow' || b.status === 'cancelled') && onAgain && can('appointment.book') && <button type="button" data-first data-testid="seat-again" onClick={onAgain}><Icon name="calendar" />{t('booking.again')}</button>}
        <a href={`/patients/${b.patient.id}`} onClick={onClose}><Icon name={can('chart.read') ? 'note' : 'user'} />{t(can('chart.read') ? 'action.openChart' : 'action.open')}</a>
        {b.visitId && <a href={`/print/ticket/${b.visitId}`} onClick={onClose}><Icon name="ticket" />{t('print.ticket')}</a>}
        {standing && can('appointment.cancel') && <button type="button" data-testid="seat-cancel" onClick={() => setCancelling(true)}><Icon name="close" />{t('booking.cancel')}</button>}
      </div>
    </Sheet>
  )
}

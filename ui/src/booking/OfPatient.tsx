import './booking.css'
import type { Booking } from './calls'
import { SeatSheet } from './SeatSheet'
import { giveTask } from './task'
import { spotNow } from './when'

/** The same menu on a patient's own page: another place is chosen among the bookings. */
export default function OfPatient({ booking, place, onAgain, onClose }: { booking: Booking; place: string; onAgain: () => void; onClose: () => void }) {
  return <SeatSheet booking={booking} place={place} today={spotNow().day} onMove={() => giveTask({ kind: 'move', booking })} onAgain={onAgain} onClose={onClose} />
}

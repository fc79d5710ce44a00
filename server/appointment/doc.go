// Package appointment is who is expected when: the hours in which a department takes
// bookings, the days on which it does not, and the bookings.
//
//	booked -> arrived -> fulfilled        booked -> cancelled (and back, for a moment)
//	booked -> noshow
//
// Stored are booked, arrived and cancelled only. A booking is fulfilled when its visit
// is finished, and missed when its day is over without a visit, which is seen when it is
// read: nothing has to run at midnight, and a visit that was a mistake, or is opened
// again, leaves nothing to put right. Whoever came and left again unseen stays arrived.
//
// A slot has as many seats as the department's hours say. Two people on one seat, and a
// person twice in one department on one day, are refused by the schema. Hours that
// change, and days that are closed, move nobody: whoever is booked stays so until
// somebody moves them, and the day shows them all the same.
//
// [CheckInIn] is the one way in which somebody who comes today gets a visit, so that a
// booking is never left behind. Of the files of one person each counts.
//
// It never holds a note of what was found, and sends no message.
package appointment

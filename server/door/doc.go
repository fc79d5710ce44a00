// Package door is the patient's own door: a kiosk at the clinic, or the patient's own
// phone. Whoever shows a card, or says a number and the year of their birth, may check
// in, see where they stand, see to their own bookings, say what they suffer from and
// call for help. They may nothing else, and see nothing of anybody else.
//
// Who is not known learns nothing, not even why: one answer, after the same work, not
// before the same time. Guesses are braked by the number, by where they come from and
// by all phones together; the brake is the sign-in's, so it survives a restart and a
// clock that is set. A card's picture holds 100 random bits and needs no such brake: so
// nobody who plays with numbers can keep out who holds a card.
//
// Who is let in is held in memory only, as a hash, and bound to the device or the
// address it began at. What somebody began to answer is held there too, and is kept
// when they go, because a patient who walks away in the middle is not well.
//
// It never holds a password, a name that a stranger could read, or a clinical finding.
package door

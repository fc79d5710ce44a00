// Package queue holds the line: in which order people are served and why, and
// what staff do with it (call, start, wait, move, done, left, miss, later), where
// they serve, and how the departments cope. order.go, turn.go, why.go, stage.go and
// judge in load.go are pure reckoning; the board, the display, the load and a
// patient's own place are one list (lineIn), so that they agree.
//
// Order: red (triaged so, or sent to the front by reception and not triaged yet),
// orange, whoever has the turn, yellow, not triaged, green, those who are away. Who
// is not triaged goes before green because nobody knows yet that they can wait; what
// they said of themselves brings them forward until triage, and never back. Within
// one group who is past the target time goes first, then whose booked time has come,
// then by arrival; a routine patient who is early for a booking waits for it, and one
// who is later than the clinic's grace has lost it. The booking counts in the line it
// was made for.
//
// Turns: one call in FairEvery goes to the routine patient who waits longest past the
// target, one in FastLaneEvery to the next who only collects medicines; never before
// red and orange. So nobody starves, and a turn costs the more urgent one call in so
// many. Calls are those of the same day and line; calls to triage are another step.
//
// Away is who was called in vain, for the clinic's pause, and who comes back later.
// They keep their place for when they are back. Red and orange are never away: they
// are looked for.
//
// Commands are decided by the state the row is in now, not by a version: of two
// nurses who call the same patient one is told who was faster.
//
// It never holds the state machine of a visit nor the rows of an entry, which
// belong to the room visit.
package queue

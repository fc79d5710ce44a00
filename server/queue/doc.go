// Package queue holds the line: in which order people are served and why, and
// what staff do with it (call, start, wait, move, done, left). order.go and
// stage.go are pure reckoning; the board is one query.
//
// Order: red (triaged so, or sent to the front by reception and not triaged yet),
// orange, yellow, not triaged, green; within one of these who is past the target
// time first; then by arrival. Somebody not triaged goes before green because
// nobody knows yet that they can wait.
//
// Commands are decided by the state the row is in now, not by a version: of two
// nurses who call the same patient one is told who was faster.
//
// It never holds the state machine of a visit nor the rows of an entry, which
// belong to the room visit.
package queue

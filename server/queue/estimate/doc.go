// Package estimate says how long people wait who have so many before them, from how
// long those waited who did. It replays past days: whenever somebody was called,
// everybody left had so many before them, and waited so much longer. The middle half
// of those waits is the range that is told; where too few were seen, nothing is.
//
// A day counts as it was: with the staff it had, with those who were urgent and went
// first. More people before never make the range smaller.
//
// It never holds a database, a person or a promise.
package estimate

// Package display is what a screen on the wall of the waiting room shows: which
// tickets were called where, whose turn is next, and a word about health.
//
// It never tells a triage colour, a reason, or an id; names only where the
// manager chose them, and then a given name and one letter.
package display

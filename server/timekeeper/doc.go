// Package timekeeper is the use cases of the box's time: what a screen is told of
// it, how a manager sets it, what it must remember over a restart, and the journal of
// all that the clock noticed by itself.
//
// It never decides what is believed: that is package clock's.
package timekeeper

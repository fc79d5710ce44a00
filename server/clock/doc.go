// Package clock holds the box's one clock and how far it is to be trusted. A Pi
// has no clock of its own, so after a power cut its time may stand in the past.
//
// It never orders anything: order is the journal's seq.
package clock

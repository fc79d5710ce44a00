// Package server wires the rooms together by hand, top to bottom, and runs them:
// the listener, the jobs of the night, the graceful stop.
//
// It never holds a rule of the clinic; a rule has its room.
package server

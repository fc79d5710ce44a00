// Package server wires the rooms together by hand, top to bottom, and runs them:
// the listener, the jobs of the night, the graceful stop. The rooms are the house;
// it stands only while the records are open, and is closed and opened as a whole.
//
// It never holds a rule of the clinic; a rule has its room.
package server

// Package audit reads the whole journal for people: who did what to whom and when,
// what a person or a tablet could have seen, and the proof of one entry for somebody
// far from the box. Who opened one record is asked in the room of patients.
//
// It never writes but that it was asked, and never shows what an entry carries: the
// record itself is read in its own room.
package audit

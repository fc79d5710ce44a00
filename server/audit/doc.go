// Package audit reads the whole journal for people: who did what to whom and when.
// Who opened one record is asked in the room of patients.
//
// It never writes, and never shows what an entry carries: the record itself is
// read in its own room.
package audit

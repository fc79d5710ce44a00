// Package visittest gives tests a clinic with people in it: a set-up facility,
// departments, staff and patients on a real database, and a clock that only the
// test moves. When the test ends the whole journal must verify.
//
// It never holds a rule of the clinic.
package visittest

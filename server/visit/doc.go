// Package visit holds one attendance of a patient, from the door to the end:
//
//	arrived -> triaged -> in-progress -> finished
//	   any of the first three        -> left
//	   arrived, triaged              -> cancelled
//
// and the places in line that belong to it (queue entries), because both change
// in one act. A patient has at most one open visit and a visit at most one open
// entry per department; unique indexes decide that, not a look before the write.
//
// A visit that is still open when its day is over is closed by the box as of that
// day: closed_at is the day's last moment at the clinic and closed_by is "box". It
// closes as finished when a consultation was signed in it, because that patient
// was seen, and as left otherwise. The same rule holds when somebody says that a
// patient is gone. A finished visit has the outcome of its last consultation.
//
// It never holds an order of waiting, a score or a note.
package visit

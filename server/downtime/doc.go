// Package downtime holds the paper that stands in for the box: day sheets that are
// printed on a quiet day and lie in a drawer, and what is keyed in from them when
// the box is back.
//
//	sheet:  blank -> open -> closed       row:  reserved -> keyed
//	        blank -> void                       reserved -> void
//
// The tickets and file numbers on a sheet are reserved when it is printed. The
// schema gives each to the patient of its row or to nobody: not to the desk
// meanwhile, not twice, not after the row was declared void.
//
// A sheet is opened with the day that stands on it and with how many of its rows
// have writing, counted on the paper before any is keyed in. It closes only when
// as many are keyed in or void; the others are then void as unused.
//
// A row becomes what it would have been on the day: a patient, a visit of that
// day, a triage and a consultation of those who signed the paper, an end. It is
// one act, which occurred by the paper's time and is recorded now, from the source
// paper. Nothing before the sheet was printed, nothing to come, and no other room
// may act in the past.
//
// It never holds a rule of the rooms whose rows it makes, and never issues a
// number again.
package downtime

// Package disclosure answers what a patient, or a manager for all of them, may ask
// about the data that is held: everything on one person with everyone who saw it,
// who agreed to what, and whose record has been asleep for so long that the law lets
// it go.
//
// It never changes or erases anything: a manager decides, and every answer is in the
// journal.
package disclosure

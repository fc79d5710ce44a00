// Package upgrade brings a folder of records from one version of the program to
// the next, and back by itself when the next one does not come to work.
//
// A program that the folder does not know is on trial. Records of an older schema
// are copied, the copy is brought forward and checked, and only then takes their
// place; the file before it is kept. When the box has been well for a while the
// program is good: a copy of it is kept in the folder, and one of the good program
// before it. A program that stops again and again, or is not well in time, is
// refused: the records are put back as they were, what the refused program wrote
// is set aside and never thrown away, and the good program's copy runs in its
// stead. Nothing but a file beside the records remembers all this, so a systemd
// unit, a Windows service and a terminal are served alike, whoever put the new
// program in place, and whenever power goes.
//
// It never holds a key or a record, never fetches a program from anywhere, and
// never changes one that is installed except by [Place].
package upgrade

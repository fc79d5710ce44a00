// Package cli holds the commands of the one binary, as a table. A command reads
// its flags, calls a room and says in plain words how it ended: exit 0 done, 1 a
// fault in the data or the input, 2 wrong usage.
//
// It never holds a rule of the clinic.
package cli

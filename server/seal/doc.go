// Package seal keeps the key of the records: who may open them, by what, and how
// often somebody may try. While nobody has opened them the box is sealed and
// knows nothing but this.
//
// The Keeper works without the database. The Room is the manager's view of the
// key slots, behind the gate like every other room.
//
// It never holds a record, never says whose key a slot is while the box is
// sealed, and never logs what was tried.
package seal

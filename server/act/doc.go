// Package act is the one gate: whoever changes the clinic's data or opens a
// patient's record passes here. [Do] authorises, opens the write, answers a
// repeated command as it was answered before, runs the act, and writes its
// journal entry in the same transaction. [Look] journals the opening of a record
// before anything of it is read. [Peek] is for lists that open no record. What must
// happen although the disk takes no write waits in memory ([Gate.Owe]) and is written
// before the next act.
//
// It never holds what an act is about: that is the rooms'.
package act

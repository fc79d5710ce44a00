// Package notify writes to patients: that they are expected tomorrow, that their time
// is another one, that it is almost their turn. A message says a time and a place. It
// never says whose it is, why they come, or anything that was found; wordings that
// would are refused.
//
// What a clinic may rely on:
//
//   - Nothing is sent until a manager says by what. Then it goes where that says, and
//     nowhere else.
//
//   - Nobody is written to who did not agree, whose phone may not be left a message on,
//     or whose number said STOP (or EMISA).
//
//   - A message goes out once. Its row says "sending", on the disk, before a carrier is
//     handed anything; when it is not known what became of it, the carrier is asked, and
//     if that cannot say, a person is. Only what certainly never left is tried again, at
//     growing intervals, until it is of no use any more. After a restore from a backup
//     everything that could have gone out meanwhile waits for a person too.
//
//   - In the quiet hours nothing goes, by the clinic's clock, but to somebody who is
//     waiting in the clinic and asked for it. While the time is doubtful nothing goes.
//
//   - What became of a message, and STOP, is heard from a modem and from the phone on the
//     clinic's network. Meta and web providers tell it to a box that they reach from the
//     internet, signed, or with a key that only they have; to others it is not promised.
//     Whoever tells changes messages of their own carrier that have gone out, once, and
//     an answer told again undoes nothing that was answered since.
//
//   - A carrier that fails, or hangs, holds nobody up: no act waits for one, and none is
//     spoken to inside a transaction.
//
//     asked -> waiting -> sending -> sent -> delivered
//     |  \-> waiting (it never left)   sent -> failed (the network gave up)
//     |  \-> failed (a person has to put something right)
//     \----> unsure (a person decides)
//
// Besides, a message is withheld (nobody may be written to), cancelled by a person, or
// over: what it says is not so any more.
package notify

// Package backup writes the clinic's backups and proves them: where they go, when
// one is due, which are kept, and how old the last good one is.
//
// What a manager may rely on:
//
//   - A backup is listed only after it was read back from its medium, restored
//     into an empty folder and compared. One that was not is removed.
//   - Backups go to places that a manager registered, and to no other: each
//     carries a mark, which is read again before and after every write.
//   - The last good one is never removed to make room, whatever the clock says.
//   - Waiting is reckoned on the machine's own ticking; the clock's times are kept
//     as data, with the doubt there was about them.
//
// It never writes a record in the clear, never says on a medium whose it is, and
// never asks a person for a key: the box proves with the clinic's own identity.
package backup

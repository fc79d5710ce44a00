// Package db is SQLite and nothing of the clinic: it opens the file, keeps one
// writer and a few readers, commits concurrent writes together, takes
// snapshots, checks integrity and brings the schema forward.
//
// What callers may rely on:
//
//   - When [DB.Write] returns nil the change is on the disk: the commit was
//     fsynced. When it returns an error nothing of that write is kept, with one
//     exception that no database can avoid: if the disk failed during the commit
//     itself the change may turn up after a restart. Repeating a write must
//     therefore be safe (Karete's command ids see to that).
//   - A write that fails or panics takes back its own changes only, never those
//     of another write that happens to share its transaction.
//   - A disk that fills up, fails or turns read-only costs writes, not the
//     process: they fail with [ErrFull] or [ErrReadOnly], reads go on, and
//     writing works again by itself when the disk does.
//
// It never holds SQL about patients, knows no roles and writes no log.
package db

// Package vault keeps a SQLite database encrypted on the disk: a VFS of SQLite's
// between it and the default one, which seals and opens what passes. Nothing of a
// database opened through it is ever on the disk in the clear: not its pages, its
// schema, its log or journals, its temporary files or its snapshots. It holds the
// format of these files, the check of every page, and the ways in and from key to
// key. It never holds SQL about patients, and never decides where a data key is
// kept: that is keyring's.
//
// This is the whole of the format, version 1. Numbers are big-endian where nothing
// else is said.
//
// # Keys
//
// A data key of 32 random bytes belongs to one database and its snapshots. From it
// HKDF-SHA256, without salt, makes a subkey for each kind of content, with "karete
// vault v1 " and the kind as info:
//
//	main page   32 bytes   XChaCha20-Poly1305   pages of the database
//	log page    32 bytes   XChaCha20-Poly1305   pages in the WAL
//	log header  64 bytes   AES-256-XTS          the WAL's header and its frames' headers
//	journal     64 bytes   AES-256-XTS          the rollback journal
//
// XTS is that of IEEE 1619 with ciphertext stealing; the first 32 bytes are the key
// of the data, the last 32 that of the tweak.
//
// # Database
//
// An ordinary SQLite file of pages of 4096 bytes, 40 of them reserved, each sealed:
//
//	   0  ciphertext of the page's first 4056 bytes
//	4056  tag, 16 bytes
//	4072  nonce, 24 random bytes, new for each write
//
// The associated data are the byte 'M' and the number of the page in four bytes. In
// the clear the reserved bytes are zeros, and a page that has others is not
// written. Page 1 must tell this geometry. A new database is told it, in answer to
// SQLite's look at its header, which therefore answers even when page 1 is torn:
// the log may hold it anew.
//
// There are no holes. When SQLite writes beyond the end, the pages between are
// sealed as zeros first. So a page of zeros, or one behind the end, is a page lost,
// and is refused like any other that is not authentic, where SQLite by itself would
// serve zeros. Only the page SQLite keeps its locks on, number 262145, is left out.
//
// # Write-ahead log (-wal)
//
// SQLite's: a header of 32 bytes, then frames of 24 bytes and a page. The header is
// XTS unit 0, that of frame n (from 1) XTS unit n. The page is sealed as above,
// with the byte 'L' and the number of the frame. All lengths and places are
// SQLite's own and each piece is encrypted by itself, so a write never touches a
// byte that SQLite does not write, and whatever SQLite's recovery relies on holds.
//
// In recovery a page that is not authentic is handed over as 0xff bytes, so that
// the frame's checksum fails and the log ends before it, as it does for SQLite
// where power went. A log that has lost something that was acknowledged is told
// from that, and refused: see logReader.walk, which also says what cannot be told.
// This takes PRAGMA synchronous = FULL for granted, as package db sets it: with less,
// a power cut may lose the middle of a log, and the database then needs Salvage.
//
// # Rollback journal and temporary files
//
// Runs of XTS units of 16 bytes, numbered from 0. SQLite writes pieces of any
// length; a piece is widened to whole units by reading what is there, and so is the
// file's length. A unit of zeros is a hole and reads as zeros. SQLite starts each
// section of a journal on a sector of its own, so what was synced is not written
// again. Karete's databases use a rollback journal only while they are made. A
// temporary file has a random key of its own, which is nowhere but in memory.
//
// # What stays in the clear
//
// The shared memory (-shm) holds numbers of pages and frames, salts, locks, and a
// running checksum of the log: no content. A super-journal holds names of files.
// Sizes, times and which pages are written can be seen.
//
// # What it does not do
//
// A whole file, or a page, put back to what it was earlier under the same key is
// authentic; the journal's signed checkpoints find that. XTS does not notice
// changes: in the log's headers SQLite's checksums do, and in a rollback journal
// only those. Go cannot wipe what its ciphers keep of a key.
//
// # Cost
//
// Measured by the benchmarks here, which print ratios to a plain database.
package vault

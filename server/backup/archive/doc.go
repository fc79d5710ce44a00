// Package archive is the format of a backup: one file that is made from a live
// database, proved, and made into a data folder again. It holds the making, the
// proof and the restoring. It never decides when, where, or how many, holds no
// screen's words, and keeps no key.
//
// This is the whole of the format, version 1.
//
// # File
//
// An age file, version 1 (age-encryption.org/v1), not armored. Within it one gzip
// stream; within that a tar of four members, in this order:
//
//	manifest.json   what is in it; see Manifest. Two blanks to indent, one newline at its end
//	keys.json       the key file of the database, as package keyring has it
//	box.pub         one line: the verifier of the journal's checkpoints
//	karete.db       an ordinary SQLite file, in rollback mode, without a log: pages of
//	                4096 bytes, of which 40 are reserved and zero
//
// So three stock tools read it, on any computer, for ever:
//
//	age --decrypt --identity FILE BACKUP | tar --extract --gzip
//	sqlite3 karete.db
//
// Strictness is one sided. What is written is ordinary; what is read must be what
// this package writes. Each member's header is one block, ustar (GNU where the size
// is 8 GiB or more), of the regular kind, mode 0600, no owner, and must be byte for
// byte what it would be written as; so must the manifest. Padding is zeros. Two
// blocks of zeros end the tar; nothing may follow them, nor the gzip stream, nor the
// age file. There are no links, no long names, no second stream, no name twice.
//
// # Header
//
// The stanzas, in this order:
//
//	-> X25519 ...
//	-> karete-slot 1 ID KIND MEMORY PASSES SALT
//	-> karete-check 1 SUM
//
// One X25519 of the clinic's identity, which stock age opens. One karete-slot for
// each slot of the keyring, at most 32: its id (16 hex digits), kind, cost of argon2id
// in KiB and passes (0 0 where the secret is a key file), salt (base64, 16 bytes); the
// body is age's file key, sealed to the slot's public key by HPKE, as
// keyring.Slot.SealFor does for the purpose "backup". So whatever opens the records
// opens their backup, by itself, without keys.json, network or this box: the printed
// code, a passphrase, a key stick. Stock age passes over stanzas it does not know.
//
// karete-check has no body. SUM is the first eight bytes, in hex, of the SHA-256 of
// all header bytes before it. It guards against nobody, since the MAC of age does
// that; it tells a damaged header from a wrong key, which without it look alike.
//
// Bounds, since a header is read before anything in it can be proved: 128 KiB for
// Karete's stanzas; a slot's cost within what package keyring allows; the cost of all
// slots of one kind, which must be tried in turn, within forty times the usual one.
//
// # Making
//
// Rows are counted, the journal's head is reckoned and every page is read in one
// read transaction, while the clinic works on. Pages go from SQLite into tar, gzip,
// age and the file: nothing in the clear touches a disk, and memory does not grow with
// the clinic. The file is name.part until it was flushed; then it is renamed and the
// folder flushed. It is flushed every few megabytes too, so that a slow stick does not
// hold up the database on another disk.
//
// # Proof
//
// A backup counts only once this has been done with it:
//
//   - the system was made to forget the file, so that it comes from the medium
//     (Linux, where Proof.Medium says whether it worked; Windows does not say; what a
//     stick's own electronics remember, nobody can see);
//   - every byte was read, decrypted and authentic, to the end and not beyond;
//   - keys.json is of the manifest's database, its slots are the header's, and, when a
//     slot's secret is at hand, it opens by that secret and its MAC fits;
//   - the pages were sealed, one by one, into a database under a key that is nowhere
//     but in memory, on a disk, which was opened and read back;
//   - every page is authentic, SQLite's integrity check and that of the references
//     find nothing, and the schema is what this program's migrations made at that
//     number;
//   - every table has as many rows as the manifest says;
//   - every entry of the journal is in the tree, the tree's head is the manifest's, the
//     tree continues every signed checkpoint, the manifest's among them, each signed by
//     the key in box.pub; each journalled row is as its last entry left it;
//   - the key the box signs with belongs to box.pub.
//
// A backup of an older schema is proved as it is; it is migrated when it is opened.
//
// What was not copied faithfully is damage, with the part's name. What was copied
// faithfully but was not in order in the clinic is a finding: refused as well, but by
// another error, because the cure is another.
//
// # Restoring
//
// The data key is the one in keys.json: the newer, where it was just being renewed,
// and the older is dropped. The pages are sealed under it as they come; the same
// proof follows, on the files that stay. Room is asked for before anything is
// written; an error leaves the folder empty.
//
// # Who made it
//
// Encryption says who can read a backup, not who wrote it. Whoever has keys.json, and
// so the public keys in it, can make a file that opens, whose manifest, rows and
// journal agree, signed by a box of their own. It differs in what only the true box
// could sign: Proof.Signer is its name, printed on day sheets and on the slip of a
// backup together with the file's SHA-256. The box compares both by itself when it
// proves a backup of its own; on a new box a person does.
//
// # What can be seen without a key
//
// That it is a backup of Karete, its size and date, how many slots there are, their
// kinds and ids: so two backups of one clinic can be told to be of one. No name, no
// count, no id of the database.
//
// The slots are sealed by a hybrid (MLKEM768-X25519); the identity is X25519 alone, as
// every age of today reads it. A file that was stolen today could be opened through
// that by a large quantum computer.
package archive

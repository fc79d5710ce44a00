// Package journal is the record of every act: one entry per act, written in the
// transaction that changes the rows, chained into a Merkle tree whose head the
// box signs. It holds the entry, the tree, its proofs, signed checkpoints and
// the check of all of it. It never holds a rule of the clinic, and never decides
// who may do what.
//
// # Leaf, version 1
//
// The tree is that of RFC 6962 (golang.org/x/mod/sumdb/tlog). Entry seq is leaf
// seq-1. These are the bytes of a leaf; they will never change, because old
// checkpoints must verify for ever. A new form would begin with another first
// line.
//
//	karete journal entry v1\n
//	then one line per field, in this order:
//	seq, command_id, command_hash, recorded_at, occurred_at, time_source,
//	actor_id, role, device, action, subject_type, subject_id, patient_id,
//	visit_id, payload_hash
//
// A line is the length of the value in bytes as a decimal number, a colon, the
// value, and a newline; for NULL it is "-" and a newline. Whole numbers are in
// decimal, times are whole milliseconds since 1970 in UTC, hashes are SHA-256 in
// lower-case hex. Nothing else is covered, so the payload itself may lawfully be
// erased (set to NULL) and the log still verifies; its hash stays.
//
// # Payload
//
//	{"detail":{...},"rows":{"<table>":{"<id>":{"<column>":value,...}}}}
//
// in canonical JSON: no white space; keys in byte order; strings in UTF-8 with
// only ", \ and the characters below U+0020 escaped (\b \t \n \f \r, else \u00xx);
// numbers as SQLite's integers in decimal and its reals in the shortest form that
// reads back the same; BLOB as base64. A text column stays text, also when it
// holds JSON. The rows are as they stand after the act, so each journalled row
// equals the last payload that holds it; [Verify] says where one does not.
//
// Two duties follow for later versions. A migration that adds a column gives it
// a default, which is what rows journalled before must then hold. An act that
// erases a payload journals the rows it keeps anew.
//
// # Checkpoint
//
// A signed note (golang.org/x/mod/sumdb/note) over three lines: the origin,
// which is the name of the key ("karete/<box>"), the number of entries, and the
// root hash in base64.
//
// A history that was rewritten as a whole, hashes and all, is told from the true
// one by what was signed before and kept where the rewriter could not reach it;
// an older copy of the file likewise. So checkpoints are made often and carried
// away: on the day sheet, in backups, to the hub.
package journal

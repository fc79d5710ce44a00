package journal

import (
	"cmp"
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"slices"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"karete/db"
)

// Verify reads the whole journal and every journalled row, on one snapshot, and
// reports what does not fit: entries against the tree, the tree against the
// signed checkpoints, payloads against their hashes, rows against their last
// payload, and the triggers that guard them. With a nil verifier the signatures
// are not checked. known are signed checkpoints from elsewhere (a day sheet, a
// backup, the hub): they alone show that a file is an older copy.
//
// The error is about reading; what is wrong with the journal is in the report.
func Verify(ctx context.Context, d *db.DB, verifier note.Verifier, known ...string) (Report, error) {
	var r Report
	err := d.Read(ctx, func(tx *db.Tx) error {
		r = Report{}
		tables, err := checkGuards(tx, &r)
		if err != nil {
			return err
		}
		if !tables["journal"] || !tables["journal_hash"] || !tables["checkpoint"] {
			return nil
		}
		last := lastRows{}
		if err := verifyEntries(tx, verifier, known, last, &r); err != nil {
			return err
		}
		for _, table := range Tables {
			if tables[table] {
				if err := verifyTable(tx, table, last, &r); err != nil {
					return err
				}
			}
		}
		return verifyGone(tx, last, &r)
	})
	return r, err
}

func verifyEntries(tx *db.Tx, verifier note.Verifier, known []string, last lastRows, r *Report) error {
	signed, err := readCheckpoints(tx, verifier, known, r)
	if err != nil {
		return err
	}
	hashes, err := tx.Query("SELECT position, hash FROM journal_hash ORDER BY position")
	if err != nil {
		return err
	}
	defer hashes.Close()
	t := &treeWalk{report: r, signed: signed, stored: cursor{rows: hashes}}
	t.compare()

	entries, err := tx.Query("SELECT " + columns + ", payload FROM journal ORDER BY seq")
	if err != nil {
		return err
	}
	defer entries.Close()
	leaf := make([]byte, 0, 1024)
	for entries.Next() {
		var e Entry
		var payload sql.RawBytes // valid until the next row: nothing of it is kept
		err := e.scan(entries.Scan, &payload)
		if err != nil && !errors.Is(err, errMalformed) {
			return err
		}
		r.Entries++
		if e.Seq <= t.size {
			r.entry(EntryExtra, e.Seq, "entry %d stands outside the journal, which begins with 1", e.Seq)
			continue
		}
		if e.Seq > t.size+1 {
			r.entry(EntryMissing, t.size+1, "%s of the journal: not there", span(t.size+1, e.Seq-1))
			if err := t.skip(e.Seq - 1); err != nil {
				return err
			}
		}
		if err != nil { // malformed: no leaf can be made of it
			r.entry(EntryChanged, e.Seq, "entry %d was changed after it was written", e.Seq)
			err = t.skip(e.Seq)
		} else {
			leaf = e.leaf(leaf[:0])
			err = t.add(tlog.RecordHash(leaf))
		}
		if err != nil {
			return err
		}
		switch {
		case payload == nil:
			r.Erased++
			continue
		case sha256.Sum256(payload) != e.PayloadHash:
			r.entry(PayloadChanged, e.Seq, "what entry %d holds was changed after it was written", e.Seq)
		}
		if !last.note(payload, e.Seq) {
			r.entry(PayloadMalformed, e.Seq, "what entry %d holds cannot be read", e.Seq)
		}
	}
	if err := entries.Err(); err != nil {
		return err
	}
	return t.finish()
}

// readCheckpoints checks the signatures and answers with the good ones by size.
func readCheckpoints(tx *db.Tx, verifier note.Verifier, known []string, r *Report) ([]Tree, error) {
	var good []Tree
	read := func(size int64, text, where string) {
		r.Checkpoints++
		var c Checkpoint
		var err error
		if verifier == nil {
			c.Tree, err = parseTree(text)
		} else {
			c, err = OpenCheckpoint(text, verifier)
		}
		if err != nil || size >= 0 && c.Size != size {
			r.entry(CheckpointFalse, max(size, 0), "%s is not signed by this box", where)
			return
		}
		good = append(good, c.Tree)
	}
	rows, err := tx.Query("SELECT size, note FROM checkpoint ORDER BY size")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var size int64
		var text string
		if err := rows.Scan(&size, &text); err != nil {
			return nil, err
		}
		read(size, text, "the checkpoint over "+span(1, size))
	}
	for _, text := range known {
		read(-1, text, "a checkpoint from elsewhere")
	}
	slices.SortStableFunc(good, func(a, b Tree) int { return cmp.Compare(a.Size, b.Size) })
	return good, rows.Err()
}

package journal

import (
	"context"
	"crypto/sha256"
	"errors"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"karete/db"
)

// VerifyHead is the quick look at each start: the newest checkpoint is signed by
// this box and the journal still begins with what it covers; the last entries,
// up to n of them, and their payloads are what the tree says. [Verify] is the
// thorough one.
func VerifyHead(ctx context.Context, d *db.DB, verifier note.Verifier, n int64) (Report, error) {
	var r Report
	err := d.Read(ctx, func(tx *db.Tx) error {
		r = Report{}
		size, err := Size(tx)
		if err != nil {
			return err
		}
		head, err := treeAt(tx, size)
		if errors.Is(err, errIncomplete) {
			r.entry(TreeIncomplete, size, "the tree does not reach entry %d", size)
			return nil
		}
		if err != nil {
			return err
		}
		r.Tree = head
		if err := verifyLeaves(tx, head, n, &r); err != nil {
			return err
		}
		return verifySigned(tx, head, verifier, &r)
	})
	return r, err
}

func verifySigned(tx *db.Tx, head Tree, verifier note.Verifier, r *Report) error {
	last, ok, err := LastCheckpoint(tx)
	if err == nil && !ok {
		return nil
	}
	r.Checkpoints++
	if err == nil && verifier != nil {
		_, err = OpenCheckpoint(last.Note, verifier)
	}
	if errors.Is(err, ErrCheckpoint) {
		r.entry(CheckpointFalse, last.Size, "the newest checkpoint is not signed by this box")
		return nil
	}
	if err != nil {
		return err
	}
	if last.Size > head.Size {
		r.entry(JournalCut, head.Size+1, "%s of the journal: cut off at the end", span(head.Size+1, last.Size))
		return nil
	}
	if last.Size > 0 { // every journal begins with the empty one
		proof, err := ProveTree(tx, head.Size, last.Size)
		if errors.Is(err, errIncomplete) {
			r.entry(TreeIncomplete, last.Size, "a hash of the tree is not there")
			return nil
		}
		if err != nil {
			return err
		}
		if CheckConsistency(proof, head, last.Tree) != nil {
			r.entry(CheckpointBroken, last.Size, "%s: not the history that was signed", span(1, last.Size))
			return nil
		}
	}
	r.Signed = last.Size
	return nil
}

func verifyLeaves(tx *db.Tx, head Tree, n int64, r *Report) error {
	rows, err := tx.Query("SELECT "+columns+", payload FROM journal ORDER BY seq DESC LIMIT ?", n)
	if err != nil {
		return err
	}
	defer rows.Close()
	hashes := remembered{stored{tx}, map[int64]tlog.Hash{}}
	for seq := head.Size; rows.Next(); seq-- {
		var e Entry
		err := e.scan(rows.Scan, &e.Payload)
		if err != nil && !errors.Is(err, errMalformed) {
			return err
		}
		r.Entries++
		if e.Seq < 1 {
			r.entry(EntryExtra, e.Seq, "entry %d stands outside the journal, which begins with 1", e.Seq)
			break
		}
		if e.Seq != seq {
			r.entry(EntryMissing, e.Seq+1, "%s of the journal: not there", span(e.Seq+1, seq))
			seq = e.Seq
		}
		proof, missing := tlog.ProveRecord(head.Size, e.Seq-1, hashes)
		if missing != nil && !errors.Is(missing, errIncomplete) {
			return missing
		}
		switch {
		case missing != nil:
			r.entry(TreeIncomplete, e.Seq, "a hash of the tree above entry %d is not there", e.Seq)
		case err != nil || tlog.CheckRecord(proof, head.Size, tlog.Hash(head.Root), e.Seq-1, tlog.RecordHash(e.leaf(nil))) != nil:
			r.entry(EntryChanged, e.Seq, "entry %d was changed after it was written", e.Seq)
		case e.Payload == nil:
			r.Erased++
		case sha256.Sum256(e.Payload) != e.PayloadHash:
			r.entry(PayloadChanged, e.Seq, "what entry %d holds was changed after it was written", e.Seq)
		}
	}
	return rows.Err()
}

// remembered reads each hash once: the proofs of neighbours share most of theirs.
type remembered struct {
	stored
	hashes map[int64]tlog.Hash
}

func (r remembered) ReadHashes(positions []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(positions))
	for i, position := range positions {
		h, ok := r.hashes[position]
		if !ok {
			read, err := r.stored.ReadHashes(positions[i : i+1])
			if err != nil {
				return nil, err
			}
			h = read[0]
			r.hashes[position] = h
		}
		out[i] = h
	}
	return out, nil
}

package journal

import (
	"database/sql"

	"golang.org/x/mod/sumdb/tlog"
)

// treeWalk grows the tree again, leaf by leaf, beside the stored one. It keeps
// one hash per level, whatever the number of entries.
//
// Where an entry does not fit its stored leaf, the walk goes on with the stored
// one: the checkpoints then still tell whether everything else is authentic.
type treeWalk struct {
	report *Report
	size   int64 // leaves so far
	stored cursor
	edge   [64]tlog.Hash // the last complete subtree of each level
	lost   bool          // a leaf could not be had: nothing above can be told any more
	signed []Tree        // checkpoints still ahead, by size
}

// ReadHashes implements tlog.HashReader: only hashes of the edge are ever asked.
func (t *treeWalk) ReadHashes(positions []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(positions))
	for i, p := range positions {
		level, _ := tlog.SplitStoredHashIndex(p)
		out[i] = t.edge[level]
	}
	return out, nil
}

// add takes the next leaf as computed from its entry.
func (t *treeWalk) add(leaf tlog.Hash) error { return t.next(&leaf) }

// skip takes leaves up to a size from the stored ones: their entries are gone.
func (t *treeWalk) skip(to int64) error {
	for t.size < to {
		if t.lost || t.stored.done {
			t.lost, t.size = true, to
			return nil
		}
		if err := t.next(nil); err != nil {
			return err
		}
	}
	return nil
}

func (t *treeWalk) next(computed *tlog.Hash) error {
	seq := t.size + 1
	first := tlog.StoredHashIndex(0, t.size)
	leaf, ok, err := t.stored.take(first)
	switch {
	case err != nil:
		return err
	case !ok && computed == nil:
		t.lost = true
	case !ok:
		t.report.entry(EntryUnproven, seq, "the tree has no hash for entry %d", seq)
		leaf = *computed
	case computed != nil && leaf != *computed:
		t.report.entry(EntryChanged, seq, "entry %d was changed after it was written", seq)
	}
	t.size++
	if t.lost {
		return nil
	}
	hashes, err := tlog.StoredHashesForRecordHash(t.size-1, leaf, t)
	if err != nil {
		return err
	}
	t.edge[0] = hashes[0]
	for i := 1; i < len(hashes); i++ {
		h, found, err := t.stored.take(first + int64(i))
		switch {
		case err != nil:
			return err
		case !found && ok:
			t.report.entry(TreeIncomplete, seq, "a hash of the tree above entry %d is not there", seq)
		case found && h != hashes[i]:
			t.report.entry(TreeChanged, seq, "a hash of the tree above entry %d was changed", seq)
		}
		t.edge[i] = hashes[i]
	}
	t.compare()
	return nil
}

// compare holds the tree against the checkpoints over just as many entries.
func (t *treeWalk) compare() {
	for len(t.signed) > 0 && t.signed[0].Size <= t.size {
		c := t.signed[0]
		t.signed = t.signed[1:]
		root, err := tlog.TreeHash(t.size, t)
		switch {
		case err != nil || t.lost || c.Size < t.size: // gaps were reported where they are
		case Hash(root) != c.Root:
			t.report.entry(CheckpointBroken, c.Size, "%s: not the history that was signed", span(1, c.Size))
		default:
			t.report.Signed = c.Size
		}
	}
}

// finish looks at what is beyond the last entry.
func (t *treeWalk) finish() error {
	size := t.size
	if !t.lost {
		root, err := tlog.TreeHash(size, t)
		if err != nil {
			return err
		}
		t.report.Tree = Tree{Size: size, Root: Hash(root)}
	}
	end := size
	position, ok, err := t.stored.last()
	if err != nil {
		return err
	}
	if ok {
		level, n := tlog.SplitStoredHashIndex(position)
		end = (n + 1) << level
	}
	if t.stored.extra > 0 {
		t.report.entry(TreeExtra, 0, "the tree has %d hashes that belong to no entry", t.stored.extra)
	}
	if n := len(t.signed); n > 0 {
		end = max(end, t.signed[n-1].Size)
	}
	if end > size {
		t.report.entry(JournalCut, size+1, "%s of the journal: cut off at the end", span(size+1, end))
	}
	return nil
}

// cursor walks the stored hashes in step.
type cursor struct {
	rows     *sql.Rows
	position int64
	hash     []byte
	ahead    bool // position and hash are read but not taken
	done     bool
	extra    int64 // passed by: they stand where no hash can
}

func (c *cursor) read() error {
	if c.ahead || c.done {
		return nil
	}
	if !c.rows.Next() {
		c.done = true
		return c.rows.Err()
	}
	c.ahead = true
	return c.rows.Scan(&c.position, &c.hash)
}

// take answers with the hash at a position, and passes by those before it.
func (c *cursor) take(position int64) (tlog.Hash, bool, error) {
	for {
		if err := c.read(); err != nil {
			return tlog.Hash{}, false, err
		}
		if c.done || c.position > position {
			return tlog.Hash{}, false, nil
		}
		c.ahead = false
		if c.position == position {
			var h tlog.Hash
			copy(h[:], c.hash)
			return h, len(c.hash) == len(h), nil
		}
		c.extra++
	}
}

// last reads to the end and answers with the last position not taken.
func (c *cursor) last() (position int64, ok bool, err error) {
	for {
		if err := c.read(); err != nil {
			return 0, false, err
		}
		if c.done {
			return position, ok, nil
		}
		position, ok = c.position, true
		c.ahead = false
	}
}

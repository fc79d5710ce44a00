package journal

import (
	"golang.org/x/mod/sumdb/tlog"

	"karete/db"
)

// Tree is the state of the journal: how many entries, and the hash over them.
type Tree struct {
	Size int64
	Root Hash
}

// Size is the number of entries, which is also the seq of the last one.
func Size(tx *db.Tx) (int64, error) {
	var n int64
	err := tx.QueryRow("SELECT coalesce(max(seq), 0) FROM journal").Scan(&n)
	return max(n, 0), err // below 0 only where somebody tampered
}

// Head is the tree over all entries.
func Head(tx *db.Tx) (Tree, error) {
	n, err := Size(tx)
	if err != nil {
		return Tree{}, err
	}
	return treeAt(tx, n)
}

func treeAt(tx *db.Tx, size int64) (Tree, error) {
	root, err := tlog.TreeHash(size, stored{tx})
	return Tree{Size: size, Root: Hash(root)}, err
}

// ProveRecord proves to whoever holds the tree of the given size that it has the
// entry.
func ProveRecord(tx *db.Tx, size, seq int64) ([]Hash, error) {
	proof, err := tlog.ProveRecord(size, seq-1, stored{tx})
	return fromTlog(proof), err
}

// ProveTree proves that the tree of size later begins with the one of size
// earlier: nothing before was changed.
func ProveTree(tx *db.Tx, later, earlier int64) ([]Hash, error) {
	proof, err := tlog.ProveTree(later, earlier, stored{tx})
	return fromTlog(proof), err
}

// CheckInclusion returns nil when the proof shows that the tree has the entry as
// given, without its payload but with its payload hash.
func CheckInclusion(proof []Hash, tree Tree, e Entry) error {
	return tlog.CheckRecord(toTlog(proof), tree.Size, tlog.Hash(tree.Root), e.Seq-1, tlog.RecordHash(e.leaf(nil)))
}

// CheckConsistency returns nil when the proof shows that later begins with
// earlier.
func CheckConsistency(proof []Hash, later, earlier Tree) error {
	return tlog.CheckTree(tlog.TreeProof(toTlog(proof)), later.Size, tlog.Hash(later.Root), earlier.Size, tlog.Hash(earlier.Root))
}

func fromTlog(list []tlog.Hash) []Hash {
	out := make([]Hash, len(list))
	for i, h := range list {
		out[i] = Hash(h)
	}
	return out
}

func toTlog(list []Hash) tlog.RecordProof {
	out := make(tlog.RecordProof, len(list))
	for i, h := range list {
		out[i] = tlog.Hash(h)
	}
	return out
}

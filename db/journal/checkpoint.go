package journal

import (
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"karete/db"
)

// Checkpoint is the head of the tree, signed by the box.
type Checkpoint struct {
	Tree
	Note     string    // the signed note: printed, carried in backups, kept by witnesses
	SignedAt time.Time // zero when read from a note alone
}

var (
	// ErrForked is a journal that does not begin with what the box signed before.
	// It is never signed again: two signed histories would both look true.
	ErrForked = errors.New("journal: it is not the one that was signed before")
	// ErrCheckpoint is a note that is no checkpoint of this box.
	ErrCheckpoint = errors.New("journal: not a checkpoint signed by this box")
)

// Sign signs the current head and keeps it. A head that is signed already is
// answered as it is. Errors: ErrForked.
func Sign(tx *db.Tx, signer note.Signer) (Checkpoint, error) {
	head, err := Head(tx)
	if err != nil {
		return Checkpoint{}, err
	}
	last, ok, err := LastCheckpoint(tx)
	if err != nil {
		return Checkpoint{}, err
	}
	if ok {
		if last.Size > head.Size {
			return Checkpoint{}, ErrForked
		}
		then, err := treeAt(tx, last.Size)
		if err != nil {
			return Checkpoint{}, err
		}
		if then != last.Tree {
			return Checkpoint{}, ErrForked
		}
		if last.Size == head.Size {
			return last, nil
		}
	}
	text := signer.Name() + "\n" + strconv.FormatInt(head.Size, 10) + "\n" + tlog.Hash(head.Root).String() + "\n"
	signed, err := note.Sign(&note.Note{Text: text}, signer)
	if err != nil {
		return Checkpoint{}, fmt.Errorf("journal: sign: %w", err)
	}
	_, err = tx.Exec("INSERT INTO checkpoint (size, note, signed_at) VALUES (?, ?, ?)", head.Size, string(signed), tx.Now.UnixMilli())
	return Checkpoint{Tree: head, Note: string(signed), SignedAt: tx.Now}, err
}

// LastCheckpoint is the newest one kept, its signature unchecked; false when
// there is none.
func LastCheckpoint(tx *db.Tx) (Checkpoint, bool, error) {
	var size, at int64
	var text string
	err := tx.QueryRow("SELECT size, note, signed_at FROM checkpoint ORDER BY size DESC LIMIT 1").Scan(&size, &text, &at)
	if errors.Is(err, sql.ErrNoRows) {
		return Checkpoint{}, false, nil
	}
	if err != nil {
		return Checkpoint{}, false, err
	}
	tree, err := parseTree(text)
	if err == nil && tree.Size != size {
		err = ErrCheckpoint
	}
	return Checkpoint{Tree: tree, Note: text, SignedAt: time.UnixMilli(at).UTC()}, err == nil, err
}

// OpenCheckpoint checks the signature of a note and reads the tree from it.
// Errors: ErrCheckpoint.
func OpenCheckpoint(signed string, verifier note.Verifier) (Checkpoint, error) {
	n, err := note.Open([]byte(signed), note.VerifierList(verifier))
	if err != nil {
		return Checkpoint{}, fmt.Errorf("%w: %w", ErrCheckpoint, err)
	}
	if origin, _, _ := strings.Cut(n.Text, "\n"); origin != verifier.Name() {
		return Checkpoint{}, ErrCheckpoint
	}
	tree, err := parseTree(n.Text)
	return Checkpoint{Tree: tree, Note: signed}, err
}

// parseTree reads origin, size and root; lines after them are for later versions.
func parseTree(text string) (Tree, error) {
	lines := strings.SplitN(text, "\n", 4)
	if len(lines) < 4 {
		return Tree{}, ErrCheckpoint
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || size < 0 || strconv.FormatInt(size, 10) != lines[1] {
		return Tree{}, ErrCheckpoint
	}
	root, err := tlog.ParseHash(lines[2])
	if err != nil {
		return Tree{}, ErrCheckpoint
	}
	return Tree{Size: size, Root: Hash(root)}, nil
}

package journal

import (
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/mod/sumdb/tlog"

	"karete/db"
)

var (
	errMalformed  = errors.New("journal: malformed entry")
	errIncomplete = errors.New("journal: a hash of the tree is not there")
)

func found(e Entry, err error) (Entry, bool, error) {
	if errors.Is(err, sql.ErrNoRows) {
		return Entry{}, false, nil
	}
	return e, err == nil, err
}

// Append writes the entry after the last one and grows the tree. Seq and
// PayloadHash are Append's to set; a nil Payload is stored as the empty one. A
// command id that is there already is a unique constraint of the database.
func Append(tx *db.Tx, e Entry) (seq int64, err error) {
	size, err := Size(tx)
	if err != nil {
		return 0, err
	}
	if e.Payload == nil {
		e.Payload = []byte(emptyPayload)
	}
	e.Seq = size + 1
	e.PayloadHash = sha256.Sum256(e.Payload)

	// The table first: what it refuses costs no hashing.
	if _, err := tx.Exec("INSERT INTO journal ("+columns+", payload) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
		e.Seq, e.CommandID, e.CommandHash[:], e.RecordedAt.UnixMilli(), e.OccurredAt.UnixMilli(), e.TimeSource,
		e.ActorID, e.Role, e.Device, e.Action, e.SubjectType, e.SubjectID, null(e.PatientID), null(e.VisitID),
		e.PayloadHash[:], e.Payload); err != nil {
		return 0, err
	}
	hashes, err := tlog.StoredHashes(size, e.leaf(make([]byte, 0, 512)), stored{tx})
	if err != nil {
		return 0, err
	}
	args := make([]any, 0, 2*len(hashes))
	first := tlog.StoredHashIndex(0, size)
	for i := range hashes {
		args = append(args, first+int64(i), hashes[i][:])
	}
	_, err = tx.Exec(insertHashes[len(hashes)], args...)
	return e.Seq, err
}

// insertHashes[n] inserts n hashes. An entry brings one for its leaf and one for
// each subtree it completes: two on average, never 64.
var insertHashes = func() (list [64]string) {
	for n := range list {
		list[n] = "INSERT INTO journal_hash (position, hash) VALUES (?, ?)" + strings.Repeat(", (?, ?)", max(n-1, 0))
	}
	return list
}()

func null(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// stored reads the tree's hashes in a transaction.
type stored struct{ tx *db.Tx }

func (s stored) ReadHashes(positions []int64) ([]tlog.Hash, error) {
	hashes := make([]tlog.Hash, len(positions))
	for i, position := range positions {
		var h []byte
		err := s.tx.QueryRow("SELECT hash FROM journal_hash WHERE position = ?", position).Scan(&h)
		if errors.Is(err, sql.ErrNoRows) || err == nil && len(h) != tlog.HashSize {
			return nil, fmt.Errorf("%w: %d", errIncomplete, position)
		}
		if err != nil {
			return nil, err
		}
		hashes[i] = tlog.Hash(h)
	}
	return hashes, nil
}

package restore

import (
	"context"
	"encoding/hex"
	"sort"
	"time"

	"karete/db"
	"karete/db/journal"
	"karete/server/backup/archive"
)

// Standing says how the history in a backup stands to the box's own.
type Standing string

const (
	Nothing Standing = "nothing" // the box has no clinic
	Same    Standing = "same"
	Ahead   Standing = "ahead"  // the backup goes on where the box ends
	Behind  Standing = "behind" // the box goes on where the backup ends
	Apart   Standing = "apart"  // each goes on differently from where they part; from the first entry on for another clinic
	Unknown Standing = "unknown"
)

// Loss is what the box has and a backup has not: what is gone, but for the safety
// copy, when that backup comes in its place.
type Loss struct {
	Standing Standing   `json:"standing" enum:"nothing,same,ahead,behind,apart,unknown"`
	Entries  int64      `json:"entries" doc:"Of the journal of this box; 0 when it cannot be read"`
	Lost     int64      `json:"lost" doc:"Of these, how many the copy does not have"`
	Since    *time.Time `json:"since,omitempty" doc:"Nothing up to then is lost: when the last entry that both have was recorded"`
	Head     string     `json:"head,omitempty" doc:"The hash over the journal of this box"`
}

// Any reports whether somebody must agree to it first.
func (l Loss) Any() bool { return l.Lost > 0 || l.Standing == Unknown }

// Compare holds a backup's manifest against the records of the box, and the backup's
// own records too where the manifest alone cannot tell: theirs opens them. Nil for
// here is a box whose records cannot be read.
func Compare(ctx context.Context, here *db.DB, m archive.Manifest, theirs func() (*db.DB, error)) (Loss, error) {
	since := m.HeadAt
	unknown := Loss{Standing: Unknown, Since: &since}
	if here == nil {
		return unknown, nil
	}
	var loss Loss
	err := here.Read(ctx, func(tx *db.Tx) error {
		clinic := 0
		if err := tx.QueryRow("SELECT count(*) FROM facility").Scan(&clinic); err != nil {
			return err
		}
		if clinic == 0 {
			loss = Loss{Standing: Nothing}
			return nil
		}
		head, err := journal.Head(tx)
		if err != nil {
			return err
		}
		loss = Loss{Standing: Apart, Entries: head.Size, Head: hex.EncodeToString(head.Root[:])}
		if m.Entries < 1 || m.Entries > head.Size {
			return nil
		}
		begins, err := beginsWith(tx, head, m)
		if err != nil || !begins {
			return err
		}
		loss.Lost, loss.Since, loss.Standing = head.Size-m.Entries, &since, Behind
		if loss.Lost == 0 {
			loss.Standing = Same
		}
		return nil
	})
	if err != nil {
		return unknown, nil // the caller asks a person, as for records that cannot be read at all
	}
	if loss.Standing != Apart {
		return loss, nil
	}
	return apart(ctx, here, loss, theirs)
}

// beginsWith reports whether the box's history begins with that of the backup.
func beginsWith(tx *db.Tx, head journal.Tree, m archive.Manifest) (bool, error) {
	then := journal.Tree{Size: m.Entries}
	root, err := hex.DecodeString(m.Head)
	if err != nil || len(root) != len(then.Root) {
		return false, nil
	}
	copy(then.Root[:], root)
	proof, err := journal.ProveTree(tx, head.Size, then.Size)
	if err != nil {
		return false, err
	}
	return journal.CheckConsistency(proof, head, then) == nil, nil
}

// apart finds the entry from which on the two go their own ways.
func apart(ctx context.Context, here *db.DB, loss Loss, theirs func() (*db.DB, error)) (out Loss, err error) {
	other, err := theirs()
	if err != nil {
		return loss, err
	}
	if other == nil { // not put together yet: nobody can tell before
		loss.Standing, loss.Lost = Unknown, 0
		return loss, nil
	}
	err = here.Read(ctx, func(a *db.Tx) error {
		return other.Read(ctx, func(b *db.Tx) error {
			size, err := journal.Size(b)
			if err != nil {
				return err
			}
			var failed error
			// Entries carry ids nobody makes twice: behind the first that differs all do.
			both := sort.Search(int(min(loss.Entries, size)), func(n int) bool {
				same, err := sameEntry(a, b, int64(n)+1)
				if err != nil {
					failed = err
				}
				return !same
			})
			loss.Lost = loss.Entries - int64(both)
			if loss.Lost == 0 {
				loss.Standing = Ahead
			}
			if last, found, err := journal.BySeq(a, int64(both)); err != nil {
				return err
			} else if found {
				loss.Since = &last.RecordedAt
			}
			return failed
		})
	})
	return loss, err
}

func sameEntry(a, b *db.Tx, seq int64) (bool, error) {
	one, found, err := journal.BySeq(a, seq)
	if err != nil || !found {
		return false, err
	}
	two, found, err := journal.BySeq(b, seq)
	one.Payload, two.Payload = nil, nil // it may lawfully be erased in one of them
	return found && one.CommandID == two.CommandID && one.PayloadHash == two.PayloadHash && one.RecordedAt.Equal(two.RecordedAt), err
}

package restore

import (
	"context"
	"encoding/hex"
	"fmt"

	"karete/db"
	"karete/db/journal"
	"karete/server/access"
	"karete/server/act"
	"karete/server/backup"
	"karete/server/facility"
	"karete/server/patient"
	"karete/server/staff"
)

// Enter writes into the journal that its records were brought back, once, before
// anybody comes in; it ends the sessions that were open when they were copied. false
// when nothing was restored since the last time.
func Enter(ctx context.Context, g *act.Gate, dir string) (Restored, bool, error) {
	r, found, err := Left(dir)
	if err != nil || !found {
		return Restored{}, false, err
	}
	var out Restored
	c := act.Command{ID: r.ID, Action: "box.restored", Body: r.SHA256}
	_, err = act.Do(ctx, g, access.TheBox(), c, func(tx *act.Tx) (err error) {
		tx.Subject("box", "records")
		if out, err = r.compared(tx.Tx); err != nil {
			return err
		}
		if out.SignedOut, err = staff.EndEveryoneIn(tx.Tx); err != nil {
			return err
		}
		if err := patient.SkipFileNumbersIn(tx.Tx, r.further(), r.Numbers); err != nil {
			return err
		}
		r.detail(tx, out)
		return nil
	}, func(*db.Tx, string) (struct{}, error) { return struct{}{}, nil })
	if err != nil {
		return Restored{}, false, fmt.Errorf("what was restored is not in the journal: %w", err)
	}
	return out, true, done(dir)
}

// skipped is how many file numbers are left out when nobody can tell how many were
// given out after the backup was made: more than a small clinic gives in a week.
// Booklets with them are in people's hands, and no number may be given twice.
const skipped = 200

func (r Record) further() int64 {
	switch r.Loss.Standing {
	case Same, Ahead, Behind: // known
		return 0
	}
	return skipped
}

// detail is what the journal keeps of it for ever.
func (r Record) detail(tx *act.Tx, out Restored) {
	for key, v := range map[string]any{
		"file": r.File, "bytes": r.Bytes, "sha256": r.SHA256, "madeAt": r.MadeAt, "headAt": r.HeadAt, "version": r.Version,
		"entries": r.Entries, "head": r.Head, "by": r.By, "standing": r.Loss.Standing, "lost": r.Loss.Lost, "same": out.Same,
		"signedOut": out.SignedOut, "fileNumbersSkipped": r.further(),
	} {
		tx.Detail(key, v)
	}
	if r.Loss.Entries > 0 {
		tx.Detail("entriesBefore", r.Loss.Entries)
		tx.Detail("headBefore", r.Loss.Head)
	}
	if r.Loss.Since != nil {
		tx.Detail("since", *r.Loss.Since)
	}
	if r.Safety != "" {
		tx.Detail("safety", r.Safety)
	}
	if len(r.Findings) > 0 {
		tx.Detail("findings", len(r.Findings))
	}
}

// compared counts what is on the box now, before anything is added to it.
func (r Record) compared(tx *db.Tx) (Restored, error) {
	out := Restored{MadeAt: r.MadeAt, Since: r.HeadAt, Loss: r.Loss, Safety: r.Safety, Head: backup.Groups(r.Head),
		Fingerprint: backup.Groups(r.SHA256), Words: backup.CheckWords(r.SHA256)}
	clinic, err := facility.In(tx)
	if err != nil {
		return out, err
	}
	out.Clinic = clinic.Name
	head, err := journal.Head(tx)
	if err != nil {
		return out, err
	}
	found := map[string]int64{}
	for _, c := range counted {
		var n int64
		if err := tx.QueryRow("SELECT count(*) FROM " + c.table).Scan(&n); err != nil {
			return out, fmt.Errorf("counting %s: %w", c.table, err)
		}
		found[c.table] = n
	}
	root := hex.EncodeToString(head.Root[:])
	out.Found = backup.Groups(root)
	out.Counts = counts(r.Tables, r.Entries, found, head.Size)
	out.Same = root == r.Head
	for _, c := range out.Counts {
		out.Same = out.Same && c.Written == c.Found
	}
	return out, nil
}

// counted is what people know the size of.
var counted = []struct{ what, table string }{
	{"patients", "patient"}, {"visits", "visit"}, {"notes", "encounter"}, {"cards", "card"},
}

func counts(written map[string]int64, entries int64, found map[string]int64, foundEntries int64) []RestoredCount {
	var list []RestoredCount
	for _, c := range counted {
		list = append(list, RestoredCount{c.what, written[c.table], found[c.table]})
	}
	return append(list, RestoredCount{"entries", entries, foundEntries})
}

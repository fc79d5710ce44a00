package legacy

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"

	"karete/db"
	"karete/server/patient"
	"karete/server/patient/match"
)

// rowHash is over what a line says of somebody, whatever else stands in it. The day
// on which an age was told is not part of it, for that may be today.
func rowHash(in patient.Registration) []byte {
	in.ID, in.BirthRecordedOn = "", ""
	sum := sha256.Sum256([]byte(text(in)))
	return sum[:16]
}

// beforehand finds the lines that were brought before, and those that stand in the
// file twice, word by word.
func beforehand(tx *db.Tx, list []*tried) error {
	first := map[string]int{}
	for _, t := range list {
		if t.verdict != "" {
			continue
		}
		err := tx.QueryRow(`SELECT l.patient_id FROM legacy_person l JOIN patient p ON p.id = l.patient_id AND p.active = 1 WHERE l.hash = ? LIMIT 1`, t.hash).Scan(&t.patientID)
		switch {
		case err == nil:
			t.verdict = Here
			continue
		case !errors.Is(err, sql.ErrNoRows):
			return err
		}
		if line, ok := first[string(t.hash)]; ok {
			t.verdict, t.sameLine = Again, line
			continue
		}
		first[string(t.hash)] = t.line
	}
	return nil
}

// people are those in the register and those in the file, to be compared.
type people struct {
	records []match.Record // the register's first
	counts  match.Counts
	here    []string // ids of the register's
	gone    map[string]bool
	open    []*tried
}

// gather reads the register beside those of the file of whom nothing is known yet.
func gather(ctx context.Context, tx *db.Tx, list []*tried) (all people, err error) {
	for _, t := range list {
		if t.verdict == "" {
			all.open = append(all.open, t)
		}
	}
	if len(all.open) == 0 {
		return all, nil
	}
	if all.gone, err = inactive(tx); err != nil {
		return all, err
	}
	err = patient.EverybodyIn(tx, func(patientID string, p match.Person) error {
		all.here = append(all.here, patientID)
		all.records = append(all.records, match.Prepare(p))
		return ctx.Err()
	})
	for _, t := range all.open {
		all.records = append(all.records, match.Prepare(t.person.PersonOf()))
	}
	for i := range all.records {
		all.counts.Add(&all.records[i])
	}
	return all, err
}

// compare finds those who are likely in the register, or twice in the file.
func (all *people) compare(ctx context.Context) error {
	if len(all.open) == 0 {
		return nil
	}
	register := len(all.here)
	return match.Pairs(ctx, all.records, &all.counts, match.Likely, func(a, b int, c match.Comparison) {
		if b < register || a < register && all.gone[all.here[a]] {
			return // both were here before; or nobody finds the one any more
		}
		t := all.open[b-register]
		switch {
		case a < register:
			if t.verdict != Here || c.Score > t.score {
				t.like(all.here[a], c)
			}
		case t.verdict == "":
			t.verdict, t.sameLine, t.score, t.reasons = Again, all.open[a-register].line, c.Score, c.Reasons
		}
	})
}

// inactive are those whom nobody finds any more.
func inactive(tx *db.Tx) (map[string]bool, error) {
	rows, err := tx.Query("SELECT id FROM patient WHERE active = 0")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	gone := map[string]bool{}
	for rows.Next() {
		var patientID string
		if err := rows.Scan(&patientID); err != nil {
			return nil, err
		}
		gone[patientID] = true
	}
	return gone, rows.Err()
}

// numbered looks at the file numbers of those who would be added: one that another
// person holds is a clash, one that a likeness holds is the same person.
func numbered(tx *db.Tx, list []*tried) error {
	first := map[string]*tried{}
	for _, t := range list {
		if t.verdict != "" || t.number == "" {
			continue
		}
		f := t.person.FileNumber
		holder, sheet, err := patient.HolderIn(tx, f.Series, f.Value)
		if err != nil {
			return err
		}
		switch earlier := first[t.number]; {
		case holder != "":
			other, err := patient.ReadIn(tx, holder)
			if err != nil {
				return err
			}
			if c, same := alike(t.person.PersonOf(), patient.PersonOf(other)); same {
				t.like(holder, c)
			} else {
				t.clash("number-taken", map[string]any{"patient": other.DisplayName})
			}
		case sheet != "":
			t.clash("number-reserved", map[string]any{"sheet": sheet})
		case earlier == nil:
			first[t.number] = t
		default:
			if c, same := alike(t.person.PersonOf(), earlier.person.PersonOf()); same {
				t.verdict, t.sameLine, t.score, t.reasons = Again, earlier.line, c.Score, c.Reasons
			} else {
				t.clash("number-in-file", map[string]any{"line": earlier.line})
			}
		}
	}
	return nil
}

// alike reports that two who have one file number may well be one person.
func alike(a, b match.Person) (match.Comparison, bool) {
	x, y := match.Prepare(a), match.Prepare(b)
	c := match.Compare(&x, &y, &match.Counts{})
	return c, c.Score >= match.Possible
}

func (t *tried) clash(code string, params map[string]any) {
	t.verdict = Unreadable
	t.notes = append(t.notes, ImportNote{Field: FileNumber, Column: t.column, Text: patient.FileNumber(t.person.FileNumber.Series, t.person.FileNumber.Value), Code: code, Params: params, Bad: true})
}

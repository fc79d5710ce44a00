package legacy

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/id"
	"karete/server/patient"
	"karete/server/patient/match"
)

// tried is a line of the file while it is tried.
type tried struct {
	line      int
	person    patient.Registration
	hash      []byte
	number    string // key of its file number
	column    int    // of its file number
	notes     []ImportNote
	verdict   Verdict
	patientID string
	sameLine  int
	score     float64
	reasons   []match.Reason
}

func (t *tried) bad() bool {
	return slices.ContainsFunc(t.notes, func(n ImportNote) bool { return n.Bad })
}

func (t *tried) like(patientID string, c match.Comparison) {
	t.verdict, t.patientID, t.sameLine, t.score, t.reasons = Here, patientID, 0, c.Score, c.Reasons
}

// trial says of each line what would become of it. It leaves nothing but that: one
// that is cut short begins anew.
func (r *Room) trial(ctx context.Context, importID string) error {
	defer r.unpaced(importID)
	var i row
	var list []*tried
	var all people
	err := r.gate.DB().Read(ctx, func(tx *db.Tx) (err error) {
		if i, err = load(tx, importID); err != nil {
			return err
		}
		if list, err = r.readAll(tx, i); err != nil {
			return err
		}
		if err := beforehand(tx, list); err != nil {
			return err
		}
		if err := numbered(tx, list); err != nil {
			return err
		}
		all, err = gather(ctx, tx, list)
		return err
	})
	if err == nil {
		err = all.compare(ctx) // long: no view of the register is held open for it
	}
	if err != nil {
		return err
	}
	for _, t := range list {
		if t.verdict == "" {
			t.verdict = Add
		}
	}
	for from := 0; from < len(list); from += rowsOnce {
		part := list[from:min(len(list), from+rowsOnce)]
		same := true
		if err := r.gate.DB().Write(ctx, func(tx *db.Tx) error {
			if same, err = unchanged(tx, i); err != nil || !same {
				return err
			}
			r.paced(importID, (2*len(list)+from)/3, len(list), tx.Now)
			for _, t := range part {
				if err := t.save(tx, importID); err != nil {
					return err
				}
			}
			return nil
		}); err != nil || !same {
			return err // thrown away meanwhile, or mapped anew: then the next trial is due
		}
	}
	_, err = act.Do(ctx, r.gate, access.TheBox(), act.Command{ID: id.New(), Action: "import.check"}, func(tx *act.Tx) error {
		tx.Subject("legacy_import", importID)
		now, err := load(tx.Tx, importID)
		if err != nil || now.state != Checking || text(now.mapping) != text(i.mapping) {
			return err
		}
		if now.counts, err = count(tx.Tx, importID); err != nil {
			return err
		}
		now.state = Checked
		return now.save(tx)
	}, func(*db.Tx, string) (struct{}, error) { return struct{}{}, nil })
	return err
}

// unchanged reports that the import is still to be tried as it was.
func unchanged(tx *db.Tx, was row) (bool, error) {
	now, err := load(tx, was.id)
	return err == nil && now.state == Checking && text(now.mapping) == text(was.mapping), err
}

func (t *tried) save(tx *db.Tx, importID string) error {
	reasons := t.reasons
	if reasons == nil {
		reasons = []match.Reason{}
	}
	_, err := tx.Exec(`UPDATE legacy_line SET verdict = ?, doubtful = ?, notes = ?, patient_id = ?, same_line = ?, score = ?, reasons = ? WHERE import_id = ? AND line = ?`,
		t.verdict, t.verdict != Unreadable && len(t.notes) > 0, text(t.notes), orNull(t.patientID), orNull(t.sameLine), orNull(t.score), text(reasons), importID, t.line)
	return err
}

func orNull[T comparable](v T) any {
	var none T
	if v == none {
		return nil
	}
	return v
}

// readAll reads the lines as people.
func (r *Room) readAll(tx *db.Tx, i row) ([]*tried, error) {
	read, err := readerFor(tx, i)
	if err != nil {
		return nil, err
	}
	list := make([]*tried, 0, i.rows)
	err = each(tx, i.id, "1 = 1", 0, -1, func(line int, cells []string, formulas []int) error {
		t := &tried{line: line}
		t.person, t.notes = read.person(cells, formulas)
		if t.bad() {
			t.verdict = Unreadable
		}
		t.hash = rowHash(t.person)
		if f := t.person.FileNumber; f.Mode == "typed" {
			_, _, t.number = patient.TypedFileNumber(f.Series, f.Value)
			t.column = read.at[FileNumber]
		}
		if list = append(list, t); len(list)%1000 == 0 {
			r.paced(i.id, len(list)/3, i.rows, tx.Now)
		}
		return nil
	})
	return list, err
}

// readerFor reads as the import's mapping says. What a letter for a sex means hangs
// on the others in its column.
func readerFor(tx *db.Tx, i row) (reader, error) {
	check, err := patient.CheckerIn(tx)
	if err != nil {
		return reader{}, err
	}
	seen := map[string]bool{}
	if column := slices.Index(i.mapping.Fields, Sex); column >= 0 {
		rows, err := tx.Query(`SELECT DISTINCT json_extract(cells, '$[' || ? || ']') FROM legacy_line WHERE import_id = ?`, column, i.id)
		if err != nil {
			return reader{}, err
		}
		defer rows.Close()
		for rows.Next() {
			var written sql.NullString
			if err := rows.Scan(&written); err != nil {
				return reader{}, err
			}
			seen[plain(written.String)] = true
		}
		if err := rows.Err(); err != nil {
			return reader{}, err
		}
	}
	return newReader(i.mapping, check, legend(seen)), nil
}

// each reads the cells of lines in order. The condition is the program's own.
func each(tx *db.Tx, importID, condition string, after, most int, yield func(line int, cells []string, formulas []int) error) error {
	rows, err := tx.Query(`SELECT line, cells, formulas FROM legacy_line WHERE import_id = ? AND line > ? AND `+condition+` ORDER BY line LIMIT ?`, importID, after, most)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var line int
		var stored, marked string
		var cells []string
		var formulas []int
		if err := rows.Scan(&line, &stored, &marked); err != nil {
			return err
		}
		if err := errors.Join(json.Unmarshal([]byte(stored), &cells), json.Unmarshal([]byte(marked), &formulas)); err != nil {
			return err
		}
		if err := yield(line, cells, formulas); err != nil {
			return err
		}
	}
	return rows.Err()
}

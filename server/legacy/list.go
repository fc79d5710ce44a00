package legacy

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/fault"
	"karete/server/patient"
)

// List is every import, newest first.
func (r *Room) List(ctx context.Context, who access.Actor) (ImportList, error) {
	return act.Peek(ctx, r.gate, who, "import.list", func(tx *db.Tx) (ImportList, error) {
		rows, err := loadAll(tx, "")
		if err != nil {
			return ImportList{}, err
		}
		out := ImportList{Imports: []Import{}}
		for _, row := range rows {
			i, err := r.told(tx, row)
			if err != nil {
				return out, err
			}
			out.Imports = append(out.Imports, i)
		}
		return out, nil
	})
}

// Read is one import with its columns. Fault: not-found.
func (r *Room) Read(ctx context.Context, who access.Actor, importID string) (ImportDetail, error) {
	return act.Peek(ctx, r.gate, who, "import.read", func(tx *db.Tx) (ImportDetail, error) { return r.detail(tx, importID) })
}

func (r *Room) detail(tx *db.Tx, importID string) (ImportDetail, error) {
	row, err := load(tx, importID)
	if err != nil {
		return ImportDetail{}, err
	}
	d := ImportDetail{Mapping: row.mapping}
	if d.Import, err = r.told(tx, row); err != nil {
		return d, err
	}
	d.Columns, err = columns(tx, row)
	return d, err
}

// told adds how far the work is that goes on.
func (r *Room) told(tx *db.Tx, row row) (Import, error) {
	i := row.told()
	switch i.State {
	case Checking:
		r.mu.Lock()
		p, ok := r.pace[i.ID]
		r.mu.Unlock()
		if !ok {
			p.Total = i.Rows
		}
		i.Progress = &p
	case Applying, Undoing:
		counts, err := count(tx, i.ID)
		if err != nil {
			return i, err
		}
		if row.hasLines {
			i.Counts = counts
		}
		p := ImportProgress{counts.Added, counts.Added + counts.Add}
		if i.State == Undoing {
			if err := tx.QueryRow(`SELECT count(*) FROM legacy_person WHERE import_id = ?`, i.ID).Scan(&p.Total); err != nil {
				return i, err
			}
			p = ImportProgress{max(row.counts.Added-p.Total, counts.Withdrawn+counts.Kept), row.counts.Added}
		}
		i.Progress = &p
	}
	return i, nil
}

// count is how many lines have which verdict now.
func count(tx *db.Tx, importID string) (c ImportCounts, err error) {
	err = tx.QueryRow(`SELECT count(*) FILTER (WHERE verdict = 'add'), count(*) FILTER (WHERE verdict = 'here'), count(*) FILTER (WHERE verdict = 'again'),
		count(*) FILTER (WHERE verdict = 'unreadable'), coalesce(sum(doubtful), 0), count(*) FILTER (WHERE verdict = 'added'),
		count(*) FILTER (WHERE verdict = 'withdrawn'), count(*) FILTER (WHERE verdict = 'kept')
		FROM legacy_line WHERE import_id = ?`, importID).Scan(&c.Add, &c.Here, &c.Again, &c.Unreadable, &c.Doubtful, &c.Added, &c.Withdrawn, &c.Kept)
	return c, err
}

// columns are theirs, with what stands in them first.
func columns(tx *db.Tx, row row) ([]ImportColumn, error) {
	list := make([]ImportColumn, len(row.header))
	for i, name := range row.header {
		list[i] = ImportColumn{Name: name, Samples: []string{}}
	}
	rows, err := tx.Query("SELECT cells FROM legacy_line WHERE import_id = ? ORDER BY line LIMIT 20", row.id)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var stored string
		var cells []string
		if err := rows.Scan(&stored); err != nil {
			return nil, err
		}
		if err := json.Unmarshal([]byte(stored), &cells); err != nil {
			return nil, err
		}
		for i, cell := range cells {
			if i < len(list) && cell != "" && len(list[i].Samples) < 3 {
				list[i].Samples = append(list[i].Samples, firstRunes(cell, 60))
			}
		}
	}
	return list, rows.Err()
}

// perPart is how many lines are told at a time.
const perPart = 100

// Lines are those after a line that are asked for: a verdict, Doubtful, Noted, or ""
// for all. Faults: not-found, invalid.
func (r *Room) Lines(ctx context.Context, who access.Actor, importID, which string, after int) (ImportLines, error) {
	return act.Peek(ctx, r.gate, who, "import.lines", func(tx *db.Tx) (ImportLines, error) {
		out := ImportLines{Lines: []ImportLine{}}
		if _, err := load(tx, importID); err != nil {
			return out, err
		}
		condition, ok := conditions[which]
		if !ok {
			return out, fault.Field("verdict", "not-one-of")
		}
		err := lines(tx, importID, condition, after, perPart+1, func(l ImportLine) error {
			out.Lines = append(out.Lines, l)
			return nil
		})
		if len(out.Lines) > perPart {
			out.Lines = out.Lines[:perPart]
			out.Next = out.Lines[perPart-1].Line
		}
		return out, err
	})
}

var conditions = map[string]string{
	"": "verdict <> ''", Doubtful: "doubtful = 1", Noted: "(doubtful = 1 OR verdict = 'unreadable')",
	string(Add): "verdict = 'add'", string(Here): "verdict = 'here'", string(Again): "verdict = 'again'", string(Unreadable): "verdict = 'unreadable'",
	string(Added): "verdict = 'added'", string(Withdrawn): "verdict = 'withdrawn'", string(Kept): "verdict = 'kept'",
}

// lines reads lines in order. The condition is one of conditions.
func lines(tx *db.Tx, importID, condition string, after, most int, yield func(ImportLine) error) error {
	rows, err := tx.Query(`SELECT line, verdict, cells, notes, coalesce(patient_id, ''), coalesce(same_line, 0), coalesce(score, 0), reasons
		FROM legacy_line WHERE import_id = ? AND line > ? AND `+condition+` ORDER BY line LIMIT ?`, importID, after, most)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var l ImportLine
		var cells, notes, reasons, patientID string
		if err := rows.Scan(&l.Line, &l.Verdict, &cells, &notes, &patientID, &l.SameLine, &l.Score, &reasons); err != nil {
			return err
		}
		if err := errors.Join(json.Unmarshal([]byte(cells), &l.Cells), json.Unmarshal([]byte(notes), &l.Notes), json.Unmarshal([]byte(reasons), &l.Reasons)); err != nil {
			return err
		}
		if patientID != "" {
			if l.Patient, err = imported(tx, patientID); err != nil {
				return err
			}
		}
		if err := yield(l); err != nil {
			return err
		}
	}
	return rows.Err()
}

// imported is somebody as the lines name them.
func imported(tx *db.Tx, patientID string) (*ImportedPatient, error) {
	var given, family, series, value string
	err := tx.QueryRow(`SELECT p.given_names, p.family_name, coalesce(i.series, ''), coalesce(i.value, '') FROM patient p
		LEFT JOIN identifier i ON i.id = (SELECT id FROM identifier WHERE patient_id = p.id AND system = 'file-number' AND status = 'active' ORDER BY created_at DESC, id DESC LIMIT 1)
		WHERE p.id = ?`, patientID).Scan(&given, &family, &series, &value)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return &ImportedPatient{patientID, patient.DisplayName(given, family), patient.FileNumber(series, value)}, nil
}

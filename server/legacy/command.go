package legacy

import (
	"context"
	"slices"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/fault"
	"karete/server/patient"
	"karete/server/patient/partialdate"
)

// Map settles what the columns are and starts the trial, or starts it anew. Faults:
// not-found; wrong-state {status}; invalid.
func (r *Room) Map(ctx context.Context, who access.Actor, importID string, in MapImport) (ImportDetail, error) {
	return r.do(ctx, who, "import.map", importID, in.ID, in, func(tx *act.Tx) error {
		row, err := readable(tx.Tx, importID, Uploaded, Checking, Checked)
		if err != nil {
			return err
		}
		if err := in.check(tx, len(row.header)); err != nil {
			return err
		}
		row.mapping, row.state, row.counts = in.ImportMapping, Checking, ImportCounts{}
		return row.save(tx)
	})
}

// check holds a mapping to what it can be.
func (m *ImportMapping) check(tx *act.Tx, columns int) error {
	var broken []fault.FieldError
	add := func(field, code string) { broken = append(broken, fault.FieldError{Field: field, Code: code}) }
	if len(m.Fields) != columns {
		add("fields", "not-allowed")
	}
	seen := map[Field]bool{}
	for _, f := range m.Fields {
		switch {
		case f == Leave:
		case !slices.Contains(fields, f):
			add("fields", "not-one-of")
		case seen[f]:
			add("fields", "duplicate")
		}
		seen[f] = true
	}
	if !seen[Given] && !seen[Family] && !seen[Full] {
		add("fields", "required")
	}
	if m.AgesOn != "" {
		switch day, ok := partialdate.ParseDay(m.AgesOn); {
		case !ok:
			add("agesOn", "not-a-date")
		case day.Year < 1900:
			add("agesOn", "before-1900")
		case partialdate.DayOf(tx.Latest()).Before(day) && day.Year > tx.Latest().Year():
			add("agesOn", "future")
		}
	}
	series, value, _ := patient.TypedFileNumber(m.Series, "1")
	if mentions((patient.Checker{}).Check(patient.Registration{FileNumber: patient.NewFileNumber{Mode: "typed", Series: series, Value: value}}), "fileNumber.series") {
		add("series", "pattern")
	}
	m.Series = series
	if broken != nil {
		return fault.Fields(broken...)
	}
	return nil
}

// Apply has everybody added whom the trial said would be, and those of the lines that
// were named. It goes on after the answer. Faults: not-found; wrong-state {status};
// invalid for a line that nobody needs to name.
func (r *Room) Apply(ctx context.Context, who access.Actor, importID string, in ApplyImport) (ImportDetail, error) {
	return r.do(ctx, who, "import.apply", importID, in.ID, in, func(tx *act.Tx) error {
		row, err := readable(tx.Tx, importID, Checked)
		if err != nil {
			return err
		}
		for _, line := range in.Also {
			result, err := tx.Exec(`UPDATE legacy_line SET verdict = 'add' WHERE import_id = ? AND line = ? AND verdict IN ('here', 'again')`, importID, line)
			if err != nil {
				return err
			}
			if n, err := result.RowsAffected(); err != nil {
				return err
			} else if n == 0 {
				return fault.Field("also", "unknown")
			}
		}
		if row.counts, err = count(tx.Tx, importID); err != nil {
			return err
		}
		if len(in.Also) > 0 {
			tx.Detail("also", in.Also)
		}
		row.state, row.appliedAt, row.appliedBy = Applying, now(tx), by(tx)
		return row.save(tx)
	})
}

// Undo takes everybody back who came with the import and was left alone since. It
// goes on after the answer. Faults: not-found; wrong-state {status}.
func (r *Room) Undo(ctx context.Context, who access.Actor, importID string, in EndImport) (ImportDetail, error) {
	return r.do(ctx, who, "import.undo", importID, in.ID, in, func(tx *act.Tx) error {
		row, err := standing(tx.Tx, importID, Applied)
		if err != nil {
			return err
		}
		row.state = Undoing
		row.ends(tx)
		return row.save(tx)
	})
}

// Discard throws an import away of which nobody was added. Faults: not-found;
// wrong-state {status}.
func (r *Room) Discard(ctx context.Context, who access.Actor, importID string, in EndImport) (ImportDetail, error) {
	return r.do(ctx, who, "import.discard", importID, in.ID, in, func(tx *act.Tx) error {
		row, err := standing(tx.Tx, importID, Uploaded, Checking, Checked)
		if err != nil {
			return err
		}
		row.state = Discarded
		row.ends(tx)
		return row.save(tx)
	})
}

// do is one command about an import, and wakes the work that follows from it.
func (r *Room) do(ctx context.Context, who access.Actor, action access.Action, importID, commandID string, body any, run func(*act.Tx) error) (ImportDetail, error) {
	c := act.Command{ID: commandID, Action: action, Body: struct{ Import, Body any }{importID, body}}
	d, err := act.Do(ctx, r.gate, who, c, run, func(tx *db.Tx, _ string) (ImportDetail, error) { return r.detail(tx, importID) })
	if err == nil {
		r.rouse()
	}
	return d, err
}

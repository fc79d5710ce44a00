package legacy

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/patient"
)

// batch is how many people are added, or taken back, in one act: few enough that
// nobody at the desk waits for it.
const batch = 50

// derived is the id of what comes of an import: always the same, and nobody else's.
func derived(i row, what string) id.ID {
	sum := sha256.Sum256([]byte("karete import " + i.id + " " + what))
	made, err := id.At(time.UnixMilli(i.uploadedAt), bytes.NewReader(sum[:16]))
	if err != nil {
		panic("legacy: sixteen bytes are enough for an id: " + err.Error())
	}
	return made
}

// adding begins what the command of a batch is derived from.
const adding = "import.add "

func personID(i row, line int) id.ID { return derived(i, fmt.Sprint("line ", line)) }

// apply adds batch after batch until nobody is left. Each is one act: one that was
// cut short never was, and the next start goes on with it.
func (r *Room) apply(ctx context.Context, importID string) error {
	var read reader
	if err := r.gate.DB().Read(ctx, func(tx *db.Tx) error {
		i, err := load(tx, importID)
		if err == nil {
			read, err = readerFor(tx, i)
		}
		return err
	}); err != nil {
		return err
	}
	for {
		done, err := r.add(ctx, importID, read)
		var broken *lineError
		switch {
		case errors.As(err, &broken):
			if err := r.refuseLine(ctx, importID, broken); err != nil {
				return err
			}
		case err != nil:
			return err
		case done:
			return nil
		}
	}
}

// lineError is a line that could be added when it was tried, and cannot any more: the
// desk gave its number to somebody meanwhile.
type lineError struct {
	line  int
	why   *fault.Error
	field Field
}

func (e *lineError) Error() string { return fmt.Sprintf("line %d: %v", e.line, e.why) }

func (r *Room) add(ctx context.Context, importID string, read reader) (done bool, err error) {
	var i row
	var list []*tried
	var others map[int]other
	if err := r.gate.DB().Read(ctx, func(tx *db.Tx) error {
		if i, err = load(tx, importID); err != nil {
			return err
		}
		if others, err = different(tx, importID); err != nil {
			return err
		}
		return each(tx, importID, "verdict = 'add'", 0, batch, func(line int, cells []string, formulas []int) error {
			t := &tried{line: line}
			t.person, t.notes = read.person(cells, formulas)
			t.person.ID = personID(i, line)
			list = append(list, t)
			return nil
		})
	}); err != nil {
		return false, err
	}
	if len(list) == 0 {
		return true, r.box(ctx, i, "import.add", "added", func(tx *act.Tx, i row) error {
			if i.counts, err = count(tx.Tx, importID); err != nil {
				return err
			}
			i.state = Applied
			return i.save(tx)
		})
	}
	what := fmt.Sprint(list[0].line, " to ", list[len(list)-1].line)
	return false, r.box(ctx, i, "import.add", what, func(tx *act.Tx, i row) error {
		for _, t := range list {
			err := bring(tx, i, t, others[t.line], derived(i, adding+what))
			var why *fault.Error
			if errors.As(err, &why) && (why.Code == fault.Invalid || why.Code == fault.FileNumberTaken || why.Code == fault.NumberReserved) {
				return &lineError{line: t.line, why: why, field: read.field(why)}
			}
			if err != nil {
				return err
			}
		}
		tx.Detail("lines", []int{list[0].line, list[len(list)-1].line})
		tx.Detail("added", len(list))
		return nil
	})
}

// other is who somebody was likely, and is not.
type other struct {
	patientID string
	line      int
}

// different are the lines of which somebody said that they are other people.
func different(tx *db.Tx, importID string) (map[int]other, error) {
	rows, err := tx.Query(`SELECT line, coalesce(patient_id, ''), coalesce(same_line, 0) FROM legacy_line
		WHERE import_id = ? AND verdict = 'add' AND (patient_id IS NOT NULL OR same_line IS NOT NULL)`, importID)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	list := map[int]other{}
	for rows.Next() {
		var line int
		var o other
		if err := rows.Scan(&line, &o.patientID, &o.line); err != nil {
			return nil, err
		}
		list[line] = o
	}
	return list, rows.Err()
}

// bring adds one person, in the act of a command.
func bring(tx *act.Tx, i row, t *tried, not other, commandID string) error {
	if err := patient.BringIn(tx, t.person); err != nil {
		return err
	}
	if not.line > 0 {
		earlier := personID(i, not.line)
		var added bool
		if err := tx.QueryRow("SELECT EXISTS (SELECT 1 FROM patient WHERE id = ?)", earlier).Scan(&added); err != nil {
			return err
		}
		if added {
			not.patientID = earlier
		}
	}
	if not.patientID != "" {
		if err := patient.DecideIn(tx, t.person.ID, not.patientID, patient.Distinct, patient.ReasonAsked, ""); err != nil {
			return err
		}
	}
	if _, err := tx.Exec("INSERT INTO legacy_person (patient_id, import_id, line, command_id, hash) VALUES (?, ?, ?, ?, ?)", t.person.ID, i.id, t.line, commandID, rowHash(t.person)); err != nil {
		return err
	}
	_, err := tx.Exec("UPDATE legacy_line SET verdict = 'added', patient_id = ?, same_line = NULL, score = NULL, reasons = '[]' WHERE import_id = ? AND line = ?", t.person.ID, i.id, t.line)
	return err
}

// refuseLine notes why a line was not added after all.
func (r *Room) refuseLine(ctx context.Context, importID string, broken *lineError) error {
	note := ImportNote{Field: broken.field, Code: string(broken.why.Code), Bad: true}
	switch broken.why.Code {
	case fault.FileNumberTaken:
		note.Code = "number-taken-since"
	case fault.NumberReserved:
		note.Code, note.Params = "number-reserved", map[string]any{"sheet": broken.why.Params["sheet"]}
	default:
		if len(broken.why.Fields) > 0 {
			note.Code, note.Params = broken.why.Fields[0].Code, broken.why.Fields[0].Params
		}
	}
	return r.gate.DB().Write(ctx, func(tx *db.Tx) error {
		_, err := tx.Exec("UPDATE legacy_line SET verdict = 'unreadable', doubtful = 0, notes = ? WHERE import_id = ? AND line = ?", text([]ImportNote{note}), importID, broken.line)
		return err
	})
}

// field is where the fault of somebody who could not be added came from.
func (r reader) field(why *fault.Error) Field {
	if why.Code != fault.Invalid {
		return FileNumber
	}
	if len(why.Fields) == 0 {
		return Leave
	}
	l := line{reader: r}
	return l.fieldOf(why.Fields[0].Field)
}

// box is one act of the box about an import that somebody said should go on. It does
// nothing when the import is not in that state any more.
func (r *Room) box(ctx context.Context, was row, action access.Action, what string, run func(*act.Tx, row) error) error {
	c := act.Command{ID: derived(was, string(action)+" "+what), Action: action, Body: []string{was.id, what}}
	_, err := act.Do(ctx, r.gate, access.TheBox(), c, func(tx *act.Tx) error {
		now, err := standing(tx.Tx, was.id, was.state)
		if err != nil {
			return err
		}
		tx.Subject("legacy_import", was.id)
		return run(tx, now)
	}, func(*db.Tx, string) (struct{}, error) { return struct{}{}, nil })
	return err
}

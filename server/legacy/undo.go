package legacy

import (
	"context"
	"fmt"

	"karete/db"
	"karete/db/journal"
	"karete/server/act"
	"karete/server/fault"
	"karete/server/patient"
)

// undo takes batch after batch back. Who was here since, or was changed, stays.
func (r *Room) undo(ctx context.Context, importID string) error {
	for after := 0; ; {
		last, err := r.withdraw(ctx, importID, after)
		if err != nil {
			return err
		}
		if last == 0 { // nobody is left
			return nil
		}
		after = last
	}
}

// came is somebody who came of a line.
type came struct {
	patientID string
	line      int
}

func (r *Room) withdraw(ctx context.Context, importID string, after int) (last int, err error) {
	var i row
	var list []came
	if err := r.gate.DB().Read(ctx, func(tx *db.Tx) error {
		if i, err = load(tx, importID); err != nil {
			return err
		}
		rows, err := tx.Query("SELECT patient_id, line FROM legacy_person WHERE import_id = ? AND line > ? ORDER BY line LIMIT ?", importID, after, batch)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var p came
			if err := rows.Scan(&p.patientID, &p.line); err != nil {
				return err
			}
			list = append(list, p)
		}
		return rows.Err()
	}); err != nil {
		return 0, err
	}
	if len(list) == 0 {
		return 0, r.box(ctx, i, "import.withdraw", "all", func(tx *act.Tx, i row) error {
			if err := tx.QueryRow("SELECT count(*) FROM legacy_person WHERE import_id = ?", importID).Scan(&i.counts.Kept); err != nil {
				return err
			}
			i.counts.Withdrawn = i.counts.Added - i.counts.Kept
			i.state = Undone
			return i.save(tx)
		})
	}
	last = list[len(list)-1].line
	return last, r.box(ctx, i, "import.withdraw", fmt.Sprint(list[0].line, " to ", last), func(tx *act.Tx, i row) error {
		withdrawn := 0
		for _, p := range list {
			back, err := r.take(tx, i, p)
			if err != nil {
				return err
			}
			if back {
				withdrawn++
			}
		}
		tx.Detail("lines", []int{list[0].line, last})
		tx.Detail("withdrawn", withdrawn)
		return nil
	})
}

// take takes one person back, unless there is more to them than the line said.
func (r *Room) take(tx *act.Tx, i row, p came) (back bool, err error) {
	if p.patientID != personID(i, p.line) {
		return false, fmt.Errorf("line %d of import %s did not become this person", p.line, i.id)
	}
	verdict := Kept
	left, err := leftAlone(tx.Tx, p.patientID)
	if err != nil {
		return false, err
	}
	if left {
		switch err := patient.WithdrawIn(tx, p.patientID); {
		case err == nil:
			verdict = Withdrawn
			if _, err := tx.Exec("DELETE FROM legacy_person WHERE patient_id = ?", p.patientID); err != nil {
				return false, err
			}
		case !fault.Is(err, fault.WrongState) && !fault.Is(err, fault.Replaced):
			return false, err
		}
	}
	_, err = tx.Exec("UPDATE legacy_line SET verdict = ? WHERE import_id = ? AND line = ?", verdict, i.id, p.line)
	return verdict == Withdrawn, err
}

// leftAlone reports that nothing happened to somebody but being looked at: the act
// that brought them is about many, so whatever is about them alone came later.
func leftAlone(tx *db.Tx, patientID string) (bool, error) {
	var touched bool
	err := tx.QueryRow("SELECT EXISTS (SELECT 1 FROM journal WHERE patient_id = ? AND subject_type <> ?)", patientID, journal.SubjectRecord).Scan(&touched)
	return !touched, err
}

package patient

import (
	"database/sql"
	"errors"
	"fmt"

	"karete/db"
	"karete/server/fault"
)

// Members are the files that are one person's, whoever stands for all of them first.
type Members []string

// JSON is the list for SQLite's json_each.
func (m Members) JSON() string { return asJSON([]string(m)) }

// joined reports that there is more than one file.
func (m Members) joined() bool { return len(m) > 1 }

// Of two files of a person one stands for both, and may itself be replaced by a
// third: up leads from a file to the one that nobody replaces, down from there to all.
const (
	up = `WITH RECURSIVE up (id) AS (
		SELECT ?1 UNION SELECT l.into_id FROM up JOIN patient_link l ON l.patient_id = up.id AND l.ended_at IS NULL),
	top (id) AS (SELECT id FROM up WHERE NOT EXISTS (SELECT 1 FROM patient_link l WHERE l.patient_id = up.id AND l.ended_at IS NULL))`
	down = `, down (id, depth) AS (
		SELECT id, 0 FROM top UNION ALL SELECT l.patient_id, depth + 1 FROM down JOIN patient_link l ON l.into_id = down.id AND l.ended_at IS NULL)`
)

// CurrentIn is the file that stands for a person: the one asked for, unless it was
// joined with another that replaces it.
func CurrentIn(tx *db.Tx, patientID string) (currentID string, err error) {
	if err = tx.QueryRow(up+` SELECT id FROM top`, patientID).Scan(&currentID); err != nil {
		return "", fmt.Errorf("patient: who stands for them: %w", err)
	}
	return currentID, nil
}

// MembersIn are all files of the person to whom the one asked for belongs, itself
// among them. Mostly it is alone.
func MembersIn(tx *db.Tx, patientID string) (Members, error) {
	var linked bool
	err := tx.QueryRow(`SELECT EXISTS (SELECT 1 FROM patient_link WHERE patient_id = ?1 AND ended_at IS NULL)
		OR EXISTS (SELECT 1 FROM patient_link WHERE into_id = ?1 AND ended_at IS NULL)`, patientID).Scan(&linked)
	if err != nil {
		return nil, fmt.Errorf("patient: their files: %w", err)
	}
	if !linked {
		return Members{patientID}, nil
	}
	list, err := column[string](tx, up+down+` SELECT id FROM down ORDER BY depth, id`, patientID)
	if err != nil {
		return nil, fmt.Errorf("patient: their files: %w", err)
	}
	return list, nil
}

// LinkedIn reports that the file was ever joined with another, which may have been
// taken back since.
func LinkedIn(tx *db.Tx, patientID string) (linked bool, err error) {
	err = tx.QueryRow(`SELECT EXISTS (SELECT 1 FROM patient_link WHERE patient_id = ?1) OR EXISTS (SELECT 1 FROM patient_link WHERE into_id = ?1)`,
		patientID).Scan(&linked)
	return linked, err
}

// StandsIn holds that something new may be written for the patient. Faults:
// not-found, also for one who was taken back with an import; replaced {patientId}
// with the file that stands for them now.
func StandsIn(tx *db.Tx, patientID string) error {
	var active, linked bool
	err := tx.QueryRow(`SELECT active, EXISTS (SELECT 1 FROM patient_link WHERE patient_id = ?1 AND ended_at IS NULL)
		FROM patient WHERE id = ?1`, patientID).Scan(&active, &linked)
	switch {
	case errors.Is(err, sql.ErrNoRows), err == nil && !active:
		return notFound()
	case err != nil || !linked:
		return err
	}
	return replaced(tx, patientID)
}

func replaced(tx *db.Tx, patientID string) error {
	current, err := CurrentIn(tx, patientID)
	if err != nil {
		return err
	}
	return fault.New(fault.Replaced).With("patientId", current)
}

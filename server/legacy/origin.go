package legacy

import (
	"errors"
	"time"

	"karete/db"
)

// Origin is the old register that a file came from.
type Origin struct {
	PatientID string    `json:"patientId" doc:"Which of the patient's files"`
	File      string    `json:"file" doc:"Name of the spreadsheet"`
	Line      int       `json:"line"`
	AddedAt   time.Time `json:"addedAt" doc:"When somebody said that it be added"`
	AddedBy   string    `json:"addedBy" doc:"Display name; empty for a command on the box itself"`
}

// OriginsIn are those of a patient's files that came with an import.
func OriginsIn(tx *db.Tx, files []string) (list []Origin, err error) {
	rows, err := tx.Query(`SELECT l.patient_id, i.name, l.line, i.applied_at, coalesce(s.display_name, '') FROM legacy_person l
		JOIN legacy_import i ON i.id = l.import_id LEFT JOIN staff s ON s.id = i.applied_by
		WHERE l.patient_id IN (SELECT value FROM json_each(?)) ORDER BY i.applied_at, l.line`, text(files))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	list = []Origin{}
	for rows.Next() {
		var o Origin
		var at int64
		if err := rows.Scan(&o.PatientID, &o.File, &o.Line, &at, &o.AddedBy); err != nil {
			return nil, err
		}
		o.AddedAt = time.UnixMilli(at).UTC()
		list = append(list, o)
	}
	return list, rows.Err()
}

package disclosure

import (
	"database/sql"
	"slices"

	"karete/db"
	"karete/server/patient"
)

// joinings reads what was ever said about which files are one person's.
func joinings(tx *db.Tx, files patient.Members) ([]Joining, error) {
	rows, err := tx.Query(`SELECT l.patient_id, l.into_id, l.linked_at, a.display_name, l.reason, l.ended_at, coalesce(e.display_name, ''), l.end_reason
		FROM patient_link l JOIN staff a ON a.id = l.linked_by LEFT JOIN staff e ON e.id = l.ended_by
		WHERE l.patient_id IN (SELECT value FROM json_each(?1)) OR l.into_id IN (SELECT value FROM json_each(?1)) ORDER BY l.linked_at, l.id`, files.JSON())
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	list := []Joining{}
	for rows.Next() {
		var j Joining
		var at int64
		var ended sql.NullInt64
		if err := rows.Scan(&j.FileID, &j.IntoID, &at, &j.By, &j.Reason, &ended, &j.EndedBy, &j.EndReason); err != nil {
			return nil, err
		}
		j.At = moment(at)
		if ended.Valid {
			t := moment(ended.Int64)
			j.EndedAt = &t
		}
		j.veil(files)
		list = append(list, j)
	}
	return list, rows.Err()
}

// veil takes out a file that is no longer taken for this person's.
func (j *Joining) veil(files patient.Members) {
	for _, id := range []*string{&j.FileID, &j.IntoID} {
		if !slices.Contains(files, *id) {
			*id = ""
		}
	}
}

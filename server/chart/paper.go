package chart

import (
	"time"

	"karete/db"
	"karete/server/patient"
)

// PaperSource says of a visit that it was written by hand and keyed in later: both
// times, and both people.
type PaperSource struct {
	Sheet      string    `json:"sheet" example:"P007"`
	Row        int       `json:"row" doc:"From the top of the sheet"`
	OccurredAt time.Time `json:"occurredAt" doc:"When the patient came, by the paper"`
	SeenBy     string    `json:"seenBy" doc:"Display name of who saw the patient and signed the paper; empty when nobody did"`
	RecordedAt time.Time `json:"recordedAt" doc:"When it was keyed in"`
	RecordedBy string    `json:"recordedBy" doc:"Display name of who keyed it in"`
}

func addPaper(tx *db.Tx, files patient.Members, at map[string]*VisitRecord) error {
	rows, err := tx.Query(`SELECT r.visit_id, s.serial, r.rank, r.occurred_at, coalesce(w.display_name, ''), r.recorded_at, k.display_name
		FROM paper_row r JOIN paper_sheet s ON s.id = r.sheet_id JOIN staff k ON k.id = r.recorded_by LEFT JOIN staff w ON w.id = r.seen_by
		WHERE r.patient_id IN (SELECT value FROM json_each(?)) AND r.visit_id IS NOT NULL`, files.JSON())
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var p PaperSource
		var visitID string
		var occurred, recorded int64
		if err := rows.Scan(&visitID, &p.Sheet, &p.Row, &occurred, &p.SeenBy, &recorded, &p.RecordedBy); err != nil {
			return err
		}
		p.OccurredAt, p.RecordedAt = time.UnixMilli(occurred).UTC(), time.UnixMilli(recorded).UTC()
		if r := at[visitID]; r != nil {
			r.Paper = &p
		}
	}
	return rows.Err()
}

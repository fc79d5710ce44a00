package disclosure

import (
	"time"

	"karete/db"
	"karete/server/patient"
)

// FileComparison is what somebody decided of one of the patient's files beside
// another. Whose the other is, and what was noted of the two, is not this patient's
// alone to hear.
type FileComparison struct {
	PatientID string              `json:"patientId" doc:"Which of the patient's files"`
	At        time.Time           `json:"at"`
	By        string              `json:"by" doc:"Display name; empty for the box itself"`
	Verdict   patient.PairVerdict `json:"verdict" enum:"distinct,later"`
	Reason    patient.PairReason  `json:"reason" doc:"Empty when nobody said"`
}

func comparisons(tx *db.Tx, files patient.Members) ([]FileComparison, error) {
	rows, err := tx.Query(`SELECT f.value, d.decided_at, coalesce(s.display_name, p.name, ''), d.verdict, d.reason
		FROM json_each(?) f CROSS JOIN patient_pair d ON d.patient_low = f.value OR d.patient_high = f.value
		LEFT JOIN staff s ON s.id = d.decided_by LEFT JOIN program p ON p.id = d.decided_by ORDER BY d.num, f.key`, files.JSON())
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	list := []FileComparison{}
	for rows.Next() {
		var c FileComparison
		var at int64
		if err := rows.Scan(&c.PatientID, &at, &c.By, &c.Verdict, &c.Reason); err != nil {
			return nil, err
		}
		c.At = moment(at)
		list = append(list, c)
	}
	return list, rows.Err()
}

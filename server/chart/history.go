package chart

import (
	"time"

	"karete/db"
	"karete/server/encounter"
	"karete/server/patient"
	"karete/server/triage"
	"karete/server/visit"
)

// AllergyRecord is everything that was ever written about an allergy, whether it
// stands or not.
type AllergyRecord struct {
	ID         string    `json:"id"`
	PatientID  string    `json:"patientId" doc:"In which file it stands"`
	Status     string    `json:"status" enum:"active,none-known,withdrawn"`
	Substance  string    `json:"substance"`
	Class      string    `json:"class"`
	Reaction   string    `json:"reaction"`
	Reason     string    `json:"reason" doc:"Why it was withdrawn"`
	ReplacesID string    `json:"replacesId" doc:"The line this one stands for"`
	RecordedAt time.Time `json:"recordedAt"`
	RecordedBy string    `json:"recordedBy" doc:"Display name"`
}

// ProblemRecord is everything that was ever written about a long-term problem.
type ProblemRecord struct {
	ID         string    `json:"id"`
	PatientID  string    `json:"patientId" doc:"In which file it stands"`
	Status     string    `json:"status" enum:"active,resolved,withdrawn"`
	System     string    `json:"system"`
	Code       string    `json:"code"`
	Text       string    `json:"text"`
	Since      string    `json:"since"`
	Reason     string    `json:"reason"`
	ReplacesID string    `json:"replacesId" doc:"The line this one stands for"`
	RecordedAt time.Time `json:"recordedAt"`
	RecordedBy string    `json:"recordedBy" doc:"Display name"`
}

// AllergyHistoryIn lists them inside another read, of all files of the patient,
// oldest first.
func AllergyHistoryIn(tx *db.Tx, patientID string) ([]AllergyRecord, error) {
	files, err := patient.MembersIn(tx, patientID)
	if err != nil {
		return nil, err
	}
	rows, err := tx.Query(`SELECT a.id, a.patient_id, a.status, a.substance, a.class, a.reaction, a.reason, coalesce(a.replaces_id, ''), a.recorded_at, s.display_name
		FROM allergy a JOIN staff s ON s.id = a.recorded_by
		WHERE a.patient_id IN (SELECT value FROM json_each(?)) ORDER BY a.recorded_at, a.id`, files.JSON())
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	list := []AllergyRecord{}
	for rows.Next() {
		var r AllergyRecord
		var at int64
		if err := rows.Scan(&r.ID, &r.PatientID, &r.Status, &r.Substance, &r.Class, &r.Reaction, &r.Reason, &r.ReplacesID, &at, &r.RecordedBy); err != nil {
			return nil, err
		}
		r.RecordedAt = time.UnixMilli(at).UTC()
		list = append(list, r)
	}
	return list, rows.Err()
}

// ProblemHistoryIn lists them inside another read, of all files of the patient,
// oldest first.
func ProblemHistoryIn(tx *db.Tx, patientID string) ([]ProblemRecord, error) {
	files, err := patient.MembersIn(tx, patientID)
	if err != nil {
		return nil, err
	}
	rows, err := tx.Query(`SELECT p.id, p.patient_id, p.status, p.system, p.code, p.text, p.since, p.reason, coalesce(p.replaces_id, ''), p.recorded_at, s.display_name
		FROM problem p JOIN staff s ON s.id = p.recorded_by
		WHERE p.patient_id IN (SELECT value FROM json_each(?)) ORDER BY p.recorded_at, p.id`, files.JSON())
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	list := []ProblemRecord{}
	for rows.Next() {
		var r ProblemRecord
		var at int64
		if err := rows.Scan(&r.ID, &r.PatientID, &r.Status, &r.System, &r.Code, &r.Text, &r.Since, &r.Reason, &r.ReplacesID, &at, &r.RecordedBy); err != nil {
			return nil, err
		}
		r.RecordedAt = time.UnixMilli(at).UTC()
		list = append(list, r)
	}
	return list, rows.Err()
}

// VisitRecordsIn reads every visit of a patient, of all their files, with all that
// was signed in it, inside another read, newest first. encounters are all of them, triages too.
func VisitRecordsIn(tx *db.Tx, patientID string) (records []VisitRecord, encounters []encounter.Encounter, err error) {
	files, err := patient.MembersIn(tx, patientID)
	if err != nil {
		return nil, nil, err
	}
	visits, err := visit.HistoryIn(tx, patientID)
	if err != nil {
		return nil, nil, err
	}
	triages, err := triage.OfPatientIn(tx, patientID)
	if err != nil {
		return nil, nil, err
	}
	if encounters, err = encounter.OfPatientIn(tx, patientID); err != nil {
		return nil, nil, err
	}
	observations, err := triage.ObservationsIn(tx, patientID)
	if err != nil {
		return nil, nil, err
	}
	records, at := make([]VisitRecord, len(visits)), map[string]*VisitRecord{}
	for i, v := range visits {
		records[i] = VisitRecord{Visit: v, Triages: []triage.Triage{}, Encounters: []encounter.Encounter{}, Observations: []triage.Observation{}}
		at[v.ID] = &records[i]
	}
	if err := addPaper(tx, files, at); err != nil {
		return nil, nil, err
	}
	for _, t := range triages {
		if r := at[t.VisitID]; r != nil {
			r.Triages = append(r.Triages, t)
		}
	}
	for _, e := range encounters {
		if r := at[e.VisitID]; r != nil && e.Kind != encounter.KindTriage {
			r.Encounters = append(r.Encounters, e)
		}
	}
	for _, o := range observations {
		if r := at[o.VisitID]; r != nil {
			r.Observations = append(r.Observations, o)
		}
	}
	return records, encounters, nil
}

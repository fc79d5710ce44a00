package triage

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/fault"
	"karete/server/patient"
	"karete/server/triage/sats"
	"karete/server/visit"
)

// content is what the encounter's row keeps: enough to reckon it again years
// later under its own rules version.
type content struct {
	Complaint Complaint     `json:"complaint"`
	Input     sats.Input    `json:"input"`
	Result    sats.Result   `json:"result"`
	Decision  sats.Decision `json:"decision"`
	Outcome   sats.Outcome  `json:"outcome"`
}

// author is who triaged, and the role they did it in.
type author struct {
	id   string
	role access.Role
}

func insert(tx *act.Tx, a author, v visit.Visit, in Save, result sats.Result, outcome sats.Outcome) error {
	body, err := json.Marshal(content{in.Complaint, in.Input, result, in.Decision, outcome})
	if err != nil {
		return err
	}
	if _, err := tx.Exec(`INSERT INTO encounter (id, patient_id, visit_id, kind, department_id, occurred_at, signed_at, author_id, author_role, content)
		VALUES (?, ?, ?, 'triage', ?, ?, ?, ?, ?, ?)`,
		in.ID, v.PatientID, v.ID, v.DepartmentID, in.Input.MeasuredAt.UnixMilli(), tx.Now.UnixMilli(), a.id, a.role, string(body)); err != nil {
		return fmt.Errorf("insert triage: %w", err)
	}
	tx.Changed("encounter", in.ID)
	if _, err := tx.Exec(`DELETE FROM draft WHERE author_id = ? AND visit_id = ? AND kind = 'triage'`, a.id, v.ID); err != nil {
		return err
	}
	return observe(tx, v, in)
}

const columns = `SELECT e.id, e.visit_id, e.signed_at, s.display_name, e.content FROM encounter e JOIN staff s ON s.id = e.author_id
	LEFT JOIN journal j ON j.command_id = e.id `

func scan(row interface{ Scan(...any) error }) (Triage, error) {
	var t Triage
	var at int64
	var body []byte
	if err := row.Scan(&t.ID, &t.VisitID, &at, &t.Author, &body); err != nil {
		return Triage{}, err
	}
	t.At = time.UnixMilli(at).UTC()
	var c content
	if err := json.Unmarshal(body, &c); err != nil {
		return Triage{}, fmt.Errorf("triage %s: %w", t.ID, err)
	}
	t.Complaint, t.Input, t.Result, t.Decision, t.Outcome = c.Complaint, c.Input, c.Result, c.Decision, c.Outcome
	return t, nil
}

func one(tx *db.Tx, encounterID string) (Triage, error) {
	t, err := scan(tx.QueryRow(columns+`WHERE e.id = ? AND e.kind = 'triage'`, encounterID))
	if errors.Is(err, sql.ErrNoRows) {
		return Triage{}, fault.New(fault.NotFound)
	}
	return t, err
}

// OfPatientIn reads every triage of a patient, of all their files, oldest first, in
// the journal's order: a clock may have been set back.
func OfPatientIn(tx *db.Tx, patientID string) ([]Triage, error) {
	files, err := patient.MembersIn(tx, patientID)
	if err != nil {
		return nil, err
	}
	rows, err := tx.Query(columns+`WHERE e.patient_id IN (SELECT value FROM json_each(?)) AND e.kind = 'triage'
		ORDER BY coalesce(j.seq, 9223372036854775807), e.signed_at, e.id`, files.JSON())
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	list := []Triage{}
	for rows.Next() {
		t, err := scan(rows)
		if err != nil {
			return nil, err
		}
		list = append(list, t)
	}
	return list, rows.Err()
}

package chart

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/encounter"
	"karete/server/facility"
	"karete/server/fault"
	"karete/server/patient"
	"karete/server/patient/partialdate"
)

// Condition is a long-term condition that stands.
type Condition struct {
	ID         string    `json:"id"`
	PatientID  string    `json:"patientId" doc:"In which of the patient's files it stands"`
	System     string    `json:"system" doc:"icd-10, or empty for free text"`
	Code       string    `json:"code"`
	Text       string    `json:"text"`
	Since      string    `json:"since" doc:"YYYY, YYYY-MM, YYYY-MM-DD, or empty"`
	RecordedAt time.Time `json:"recordedAt"`
	RecordedBy string    `json:"recordedBy" doc:"Display name"`
}

// RecordCondition is the command that notes a long-term problem, that it is over,
// or that it was noted wrongly.
type RecordCondition struct {
	ID         string `json:"id" format:"uuid" doc:"Command id, and the row's id"`
	Status     string `json:"status" enum:"active,resolved,withdrawn"`
	System     string `json:"system" enum:"icd-10,"`
	Code       string `json:"code" maxLength:"8"`
	Text       string `json:"text" minLength:"1" maxLength:"200"`
	Since      string `json:"since" maxLength:"10" doc:"As far as anybody knows: YYYY, YYYY-MM, YYYY-MM-DD, or empty"`
	ReplacesID string `json:"replacesId,omitempty" maxLength:"36" doc:"The row this one stands for"`
	Reason     string `json:"reason" maxLength:"200" doc:"Why it is withdrawn"`
}

func (in *RecordCondition) check(today partialdate.Day) error {
	in.Text, in.Since, in.Reason = strings.TrimSpace(in.Text), strings.TrimSpace(in.Since), strings.TrimSpace(in.Reason)
	field, broken := encounter.CheckCoding(in.System, in.Code)
	switch {
	case !slices.Contains([]string{"active", "resolved", "withdrawn"}, in.Status):
		return fault.Field("status", "not-one-of")
	case in.Text == "":
		return fault.Field("text", "required")
	case broken != "":
		return fault.Field(field, broken)
	case in.Status != "active" && in.ReplacesID == "":
		return fault.Field("replacesId", "required")
	case in.Status == "withdrawn" && in.Reason == "":
		return fault.Field("reason", "reason-needed")
	}
	precision, known := map[int]partialdate.Precision{0: partialdate.Unknown, 4: partialdate.ByYear, 7: partialdate.ByMonth, 10: partialdate.ByDay}[len(in.Since)]
	if !known {
		return fault.Field("since", "not-a-date")
	}
	var wrong *partialdate.Error
	if errors.As(partialdate.Date{Text: in.Since, Precision: precision}.Check(today), &wrong) {
		return fault.Field("since", wrong.Code)
	}
	return nil
}

// RecordProblem answers with the patient's problems as they stand then; one of
// another of their files is replaced as an allergy is. Faults: not-found, replaced,
// invalid, conflict when the replaced one does not stand any more.
func (r *Room) RecordProblem(ctx context.Context, a access.Actor, patientID string, in RecordCondition) ([]Condition, error) {
	command := act.Command{ID: in.ID, Action: "problem.record", PatientID: patientID, Body: in}
	return act.Do(ctx, r.gate, a, command, func(tx *act.Tx) error {
		in := in // what was sent stays as it was sent
		clinic, err := facility.In(tx.Tx)
		if err != nil {
			return err
		}
		if err := in.check(partialdate.DayOf(tx.Now.In(clinic.Zone()))); err != nil {
			return err
		}
		if err := patient.StandsIn(tx.Tx, patientID); err != nil {
			return err
		}
		if err := mustStand(tx.Tx, "problem", patientID, in.ReplacesID); err != nil {
			return err
		}
		tx.Subject("problem", in.ID)
		if _, err := tx.Exec(`INSERT INTO problem (id, patient_id, status, system, code, text, since, reason, replaces_id, recorded_at, recorded_by)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, nullif(?, ''), ?, ?)`,
			in.ID, patientID, in.Status, in.System, in.Code, in.Text, in.Since, in.Reason, in.ReplacesID, tx.Now.UnixMilli(), a.ID); err != nil {
			return err
		}
		tx.Changed("problem", in.ID)
		return nil
	}, func(tx *db.Tx, _ string) ([]Condition, error) { return problems(tx, patientID) })
}

func problems(tx *db.Tx, patientID string) ([]Condition, error) {
	files, err := patient.MembersIn(tx, patientID)
	if err != nil {
		return nil, err
	}
	rows, err := tx.Query(`SELECT p.id, p.patient_id, p.system, p.code, p.text, p.since, p.recorded_at, s.display_name
		FROM problem p JOIN staff s ON s.id = p.recorded_by
		WHERE p.patient_id IN (SELECT value FROM json_each(?1)) AND p.status = 'active'
			AND NOT EXISTS (SELECT 1 FROM problem n WHERE `+replaces("n", "p")+`)
		ORDER BY p.recorded_at, p.id`, files.JSON())
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	list := []Condition{}
	for rows.Next() {
		var p Condition
		var at int64
		if err := rows.Scan(&p.ID, &p.PatientID, &p.System, &p.Code, &p.Text, &p.Since, &at, &p.RecordedBy); err != nil {
			return nil, err
		}
		p.RecordedAt = time.UnixMilli(at).UTC()
		list = append(list, p)
	}
	return list, rows.Err()
}

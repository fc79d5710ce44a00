package patient

import (
	"context"
	"database/sql"
	"errors"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/fault"
)

// Merge joins two files of one person: who is asked for by either finds the one into
// which the other was joined. Nothing is moved, so it can be taken back. ID names the
// command and the link.
type Merge struct {
	ID     string `json:"id" format:"uuid"`
	IntoID string `json:"intoId" format:"uuid" doc:"The file that stands for both"`
	Reason string `json:"reason,omitempty" maxLength:"200"`
}

// Unmerge takes a joining back: both files are as they were, and what was written
// meanwhile is in the one it was written for.
type Unmerge struct {
	ID     string `json:"id" format:"uuid"`
	Reason string `json:"reason" maxLength:"200"`
}

// Merge answers with the patient who stands for both. Faults: not-found; invalid;
// replaced {patientId} when one of the two was joined with another before, about
// intoId when it is that one; replaced-is-here {visitId, ticket} while the one that
// is to be replaced is at the clinic.
func (r *Room) Merge(ctx context.Context, who access.Actor, patientID string, in Merge) (Patient, error) {
	c := act.Command{ID: in.ID, Action: "patient.merge", PatientID: patientID, Body: in}
	return act.Do(ctx, r.gate, who, c, func(tx *act.Tx) error {
		tx.Subject("patient", in.IntoID) // the event goes to whoever looks at either
		return merge(tx, patientID, in)
	}, ReadIn)
}

func merge(tx *act.Tx, patientID string, in Merge) error {
	var c checks
	in.Reason = c.line("reason", in.Reason, 200)
	if err := c.fault(); err != nil {
		return err
	}
	if err := StandsIn(tx.Tx, patientID); err != nil {
		return err
	}
	if patientID == in.IntoID {
		return fault.Field("intoId", "not-allowed")
	}
	switch err := StandsIn(tx.Tx, in.IntoID); {
	case fault.Is(err, fault.NotFound):
		return fault.Field("intoId", "unknown")
	case fault.Is(err, fault.Replaced):
		f := fault.Of(err)
		f.Field = "intoId"
		return f
	case err != nil:
		return err
	}
	if err := notHere(tx.Tx, patientID); err != nil {
		return err
	}
	tx.Changed("patient_link", in.ID)
	_, err := tx.Exec(`INSERT INTO patient_link (id, patient_id, into_id, reason, linked_at, linked_by, end_reason) VALUES (?, ?, ?, ?, ?, ?, '')`,
		in.ID, patientID, in.IntoID, in.Reason, tx.Now.UnixMilli(), tx.Actor.ID)
	return err
}

// notHere refuses to replace somebody who stands in a line under their own id.
func notHere(tx *db.Tx, patientID string) error {
	var visitID, ticket string
	err := tx.QueryRow(`SELECT id, ticket FROM visit WHERE patient_id = ? AND status IN ('arrived', 'triaged', 'in-progress')`, patientID).Scan(&visitID, &ticket)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	return fault.New(fault.ReplacedIsHere).With("visitId", visitID).With("ticket", ticket)
}

// Unmerge answers with the patient who is by themselves again. Faults: not-found;
// invalid; wrong-state when nobody stands for them.
func (r *Room) Unmerge(ctx context.Context, who access.Actor, patientID string, in Unmerge) (Patient, error) {
	c := act.Command{ID: in.ID, Action: "patient.unmerge", PatientID: patientID, Body: in}
	return act.Do(ctx, r.gate, who, c, func(tx *act.Tx) error { return unmerge(tx, patientID, in) },
		func(tx *db.Tx, _ string) (Patient, error) { return ReadIn(tx, patientID) })
}

func unmerge(tx *act.Tx, patientID string, in Unmerge) error {
	var c checks
	if in.Reason = c.line("reason", in.Reason, 200); in.Reason == "" {
		c.add("reason", "reason-needed", nil)
	}
	if err := c.fault(); err != nil {
		return err
	}
	switch err := StandsIn(tx.Tx, patientID); {
	case err == nil:
		return fault.New(fault.WrongState)
	case !fault.Is(err, fault.Replaced):
		return err
	}
	current, err := CurrentIn(tx.Tx, patientID)
	if err != nil {
		return err
	}
	tx.Subject("patient", current) // who stood for them until now: the event goes to whoever looks at either
	var linkID string
	if err := tx.QueryRow(`SELECT id FROM patient_link WHERE patient_id = ? AND ended_at IS NULL`, patientID).Scan(&linkID); err != nil {
		return err
	}
	tx.Changed("patient_link", linkID)
	_, err = tx.Exec(`UPDATE patient_link SET ended_at = ?, ended_by = ?, end_reason = ? WHERE id = ?`, tx.Now.UnixMilli(), tx.Actor.ID, in.Reason, linkID)
	return err
}

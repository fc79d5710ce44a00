package encounter

import (
	"context"
	"strings"
	"unicode/utf8"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/fault"
	"karete/server/visit"
)

// AmendNote is the command that sets a signed encounter right.
type AmendNote struct {
	ID        string    `json:"id" format:"uuid" doc:"Command id, and the amendment's id"`
	PatientID string    `json:"patientId" format:"uuid"`
	VisitID   string    `json:"visitId" format:"uuid"`
	Kind      AmendKind `json:"kind" enum:"correction,late-entry,entered-in-error"`
	Reason    string    `json:"reason" minLength:"3" maxLength:"500"`
	Note      *Note     `json:"note,omitempty" doc:"The whole corrected note, or what a late entry adds; none for entered-in-error"`
}

// Amend adds the amendment; the original stays as it was signed. When it changes
// how the consultation ended, the finished visit's outcome follows. Faults:
// not-found, mismatch, invalid, wrong-state when the original is an amendment
// itself or was entered in error, conflict when it has been amended max times.
func (r *Room) Amend(ctx context.Context, a access.Actor, encounterID string, in AmendNote) (Encounter, error) {
	body := struct {
		EncounterID string
		AmendNote
	}{encounterID, in} // the same words about another encounter are another command
	command := act.Command{ID: in.ID, Action: "encounter.amend", PatientID: in.PatientID, VisitID: in.VisitID, Body: body}
	return act.Do(ctx, r.gate, a, command, func(tx *act.Tx) error {
		original, err := one(tx.Tx, encounterID)
		if err != nil {
			return err
		}
		if original.PatientID != in.PatientID || original.VisitID != in.VisitID {
			return fault.New(fault.Mismatch)
		}
		if err := amendable(tx.Tx, original); err != nil {
			return err
		}
		row := record{id: in.ID, patientID: in.PatientID, visitID: in.VisitID, kind: KindAmendment, occurredAt: tx.Now, authorID: a.ID, role: tx.Role,
			note: in.Note, amendsID: encounterID, amendKind: in.Kind, amendReason: strings.TrimSpace(in.Reason)}
		if err := tx.QueryRow(`SELECT v.day, coalesce(e.department_id, '') FROM encounter e JOIN visit v ON v.id = e.visit_id
			WHERE e.id = ?`, encounterID).Scan(&row.day, &row.departmentID); err != nil {
			return err
		}
		if err := in.check(row.day); err != nil {
			return err
		}
		tx.Subject("encounter", in.ID)
		if err := row.insert(tx); err != nil {
			return err
		}
		return visit.RestateIn(tx, in.VisitID)
	}, one)
}

// check: a correction and a late entry say something, an entry in error says nothing.
func (in *AmendNote) check(day string) error {
	if utf8.RuneCountInString(strings.TrimSpace(in.Reason)) < 3 {
		return fault.Field("reason", "reason-needed")
	}
	switch in.Kind {
	case Correction, LateEntry:
		if in.Note == nil {
			return fault.Field("note", "required")
		}
		return in.Note.check("note.", day)
	case EnteredInError:
		if in.Note != nil {
			return fault.Field("note", "not-allowed")
		}
		return nil
	}
	return fault.Field("kind", "not-one-of")
}

// maxAmendments is far more than anybody needs. Which of them is in force is
// looked for among them all, inside the one writer.
const maxAmendments = 50

// amendable: a triage is set right by triaging again, an amendment by amending
// the original once more, and what was entered in error stays so.
func amendable(tx *db.Tx, original Encounter) error {
	if original.Kind != KindConsultation {
		return fault.New(fault.WrongState).With("kind", original.Kind)
	}
	var all, gone int
	if err := tx.QueryRow(`SELECT count(*), count(*) FILTER (WHERE amend_kind = ?) FROM encounter WHERE amends_id = ?`,
		EnteredInError, original.ID).Scan(&all, &gone); err != nil {
		return err
	}
	if gone > 0 {
		return fault.New(fault.WrongState).With("amended", EnteredInError)
	}
	if all >= maxAmendments {
		return fault.New(fault.Conflict).With("max", maxAmendments)
	}
	return nil
}

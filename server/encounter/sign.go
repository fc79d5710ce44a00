package encounter

import (
	"context"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/fault"
	"karete/server/visit"
)

// SignNote is the command that turns a consultation into record.
type SignNote struct {
	ID        string `json:"id" format:"uuid" doc:"Command id, and the encounter's id"`
	PatientID string `json:"patientId" format:"uuid"`
	Note
	MoveTo string `json:"moveTo,omitempty" maxLength:"36" doc:"Department to wait in next; empty closes the visit"`
}

// Sign writes the encounter for good, discards the author's draft, and closes the
// visit or sends it on. Faults: mismatch when the visit is another patient's,
// wrong-state when it is closed, invalid.
func (r *Room) Sign(ctx context.Context, a access.Actor, visitID string, in SignNote) (Signed, error) {
	command := act.Command{ID: in.ID, Action: "encounter.sign", PatientID: in.PatientID, VisitID: visitID, Body: in}
	return act.Do(ctx, r.gate, a, command, func(tx *act.Tx) error {
		v, err := visit.ReadIn(tx.Tx, visitID)
		if err != nil {
			return err
		}
		if !v.Status.Open() {
			return fault.New(fault.WrongState).With("status", v.Status)
		}
		if err := in.Note.check("", v.Day); err != nil {
			return err
		}
		tx.Subject("encounter", in.ID)
		row := record{id: in.ID, patientID: v.PatientID, visitID: v.ID, day: v.Day, kind: KindConsultation, departmentID: v.DepartmentID,
			occurredAt: tx.Now, authorID: a.ID, role: tx.Role, note: &in.Note}
		if err := row.insert(tx); err != nil {
			return err
		}
		if err := discard(tx.Tx, a.ID, visitID, KindConsultation); err != nil {
			return err
		}
		return moveOn(tx, a, v, in)
	}, signed)
}

// moveOn closes the visit, or puts the patient in the next line. A note signed
// without "start" pressed in the line was a consultation all the same.
func moveOn(tx *act.Tx, a access.Actor, v visit.Visit, in SignNote) error {
	if err := visit.StartIn(tx, v.ID, begun(tx, a, v)); err != nil {
		return err
	}
	if in.MoveTo == "" {
		return visit.CloseIn(tx, v.ID, in.Outcome, visit.Finished, a.ID)
	}
	if err := visit.LeaveAllIn(tx, v.ID, visit.EntryMoved); err != nil {
		return err
	}
	_, err := visit.EnterIn(tx, v.ID, in.MoveTo)
	if fault.Is(err, fault.Invalid) { // the department, under the name it has here
		return fault.Field("moveTo", fault.Of(err).Fields[0].Code)
	}
	return err
}

// begun is when the author began to see the patient: when they took them from the
// line, else now.
func begun(tx *act.Tx, a access.Actor, v visit.Visit) time.Time {
	for _, e := range v.Entries {
		if e.Status == visit.EntryServing && e.StaffID == a.ID && e.StartedAt != nil {
			return *e.StartedAt
		}
	}
	return tx.Now
}

func signed(tx *db.Tx, id string) (Signed, error) {
	e, err := one(tx, id)
	if err != nil {
		return Signed{}, err
	}
	v, err := visit.ReadIn(tx, e.VisitID)
	return Signed{Encounter: e, Visit: v}, err
}

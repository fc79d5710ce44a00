package visit

import (
	"context"
	"slices"
	"strings"

	"karete/server/access"
	"karete/server/act"
	"karete/server/fault"
	"karete/server/patient"
)

// Cancellation says that a check-in was a mistake. ID names the command.
type Cancellation struct {
	ID        string `json:"id" format:"uuid"`
	PatientID string `json:"patientId" format:"uuid"`
	Reason    string `json:"reason" minLength:"1" maxLength:"200"`
}

// OnVisit names the command and the patient of anything else done to a visit.
type OnVisit struct {
	ID        string `json:"id" format:"uuid"`
	PatientID string `json:"patientId" format:"uuid"`
}

// Cancel undoes a check-in that was a mistake, before anybody saw the patient.
// Faults: wrong-state, mismatch, not-found, invalid without a reason.
func (r *Room) Cancel(ctx context.Context, who access.Actor, visitID string, in Cancellation) (Visit, error) {
	if strings.TrimSpace(in.Reason) == "" {
		return Visit{}, fault.Field("reason", "reason-needed")
	}
	return r.do(ctx, who, "visit.cancel", visitID, in.PatientID, in.ID, in, func(tx *act.Tx) error {
		tx.Detail("reason", strings.TrimSpace(in.Reason))
		return CloseIn(tx, visitID, OutcomeCancelled, Cancelled, who.ID)
	})
}

// Leave records that the patient is gone: left, or finished when a consultation
// was signed. Faults: wrong-state, mismatch, not-found.
func (r *Room) Leave(ctx context.Context, who access.Actor, visitID string, in OnVisit) (Visit, error) {
	return r.do(ctx, who, "visit.left", visitID, in.PatientID, in.ID, in, func(tx *act.Tx) error {
		return GoneIn(tx, visitID, tx.Now, who.ID)
	})
}

// Reopen takes back the closing of a visit, for as long as Undo says, and puts
// the patient back where they were in the line. Faults: visit-open when another
// visit of theirs is open by now; wrong-state when this one is not closed, was
// closed too long ago, or was closed as of its own day; replaced when another file
// stands for the patient since; mismatch; not-found.
func (r *Room) Reopen(ctx context.Context, who access.Actor, visitID string, in OnVisit) (Visit, error) {
	return r.do(ctx, who, "visit.reopen", visitID, in.PatientID, in.ID, in, func(tx *act.Tx) error {
		return change(tx, visitID, func(v *Visit) error {
			if v.Status.Open() || v.ClosedBy == closedByBox || !within(tx.Now, *v.ClosedAt) {
				return wrongState(v.Status)
			}
			if err := patient.StandsIn(tx.Tx, v.PatientID); err != nil {
				return err
			}
			closed := *v.ClosedAt
			v.Status = before(v.TriagedAt != nil, v.StartedAt != nil)
			v.Outcome, v.ClosedAt, v.ClosedBy = OutcomeNone, nil, ""
			return requeue(tx, *v, func(e Entry) bool {
				return e.EndedAt != nil && e.EndedAt.Equal(closed) && e.Status != EntryMoved
			})
		})
	})
}

// requeue restores the places that ended with the visit as they were. An open
// visit always stands somewhere: without such a place, where the patient came in.
func requeue(tx *act.Tx, v Visit, ended func(Entry) bool) error {
	if !slices.ContainsFunc(v.Entries, ended) {
		return insertEntry(tx, Entry{ID: tx.NewID(), VisitID: v.ID, DepartmentID: v.DepartmentID,
			Status: EntryWaiting, EnteredAt: tx.Now, Version: 1})
	}
	for _, e := range v.Entries {
		if !ended(e) {
			continue
		}
		e.EndedAt = nil
		switch {
		case e.StartedAt != nil:
			e.Status = EntryServing
		case e.CalledAt != nil:
			e.Status = EntryCalled
		default:
			e.Status = EntryWaiting
		}
		if err := SaveEntryIn(tx, &e); err != nil {
			return err
		}
	}
	return nil
}

func (r *Room) do(ctx context.Context, who access.Actor, action access.Action, visitID, patientID, command string, body any,
	run func(*act.Tx) error) (Visit, error) {
	c := act.Command{ID: command, Action: action, PatientID: patientID, VisitID: visitID, Body: body}
	return act.Do(ctx, r.gate, who, c, func(tx *act.Tx) error {
		tx.Subject("visit", visitID)
		return run(tx)
	}, ReadIn)
}

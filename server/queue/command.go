package queue

import (
	"context"
	"strings"

	"karete/server/access"
	"karete/server/act"
	"karete/server/fault"
	"karete/server/visit"
)

// Step names the command and the patient of what is done to a place in line.
type Step struct {
	ID        string `json:"id" format:"uuid"`
	PatientID string `json:"patientId" format:"uuid"`
}

// Call says where the patient is called to.
type Call struct {
	ID        string `json:"id" format:"uuid"`
	PatientID string `json:"patientId" format:"uuid"`
	Room      string `json:"room,omitempty" maxLength:"40" doc:"Room or desk, as spoken; none: where whoever calls serves"`
}

// Move sends the patient on to another department.
type Move struct {
	ID           string `json:"id" format:"uuid"`
	PatientID    string `json:"patientId" format:"uuid"`
	DepartmentID string `json:"departmentId" minLength:"1" maxLength:"36"`
	Reason       string `json:"reason" minLength:"1" maxLength:"200" doc:"Why; the next line sees it"`
}

// Call calls a waiting patient; whoever called may call again. Faults:
// wrong-state {status, staffId} when somebody else was faster, mismatch, not-found.
func (r *Room) Call(ctx context.Context, who access.Actor, entryID string, in Call) (QueueRow, error) {
	return r.step(ctx, who, "queue.call", entryID, in.PatientID, in.ID, in, func(tx *act.Tx, e *visit.Entry) error {
		again := e.Status == visit.EntryCalled && e.StaffID == who.ID
		if e.Status != visit.EntryWaiting && !again {
			return wrongState(e)
		}
		room := strings.TrimSpace(in.Room)
		if room == "" {
			var err error
			if room, err = roomOf(tx, who.ID); err != nil {
				return err
			}
		}
		now := tx.Now
		e.Status, e.CalledAt, e.StaffID, e.Room = visit.EntryCalled, &now, who.ID, room
		e.Calls, e.LastCallAt, e.BackAt = e.Calls+1, &now, nil
		return visit.SaveEntryIn(tx, e)
	})
}

// Start begins to serve the patient. A nurse's start before triage is triage and
// leaves the visit as it is; any other start, and any of somebody who only collects
// medicines, is what they came for. Faults: wrong-state {status, staffId}, mismatch, not-found.
func (r *Room) Start(ctx context.Context, who access.Actor, entryID string, in Step) (QueueRow, error) {
	return r.step(ctx, who, "queue.start", entryID, in.PatientID, in.ID, in, func(tx *act.Tx, e *visit.Entry) error {
		if e.Status != visit.EntryWaiting && e.Status != visit.EntryCalled {
			return wrongState(e)
		}
		now := tx.Now
		if e.Status == visit.EntryWaiting { // whoever came by themselves took a turn all the same
			e.LastCallAt = &now
		}
		e.Status, e.StartedAt, e.StaffID, e.BackAt = visit.EntryServing, &now, who.ID, nil
		if err := visit.SaveEntryIn(tx, e); err != nil {
			return err
		}
		v, err := visit.ReadIn(tx.Tx, e.VisitID)
		if err != nil {
			return err
		}
		if v.Status == visit.Arrived && !v.CollectOnly && !who.Has(access.Doctor) {
			return nil
		}
		return visit.StartIn(tx, v.ID, now)
	})
}

// Wait takes back a call or a start: the patient waits again, in the old place.
// Faults: wrong-state, mismatch, not-found.
func (r *Room) Wait(ctx context.Context, who access.Actor, entryID string, in Step) (QueueRow, error) {
	return r.step(ctx, who, "queue.wait", entryID, in.PatientID, in.ID, in, func(tx *act.Tx, e *visit.Entry) error {
		started := e.StartedAt
		if e.Status != visit.EntryCalled && e.Status != visit.EntryServing {
			return wrongState(e)
		}
		e.Reset()
		if err := visit.SaveEntryIn(tx, e); err != nil || started == nil {
			return err
		}
		return visit.UnstartIn(tx, e.VisitID, *started)
	})
}

// Move sends the patient to another department's line and answers the new place.
// Faults: already-queued {departmentId} when they wait there already, invalid for
// the department, wrong-state, mismatch, not-found.
func (r *Room) Move(ctx context.Context, who access.Actor, entryID string, in Move) (QueueRow, error) {
	return r.step(ctx, who, "queue.move", entryID, in.PatientID, in.ID, in, func(tx *act.Tx, e *visit.Entry) error {
		if !e.Status.Open() {
			return wrongState(e)
		}
		reason := strings.TrimSpace(in.Reason)
		if reason == "" {
			return fault.Field("reason", "reason-needed")
		}
		tx.Detail("reason", reason)
		// The new place first: the index then refuses a move to where they are.
		next, err := visit.SendIn(tx, e.VisitID, in.DepartmentID, reason)
		if err != nil {
			return err
		}
		tx.Subject("queue_entry", next)
		return end(tx, e, visit.EntryMoved)
	})
}

// Done ends the service here. When the patient stands in no other line the visit
// is finished, with the outcome home. Faults: wrong-state, mismatch, not-found.
func (r *Room) Done(ctx context.Context, who access.Actor, entryID string, in Step) (QueueRow, error) {
	return r.step(ctx, who, "queue.done", entryID, in.PatientID, in.ID, in, func(tx *act.Tx, e *visit.Entry) error {
		if e.Status != visit.EntryCalled && e.Status != visit.EntryServing {
			return wrongState(e)
		}
		if last, err := lastOpen(tx, e); err != nil {
			return err
		} else if last {
			return visit.CloseIn(tx, e.VisitID, visit.OutcomeHome, visit.Finished, who.ID)
		}
		return end(tx, e, visit.EntryDone)
	})
}

// Left records that the patient did not wait here any longer. When they stand in
// no other line the visit closes: left, or finished if a consultation was signed.
// Faults: wrong-state, mismatch, not-found.
func (r *Room) Left(ctx context.Context, who access.Actor, entryID string, in Step) (QueueRow, error) {
	return r.step(ctx, who, "queue.left", entryID, in.PatientID, in.ID, in, func(tx *act.Tx, e *visit.Entry) error {
		if !e.Status.Open() {
			return wrongState(e)
		}
		if last, err := lastOpen(tx, e); err != nil {
			return err
		} else if last {
			return visit.GoneIn(tx, e.VisitID, tx.Now, who.ID)
		}
		return end(tx, e, visit.EntryLeft)
	})
}

// step is one command on one place in line: it reads it, binds it to the patient
// named, and answers the row as the board shows it.
func (r *Room) step(ctx context.Context, who access.Actor, action access.Action, entryID, patientID, command string, body any,
	run func(*act.Tx, *visit.Entry) error) (QueueRow, error) {
	c := act.Command{ID: command, Action: action, PatientID: patientID, Body: onEntry{entryID, body}}
	return act.Do(ctx, r.gate, who, c, func(tx *act.Tx) error {
		e, v, err := entryOf(tx, entryID)
		if err != nil {
			return err
		}
		if !v.Status.Open() {
			return fault.New(fault.WrongState).With("status", v.Status)
		}
		tx.Subject("queue_entry", e.ID)
		return run(tx, &e)
	}, rowIn)
}

// onEntry makes the entry part of what a repeat must equal.
type onEntry struct {
	EntryID string `json:"entryId"`
	Body    any    `json:"body"`
}

func entryOf(tx *act.Tx, entryID string) (visit.Entry, visit.Visit, error) {
	e, err := visit.EntryIn(tx.Tx, entryID)
	if err != nil {
		return e, visit.Visit{}, err
	}
	v, err := visit.ReadIn(tx.Tx, e.VisitID)
	if err != nil {
		return e, v, err
	}
	tx.About(v.PatientID, v.ID)
	return e, v, nil
}

func end(tx *act.Tx, e *visit.Entry, as visit.EntryStatus) error {
	now := tx.Now
	e.Status, e.EndedAt = as, &now
	return visit.SaveEntryIn(tx, e)
}

// lastOpen reports whether the visit stands in no other line than this one.
func lastOpen(tx *act.Tx, e *visit.Entry) (bool, error) {
	v, err := visit.ReadIn(tx.Tx, e.VisitID)
	for _, other := range v.Entries {
		if other.ID != e.ID && other.Status.Open() {
			return false, err
		}
	}
	return true, err
}

func wrongState(e *visit.Entry) *fault.Error {
	f := fault.New(fault.WrongState).With("status", e.Status)
	if e.StaffID != "" {
		f.With("staffId", e.StaffID)
	}
	return f
}

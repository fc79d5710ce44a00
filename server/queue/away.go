package queue

import (
	"context"
	"time"

	"karete/server/access"
	"karete/server/act"
	"karete/server/facility"
	"karete/server/fault"
	"karete/server/visit"
)

// Later says that the patient comes back: after so many minutes, or now.
type Later struct {
	ID        string `json:"id" format:"uuid"`
	PatientID string `json:"patientId" format:"uuid"`
	Minutes   int    `json:"minutes" minimum:"0" maximum:"480" doc:"Not called before; 0: they are back"`
}

// Miss puts a patient who was called and is not here back into the line, in the old
// place. They are not called again before the clinic's pause is over, unless they are
// red or orange: those are looked for. Faults: wrong-state, mismatch, not-found.
func (r *Room) Miss(ctx context.Context, who access.Actor, entryID string, in Step) (QueueRow, error) {
	return r.step(ctx, who, "queue.miss", entryID, in.PatientID, in.ID, in, func(tx *act.Tx, e *visit.Entry) error {
		if e.Status != visit.EntryCalled {
			return wrongState(e)
		}
		clinic, err := facility.In(tx.Tx)
		if err != nil {
			return err
		}
		e.Reset()
		e.Missed++
		e.BackAt = after(tx, clinic.Settings.Line.PauseMinutes)
		return visit.SaveEntryIn(tx, e)
	})
}

// Later keeps the place of a patient who goes away for a while, and calls them to
// nothing until they are back. Faults: wrong-state, mismatch, not-found.
func (r *Room) Later(ctx context.Context, who access.Actor, entryID string, in Later) (QueueRow, error) {
	return r.step(ctx, who, "queue.later", entryID, in.PatientID, in.ID, in, func(tx *act.Tx, e *visit.Entry) error {
		if e.Status != visit.EntryWaiting && e.Status != visit.EntryCalled {
			return wrongState(e)
		}
		if in.Minutes < 0 || in.Minutes > 480 {
			return fault.Field("minutes", "out-of-range", "min", 0, "max", 480)
		}
		e.Reset()
		e.BackAt = nil
		if in.Minutes > 0 {
			e.BackAt = after(tx, in.Minutes)
		}
		return visit.SaveEntryIn(tx, e)
	})
}

func after(tx *act.Tx, minutes int) *time.Time {
	at := tx.Now.Add(time.Duration(minutes) * time.Minute)
	return &at
}

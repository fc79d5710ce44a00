package reception

import (
	"context"

	"karete/server/access"
	"karete/server/act"
	"karete/server/appointment"
	"karete/server/triage"
	"karete/server/visit"
)

// CheckIn brings somebody who is at the desk into a department's line; whoever is booked
// there today has come. Faults: those of [visit.CheckInIn].
func (r *Room) CheckIn(ctx context.Context, who access.Actor, in visit.CheckIn) (visit.Visit, error) {
	return act.Do(ctx, r.gate, who, act.Command{ID: in.ID, Action: "visit.checkIn", PatientID: in.PatientID, Body: in},
		func(tx *act.Tx) error {
			visitID, err := appointment.CheckInIn(tx, who, in)
			if err != nil {
				return err
			}
			if err := triage.AttachIn(tx, in.PatientID, visitID); err != nil { // what they said of themselves before they came
				return err
			}
			tx.Subject("visit", visitID)
			return nil
		}, visit.ReadIn)
}

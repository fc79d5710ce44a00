package door

import (
	"context"
	"slices"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/appointment"
	"karete/server/facility"
	"karete/server/fault"
	"karete/server/triage"
	"karete/server/visit"
)

// DoorCheckIn is why somebody has come. ID names the command and becomes the visit's.
type DoorCheckIn struct {
	ID       string `json:"id" format:"uuid"`
	Reason   string `json:"reason" minLength:"1" maxLength:"200" doc:"One of those that were offered"`
	Language string `json:"language,omitempty" enum:"en,st" doc:"In which they read it"`
}

// CheckIn brings the patient into the line, by what they are booked for today if there
// is such a booking. Faults: door-closed; door-inside for somebody who is not at the
// clinic; invalid for another reason; visit-open.
func (r *Room) CheckIn(ctx context.Context, who access.Actor, in DoorCheckIn, at At) (DoorView, error) {
	if _, err := r.gate.Allow(ctx, who, "door.checkIn"); err != nil {
		return DoorView{}, err
	}
	if !at.Inside {
		return DoorView{}, fault.New(fault.DoorInside)
	}
	c := act.Command{ID: in.ID, Action: "door.checkIn", PatientID: who.ID, Body: in}
	return act.Do(ctx, r.gate, who, c, func(tx *act.Tx) error {
		tx.Subject("visit", in.ID)
		if in.Language != "" {
			tx.Detail("language", in.Language)
		}
		return checkIn(tx, who, in)
	}, func(tx *db.Tx, _ string) (DoorView, error) { return r.viewIn(tx, who.ID, at) })
}

func checkIn(tx *act.Tx, who access.Actor, in DoorCheckIn) error {
	if err := knownIn(tx.Tx, who.ID); err != nil {
		return err
	}
	clinic, err := facility.In(tx.Tx)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(reasons(clinic.Settings.Reasons, nil), func(d DoorReason) bool { return d.Code == in.Reason }) {
		return fault.Field("reason", "not-one-of")
	}
	places, err := facility.DepartmentsIn(tx.Tx)
	if err != nil {
		return err
	}
	arrival := visit.CheckIn{ID: in.ID, PatientID: who.ID, DepartmentID: lineFor(in.Reason, places), Reason: in.Reason}
	if in.Reason == collect {
		arrival.Reason, arrival.CollectOnly = chronic, true
	}
	expected, err := expectedIn(tx.Tx, who.ID)
	if err != nil {
		return err
	}
	if expected != nil {
		arrival.DepartmentID = expected.DepartmentID
	}
	if _, err := appointment.CheckInIn(tx, who, arrival); err != nil {
		return err
	}
	return triage.AttachIn(tx, who.ID, in.ID)
}

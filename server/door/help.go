package door

import (
	"context"
	"errors"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/alert"
	"karete/server/facility"
	"karete/server/fault"
	"karete/server/staff"
	"karete/server/visit"
)

// DoorCall calls for help.
type DoorCall struct {
	ID     string     `json:"id" format:"uuid"`
	Reason alert.Kind `json:"reason" enum:"help,cannot-walk"`
}

// DoorCalled is that staff were told.
type DoorCalled struct {
	RaisedAt time.Time `json:"raisedAt"`
}

// How often one place calls. Somebody who plays with it makes the others deaf.
const helpBurst, helpDrip = 5, time.Minute

// Help has staff come: to a patient, or to whoever stands at a kiosk. Pressed again
// while it stands it is the same call. Faults: throttled; door-closed.
func (r *Room) Help(ctx context.Context, who access.Actor, in DoorCall, at At) (DoorCalled, error) {
	if _, err := r.gate.Allow(ctx, who, "door.help"); err != nil {
		return DoorCalled{}, err
	}
	if in.Reason != alert.Help && in.Reason != alert.CannotWalk {
		return DoorCalled{}, fault.Field("reason", "not-one-of")
	}
	patientID := ""
	if who.IsPatient() {
		patientID = who.ID
	}
	var called DoorCalled
	var stands bool
	standing := func(tx *db.Tx) (err error) {
		called.RaisedAt, stands, err = alert.StandingIn(tx, in.Reason, who.DeviceID, patientID)
		return err
	}
	if err := r.gate.DB().Read(ctx, standing); err != nil || stands {
		return called, err
	}
	if _, err := r.people.Limit(ctx, staff.Limit{Key: "door help\x00" + at.place(), Burst: helpBurst, Drip: helpDrip}); err != nil {
		return DoorCalled{}, err
	}
	c := act.Command{ID: in.ID, Action: "door.help", PatientID: patientID, Body: in}
	return act.Do(ctx, r.gate, who, c, func(tx *act.Tx) error {
		if patientID != "" {
			if err := knownIn(tx.Tx, patientID); err != nil {
				return err
			}
		}
		tx.Subject("alert", in.ID)
		return raiseIn(tx, in.Reason, who.DeviceID, patientID, in.ID)
	}, func(tx *db.Tx, alertID string) (DoorCalled, error) {
		var at int64
		err := tx.QueryRow(`SELECT raised_at FROM alert WHERE id = ?`, alertID).Scan(&at)
		return DoorCalled{time.UnixMilli(at).UTC()}, err
	})
}

// raiseIn raises an alert about a patient, with the visit they are here for.
func raiseIn(tx *act.Tx, kind alert.Kind, deviceID, patientID, alertID string) error {
	visitID := ""
	if patientID != "" {
		v, err := visit.OpenIn(tx.Tx, patientID)
		if err != nil && !fault.Is(err, fault.NotFound) {
			return err
		}
		visitID = v.ID
		tx.About(patientID, visitID)
	}
	return alert.RaiseIn(tx, alert.Raised{ID: alertID, Kind: kind, DeviceID: deviceID, PatientID: patientID, VisitID: visitID})
}

// visitPlace is the department of the line that a visit stands in, or came to.
func visitPlace(tx *db.Tx, v visit.Visit) (facility.Department, error) {
	at := v.DepartmentID
	for _, e := range v.Entries {
		if e.Status.Open() {
			at = e.DepartmentID
		}
	}
	d, err := facility.DepartmentIn(tx, at)
	if fault.Is(err, fault.NotFound) {
		err = errors.New("a visit in no department")
	}
	return d, err
}

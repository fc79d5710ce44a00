package door

import (
	"context"
	"errors"
	"slices"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/appointment"
	"karete/server/facility"
	"karete/server/fault"
	"karete/server/staff"
)

// How far ahead patients book by themselves, how many of their own bookings may stand,
// and how often they may change their minds.
const (
	bookAhead   = 60
	mostStand   = 2
	changeBurst = 10
	changeDrip  = time.Hour
)

// DoorFree is where and when there is room.
type DoorFree struct {
	Departments []DoorCalendar `json:"departments"`
}

// DoorCalendar is a department that takes bookings.
type DoorCalendar struct {
	ID     string                    `json:"id"`
	Name   string                    `json:"name"`
	NameSt string                    `json:"nameSt"`
	Days   []appointment.CalendarDay `json:"days" doc:"Those on which it works, within 60 days"`
}

// Free is where and when there is room. Fault: door-closed.
func (r *Room) Free(ctx context.Context, who access.Actor) (DoorFree, error) {
	return act.Peek(ctx, r.gate, who, "door.free", func(tx *db.Tx) (DoorFree, error) {
		out := DoorFree{Departments: []DoorCalendar{}}
		if err := knownIn(tx, who.ID); err != nil {
			return out, err
		}
		bookable, err := appointment.BookableIn(tx)
		if err != nil {
			return out, err
		}
		for _, id := range bookable {
			d, err := facility.DepartmentIn(tx, id)
			if err != nil {
				return out, err
			}
			days, err := appointment.CalendarIn(tx, id, bookAhead)
			if err != nil {
				return out, err
			}
			out.Departments = append(out.Departments, DoorCalendar{d.ID, d.Name, d.NameSt, days})
		}
		return out, nil
	})
}

// DoorBook is a time somebody wants. ID names the command and becomes the booking's.
type DoorBook struct {
	ID           string `json:"id" format:"uuid"`
	DepartmentID string `json:"departmentId" format:"uuid"`
	Day          string `json:"day" format:"date"`
	Start        string `json:"start" pattern:"^([01][0-9]|2[0-3]):[0-5][0-9]$" example:"10:00"`
	Reason       string `json:"reason" minLength:"1" maxLength:"120" doc:"One of those that were offered"`
}

// DoorMove is another time for a booking.
type DoorMove struct {
	ID           string `json:"id" format:"uuid"`
	Version      int64  `json:"version" minimum:"1" doc:"Of the booking, as it was seen"`
	DepartmentID string `json:"departmentId" format:"uuid"`
	Day          string `json:"day" format:"date"`
	Start        string `json:"start" pattern:"^([01][0-9]|2[0-3]):[0-5][0-9]$" example:"10:00"`
}

// DoorCancel says that somebody will not come.
type DoorCancel struct {
	ID      string `json:"id" format:"uuid"`
	Version int64  `json:"version" minimum:"1" doc:"Of the booking, as it was seen"`
}

// Book books a time. Faults: those of [appointment.BookIn]; door-closed; booking-limit
// when two that they made themselves stand; throttled; invalid for a day too far ahead
// and for a reason that was not offered.
func (r *Room) Book(ctx context.Context, who access.Actor, in DoorBook, at At) (DoorView, error) {
	return r.booking(ctx, who, at, act.Command{ID: in.ID, Action: "door.book", Body: in}, func(tx *act.Tx) error {
		clinic, err := facility.In(tx.Tx)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(reasons(clinic.Settings.Reasons, nil), func(d DoorReason) bool { return d.Code == in.Reason }) {
			return fault.Field("reason", "not-one-of")
		}
		if err := notTooFar(tx.Tx, in.Day); err != nil {
			return err
		}
		standing, err := standingIn(tx.Tx, who.ID)
		if err != nil {
			return err
		}
		own := 0
		for _, a := range standing {
			if a.Source == appointment.ByPatient {
				own++
			}
		}
		if own >= mostStand {
			return fault.New(fault.BookingLimit).With("max", mostStand)
		}
		reason := in.Reason
		if reason == collect {
			reason = chronic
		}
		return appointment.BookIn(tx, appointment.Book{ID: in.ID, PatientID: who.ID, DepartmentID: in.DepartmentID, Day: in.Day, Start: in.Start,
			Reason: reason, Source: appointment.ByPatient})
	})
}

// Move moves a booking of theirs. Faults: as Book's; not-found for one that is not
// theirs, whether there is one or not; stale.
func (r *Room) Move(ctx context.Context, who access.Actor, bookingID string, in DoorMove, at At) (DoorView, error) {
	body := struct {
		Booking string
		DoorMove
	}{bookingID, in}
	return r.booking(ctx, who, at, act.Command{ID: in.ID, Action: "door.move", Body: body}, func(tx *act.Tx) error {
		if _, err := ownIn(tx.Tx, who.ID, bookingID, in.Version); err != nil {
			return err
		}
		if err := notTooFar(tx.Tx, in.Day); err != nil {
			return err
		}
		return appointment.MoveIn(tx, bookingID, in.Version, appointment.MoveAppointment{ID: in.ID, PatientID: who.ID, DepartmentID: in.DepartmentID, Day: in.Day, Start: in.Start})
	})
}

// Cancel gives a booking of theirs up. Faults: as Move's.
func (r *Room) Cancel(ctx context.Context, who access.Actor, bookingID string, in DoorCancel, at At) (DoorView, error) {
	body := struct {
		Booking string
		DoorCancel
	}{bookingID, in}
	return r.booking(ctx, who, at, act.Command{ID: in.ID, Action: "door.cancel", Body: body}, func(tx *act.Tx) error {
		if _, err := ownIn(tx.Tx, who.ID, bookingID, in.Version); err != nil {
			return err
		}
		return appointment.CancelIn(tx, bookingID, appointment.CancelAppointment{ID: in.ID, PatientID: who.ID})
	})
}

// booking is an act about bookings of their own.
func (r *Room) booking(ctx context.Context, who access.Actor, at At, c act.Command, run func(*act.Tx) error) (DoorView, error) {
	if _, err := r.gate.Allow(ctx, who, c.Action); err != nil {
		return DoorView{}, err
	}
	settle, err := r.people.Limit(ctx, staff.Limit{Key: "door booking\x00" + who.ID, Burst: changeBurst, Drip: changeDrip})
	if err != nil {
		return DoorView{}, err
	}
	c.PatientID = who.ID
	v, err := act.Do(ctx, r.gate, who, c, func(tx *act.Tx) error {
		if err := knownIn(tx.Tx, who.ID); err != nil {
			return err
		}
		return run(tx)
	}, func(tx *db.Tx, _ string) (DoorView, error) { return r.viewIn(tx, who.ID, at) })
	if err == nil {
		return v, nil
	}
	return DoorView{}, errors.Join(err, r.gate.DB().Write(ctx, settle)) // what came to nothing was no change of mind
}

// notTooFar holds a day to what patients book by themselves. What is no day, or past,
// the booking itself refuses.
func notTooFar(tx *db.Tx, day string) error {
	today, _, err := appointment.Today(tx)
	if err != nil {
		return err
	}
	first, err := time.Parse(time.DateOnly, today)
	if err == nil && day > first.AddDate(0, 0, bookAhead).Format(time.DateOnly) {
		return fault.Field("day", "too-far")
	}
	return err
}

// standingIn is the bookings of a person that stand, today's too.
func standingIn(tx *db.Tx, patientID string) ([]appointment.Appointment, error) {
	list, err := appointment.OfPatientIn(tx, patientID)
	return slices.DeleteFunc(list, func(a appointment.Appointment) bool { return a.Status != appointment.Booked }), err
}

// ownIn is a booking of theirs that stands, as they saw it.
func ownIn(tx *db.Tx, patientID, bookingID string, version int64) (appointment.Appointment, error) {
	list, err := standingIn(tx, patientID)
	if err != nil {
		return appointment.Appointment{}, err
	}
	for _, a := range list {
		switch {
		case a.ID != bookingID:
		case a.Version != version:
			return a, fault.New(fault.Stale)
		default:
			return a, nil
		}
	}
	return appointment.Appointment{}, fault.New(fault.NotFound)
}

// bookings are those that stand, as the patient sees them. A reason in somebody's own
// words stays at the desk: others look at a kiosk too.
func bookings(standing []appointment.Appointment, places []facility.Department, known []string) []DoorBooking {
	list := []DoorBooking{}
	for _, a := range standing {
		b := DoorBooking{ID: a.ID, DepartmentID: a.DepartmentID, Day: a.Day, Start: a.Start, Version: a.Version, MayChange: true}
		if slices.Contains(known, a.Reason) {
			b.Reason = a.Reason
		}
		for _, d := range places {
			if d.ID == a.DepartmentID {
				b.DepartmentName, b.DepartmentNameSt = d.Name, d.NameSt
			}
		}
		list = append(list, b)
	}
	return list
}

// expectedIn is the booking that somebody comes for who comes now: today's, the next to
// begin or else the last that did.
func expectedIn(tx *db.Tx, patientID string) (*appointment.Appointment, error) {
	standing, err := standingIn(tx, patientID)
	if err != nil {
		return nil, err
	}
	today, minute, err := appointment.Today(tx)
	var found *appointment.Appointment
	for i, a := range standing {
		if a.Day == today && (found == nil || found.Start < minute) {
			found = &standing[i]
		}
	}
	return found, err
}

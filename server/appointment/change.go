package appointment

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/fault"
	"karete/server/patient"
)

// MoveAppointment is where a booking goes. ID names the command.
type MoveAppointment struct {
	ID           string `json:"id" format:"uuid"`
	PatientID    string `json:"patientId" format:"uuid"`
	DepartmentID string `json:"departmentId" minLength:"1" maxLength:"36"`
	Day          string `json:"day" format:"date"`
	Start        string `json:"start" pattern:"^([01][0-9]|2[0-3]):[0-5][0-9]$" example:"10:00"`
	Reason       string `json:"reason,omitempty" maxLength:"120" doc:"Why it is moved"`
}

// CancelAppointment says that somebody will not come. ID names the command.
type CancelAppointment struct {
	ID        string `json:"id" format:"uuid"`
	PatientID string `json:"patientId" format:"uuid"`
	Reason    string `json:"reason,omitempty" maxLength:"120"`
	Following bool   `json:"following,omitempty" doc:"The later ones of the series too"`
}

// RestoreAppointment names the command that takes a cancellation back.
type RestoreAppointment struct {
	ID        string `json:"id" format:"uuid"`
	PatientID string `json:"patientId" format:"uuid"`
}

// Move moves a booking that stands. Faults: as Book's; not-found; mismatch; wrong-state when
// the person has come, did not come or was cancelled; stale with the booking as it is now.
func (r *Room) Move(ctx context.Context, who access.Actor, appointmentID string, version int64, in MoveAppointment) (Appointment, error) {
	body := struct {
		AppointmentID string
		MoveAppointment
	}{appointmentID, in}
	c := act.Command{ID: in.ID, Action: "appointment.move", PatientID: in.PatientID, Body: body}
	return act.Do(ctx, r.gate, who, c, func(tx *act.Tx) error { return MoveIn(tx, appointmentID, version, in) }, ReadIn)
}

// MoveIn is Move inside another room's act. Version 0 is whatever it is now.
func MoveIn(tx *act.Tx, appointmentID string, version int64, in MoveAppointment) error {
	a, today, err := toChange(tx, appointmentID, in.PatientID)
	if err != nil {
		return err
	}
	if version != 0 && version != a.Version {
		return stale(a)
	}
	if a.Status != Booked {
		return wrongState(a.Status)
	}
	seat, err := placeIn(tx.Tx, today, in.DepartmentID, in.Day, in.Start, a.ID)
	if err != nil {
		return err
	}
	if err := onceIn(tx.Tx, a.PatientID, in.DepartmentID, in.Day, a.ID); err != nil {
		return err
	}
	if reason := strings.TrimSpace(in.Reason); reason != "" {
		tx.Detail("reason", reason)
	}
	_, err = tx.Exec(`UPDATE appointment SET department_id = ?, day = ?, start = ?, seat = ?, status = 'booked', visit_id = NULL, version = version + 1 WHERE id = ?`,
		in.DepartmentID, in.Day, in.Start, seat, a.ID)
	return changed(tx, a.ID, err)
}

// Cancel cancels a booking that stands. Faults: not-found; mismatch; wrong-state.
func (r *Room) Cancel(ctx context.Context, who access.Actor, appointmentID string, in CancelAppointment) (Appointment, error) {
	body := struct {
		AppointmentID string
		CancelAppointment
	}{appointmentID, in}
	c := act.Command{ID: in.ID, Action: "appointment.cancel", PatientID: in.PatientID, Body: body}
	return act.Do(ctx, r.gate, who, c, func(tx *act.Tx) error { return CancelIn(tx, appointmentID, in) }, ReadIn)
}

// CancelIn is Cancel inside another room's act.
func CancelIn(tx *act.Tx, appointmentID string, in CancelAppointment) error {
	a, _, err := toChange(tx, appointmentID, in.PatientID)
	if err != nil {
		return err
	}
	if a.Status != Booked {
		return wrongState(a.Status)
	}
	going := []Appointment{a}
	if in.Following && a.SeriesID != "" {
		later, err := list(tx.Tx, `WHERE a.series_id = ? AND a.day > ? AND a.status <> 'cancelled'`+inOrder, a.SeriesID, a.Day)
		if err != nil {
			return err
		}
		going = append(going, slices.DeleteFunc(later, func(l Appointment) bool { return l.Status != Booked })...)
	}
	for _, g := range going {
		_, err := tx.Exec(`UPDATE appointment SET status = 'cancelled', visit_id = NULL, cancel_reason = ?, cancelled_at = ?, version = version + 1 WHERE id = ?`,
			strings.TrimSpace(in.Reason), tx.Now.UnixMilli(), g.ID)
		if err := changed(tx, g.ID, err); err != nil {
			return err
		}
	}
	return nil
}

// Restore takes a cancellation back, with those of the series that went with it, while it is
// fresh and the places are free. Faults: not-found; mismatch; wrong-state; slot-full;
// booked-already; invalid when the day is closed by now.
func (r *Room) Restore(ctx context.Context, who access.Actor, appointmentID string, in RestoreAppointment) (Appointment, error) {
	body := struct {
		AppointmentID string
		RestoreAppointment
	}{appointmentID, in}
	c := act.Command{ID: in.ID, Action: "appointment.restore", PatientID: in.PatientID, Body: body}
	return act.Do(ctx, r.gate, who, c, func(tx *act.Tx) error { return restore(tx, appointmentID, in) }, ReadIn)
}

func restore(tx *act.Tx, appointmentID string, in RestoreAppointment) error {
	a, _, err := toChange(tx, appointmentID, in.PatientID)
	if err != nil {
		return err
	}
	if a.Status != Cancelled || tx.Now.Sub(*a.CancelledAt).Abs() > Undo {
		return wrongState(a.Status)
	}
	coming := []Appointment{a}
	if a.SeriesID != "" {
		with, err := list(tx.Tx, `WHERE a.series_id = ? AND a.cancelled_at = ? AND a.day > ?`+inOrder, a.SeriesID, a.CancelledAt.UnixMilli(), a.Day)
		if err != nil {
			return err
		}
		coming = append(coming, with...)
	}
	for _, b := range coming {
		if err := bringBack(tx, b); err != nil {
			return err
		}
	}
	return nil
}

// bringBack puts a cancelled booking on its seat again, or on another of its slot. Where the hours have changed and its
// time is none of theirs any more, its own seat is still one.
func bringBack(tx *act.Tx, a Appointment) error {
	o, err := openingIn(tx.Tx, a.DepartmentID, a.Day, a.Day)
	if err != nil {
		return err
	}
	if _, closed := o.closed[a.Day]; closed {
		return fault.Field("day", "day-closed")
	}
	if err := onceIn(tx.Tx, a.PatientID, a.DepartmentID, a.Day, a.ID); err != nil {
		return err
	}
	starts, capacity := o.slotsOn(a.Day)
	if !slices.Contains(starts, a.Start) {
		capacity = a.Seat + 1
	}
	seat, free, err := seatIn(tx.Tx, a.DepartmentID, a.Day, a.Start, capacity, a.Seat, a.ID)
	if err != nil {
		return err
	}
	if !free {
		return fault.New(fault.SlotFull)
	}
	_, err = tx.Exec(`UPDATE appointment SET status = 'booked', seat = ?, cancel_reason = '', cancelled_at = NULL, version = version + 1 WHERE id = ?`, seat, a.ID)
	return changed(tx, a.ID, err)
}

// toChange is a booking, when it is one of the patient's, in whichever of their files.
func toChange(tx *act.Tx, appointmentID, patientID string) (a Appointment, today now, err error) {
	if today, err = nowIn(tx.Tx); err != nil {
		return a, today, err
	}
	if a, err = ReadIn(tx.Tx, appointmentID); err != nil {
		return a, today, err
	}
	files, err := patient.MembersIn(tx.Tx, patientID)
	if err != nil {
		return a, today, err
	}
	if !slices.Contains(files, a.PatientID) {
		return a, today, fault.New(fault.Mismatch)
	}
	tx.About(patientID, "")
	tx.Subject("appointment", a.ID)
	return a, today, nil
}

func changed(tx *act.Tx, appointmentID string, err error) error {
	if err != nil {
		return fmt.Errorf("booking: %w", err)
	}
	tx.Changed("appointment", appointmentID)
	return nil
}

func wrongState(s Status) error { return fault.New(fault.WrongState).With("status", s) }

// OfPatient is the bookings of a patient; opening them is journalled. Fault: not-found.
func (r *Room) OfPatient(ctx context.Context, who access.Actor, patientID string) (PatientAppointments, error) {
	return act.Look(ctx, r.gate, who, "appointment.patient", patientID, func(tx *db.Tx) (p PatientAppointments, err error) {
		today, err := nowIn(tx)
		if err != nil {
			return p, err
		}
		p.Today = today.day
		p.Appointments, err = OfPatientIn(tx, patientID)
		return p, err
	})
}

// PatientAppointments is all bookings of one person.
type PatientAppointments struct {
	Today        string        `json:"today" format:"date"`
	Appointments []Appointment `json:"appointments" nullable:"false" doc:"The earliest day first"`
}

package appointment

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/facility"
	"karete/server/fault"
	"karete/server/patient"
)

// Ahead is how many days ahead people are booked at most.
const Ahead = 400

// Book is a booking to be made. ID names the command and becomes the booking's id.
type Book struct {
	ID           string  `json:"id" format:"uuid"`
	PatientID    string  `json:"patientId" format:"uuid"`
	DepartmentID string  `json:"departmentId" minLength:"1" maxLength:"36"`
	Day          string  `json:"day" format:"date"`
	Start        string  `json:"start" pattern:"^([01][0-9]|2[0-3]):[0-5][0-9]$" example:"10:00"`
	Reason       string  `json:"reason,omitempty" maxLength:"120" doc:"A reason of the clinic's list, or words; reception reads it"`
	Source       Source  `json:"source,omitempty" enum:"staff,follow-up" doc:"None: staff"`
	Repeat       *Repeat `json:"repeat,omitempty" doc:"Again every so many weeks"`
}

// Repeat is how a booking comes again. One whose slot is full takes the free one next to
// it on its day, and one whose day is full or closed the next day, within a week.
type Repeat struct {
	Weeks int `json:"weeks" minimum:"1" maximum:"26" doc:"Between one and the next"`
	Times int `json:"times" minimum:"2" maximum:"12" doc:"In all"`
}

// BookedAppointment is a booking, and those of its series.
type BookedAppointment struct {
	Appointment
	Series []Appointment `json:"series" nullable:"false" doc:"All that were booked together; those for which no place was found are not among them"`
}

// Book books somebody. Faults: not-found and replaced for the patient; slot-full; booked-already
// {appointmentId, day, start} when they are booked in the department that day; invalid: the
// department is unknown or closed, the day or the slot is past, closed, too far ahead or not one of the
// department's.
func (r *Room) Book(ctx context.Context, who access.Actor, in Book) (BookedAppointment, error) {
	c := act.Command{ID: in.ID, Action: "appointment.book", PatientID: in.PatientID, Body: in}
	return act.Do(ctx, r.gate, who, c, func(tx *act.Tx) error { return BookIn(tx, in) }, bookedIn)
}

func bookedIn(tx *db.Tx, appointmentID string) (b BookedAppointment, err error) {
	if b.Appointment, err = ReadIn(tx, appointmentID); err != nil {
		return b, err
	}
	b.Series, err = list(tx, `WHERE a.id = ?1 OR a.series_id = ?1`+inOrder, appointmentID)
	return b, err
}

// BookIn is Book inside another room's act. Source is the room's to say.
func BookIn(tx *act.Tx, in Book) error {
	today, err := nowIn(tx.Tx)
	if err != nil {
		return err
	}
	if err := patient.StandsIn(tx.Tx, in.PatientID); err != nil {
		return err
	}
	if in.Source == "" {
		in.Source = ByStaff
	}
	if rep := in.Repeat; rep != nil && (rep.Weeks < 1 || rep.Weeks > 26 || rep.Times < 2 || rep.Times > 12) {
		return fault.Field("repeat", "not-allowed")
	}
	tx.About(in.PatientID, "")
	tx.Subject("appointment", in.ID)
	series := ""
	if in.Repeat != nil {
		series = in.ID
	}
	if err := bookOne(tx, today, in, in.ID, series); err != nil || in.Repeat == nil {
		return err
	}
	if dayAfter(in.Day, 7*in.Repeat.Weeks*(in.Repeat.Times-1)) > dayAfter(today.day, Ahead) {
		return fault.Field("repeat", "too-far")
	}
	later := in
	later.Source = InSeries
	for n := 1; n < in.Repeat.Times; n++ {
		later.Day, later.Start = dayAfter(in.Day, 7*n*in.Repeat.Weeks), in.Start
		found, err := nearest(tx, &later)
		if err != nil {
			return err
		}
		if !found {
			continue
		}
		if err := bookOne(tx, today, later, tx.NewID(), in.ID); err != nil && !fault.Is(err, fault.BookedAlready) {
			return err
		}
	}
	return nil
}

func bookOne(tx *act.Tx, today now, in Book, appointmentID, series string) error {
	seat, err := placeIn(tx.Tx, today, in.DepartmentID, in.Day, in.Start, "")
	if err != nil {
		return err
	}
	if err := onceIn(tx.Tx, in.PatientID, in.DepartmentID, in.Day, ""); err != nil {
		return err
	}
	var known bool // a later one of a series has an id that the box made
	if err := tx.QueryRow(`SELECT EXISTS (SELECT 1 FROM appointment WHERE id = ?)`, appointmentID).Scan(&known); err != nil {
		return err
	}
	if known {
		return &fault.Error{Code: fault.Conflict, Field: "id"}
	}
	by := tx.Actor.ID
	if tx.Role == access.Patient { // the booking is in their own file
		by = ""
	}
	_, err = tx.Exec(`INSERT INTO appointment (id, patient_id, department_id, day, start, seat, status, reason, source, series_id,
			cancel_reason, booked_at, booked_by, version) VALUES (?, ?, ?, ?, ?, ?, 'booked', ?, ?, nullif(?, ''), '', ?, ?, 1)`,
		appointmentID, in.PatientID, in.DepartmentID, in.Day, in.Start, seat, strings.TrimSpace(in.Reason), in.Source, series, tx.Now.UnixMilli(), by)
	if err != nil {
		return fmt.Errorf("book: %w", err)
	}
	tx.Changed("appointment", appointmentID)
	return nil
}

// nearest turns a wish into the free slot closest to it: on its day, else on the next that has one, within a week.
func nearest(tx *act.Tx, in *Book) (found bool, err error) {
	free, err := FreeIn(tx.Tx, in.DepartmentID, in.Day, 7)
	if err != nil || len(free) == 0 {
		return false, err
	}
	wish, _ := minutes(in.Start)
	best := -1
	for _, slot := range free[0].Slots {
		at, _ := minutes(slot.Start)
		if off := max(at-wish, wish-at); best < 0 || off < best {
			best, in.Start = off, slot.Start
		}
	}
	in.Day = free[0].Day
	return true, nil
}

// placeIn is the seat that a booking takes, when it can be booked at all.
func placeIn(tx *db.Tx, today now, departmentID, day, start, except string) (seat int, err error) {
	d, err := facility.DepartmentIn(tx, departmentID)
	switch {
	case fault.Is(err, fault.NotFound):
		return 0, fault.Field("departmentId", "unknown")
	case err != nil:
		return 0, err
	case !d.Active:
		return 0, fault.Field("departmentId", "not-allowed")
	}
	if _, err := time.Parse(time.DateOnly, day); err != nil {
		return 0, fault.Field("day", "not-a-date")
	}
	switch {
	case day < today.day:
		return 0, fault.Field("day", "past")
	case day > dayAfter(today.day, Ahead):
		return 0, fault.Field("day", "too-far")
	case today.after(day, start):
		return 0, fault.Field("start", "past")
	}
	o, err := openingIn(tx, departmentID, day, day)
	if err != nil {
		return 0, err
	}
	starts, capacity := o.slotsOn(day)
	if len(starts) == 0 {
		return 0, fault.Field("day", "day-closed")
	}
	if !slices.Contains(starts, start) {
		return 0, fault.Field("start", "no-such-slot")
	}
	seat, free, err := seatIn(tx, departmentID, day, start, capacity, -1, except)
	if err == nil && !free {
		err = fault.New(fault.SlotFull)
	}
	return seat, err
}

// onceIn holds that a person, by any of their files, is not booked in a department that day.
func onceIn(tx *db.Tx, patientID, departmentID, day, except string) error {
	files, err := patient.MembersIn(tx, patientID)
	if err != nil {
		return err
	}
	there, err := list(tx, `WHERE a.patient_id IN (SELECT value FROM json_each(?)) AND a.department_id = ? AND a.day = ? AND a.status <> 'cancelled' AND a.id <> ?`+inOrder,
		files.JSON(), departmentID, day, except)
	if err != nil || len(there) == 0 {
		return err
	}
	return fault.New(fault.BookedAlready).With("appointmentId", there[0].ID).With("day", day).With("start", there[0].Start)
}

// dayAfter is the day so many days after another.
func dayAfter(day string, days int) string {
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return at.AddDate(0, 0, days).Format(time.DateOnly)
}

package appointment_test

import (
	"testing"

	"karete/db"
	"karete/server/appointment"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/patient"
	"karete/server/reception"
	"karete/server/visit"
	"karete/server/visit/visittest"
)

// The days of the tests: the clinic's day is a Tuesday, and it is eight o'clock.
const (
	today     = "2026-11-24"
	tomorrow  = "2026-11-25"
	thursday  = "2026-11-26"
	saturday  = "2026-11-28"
	yesterday = "2026-11-23"
)

// desk is a clinic whose OPD takes two people each half hour of its mornings.
type desk struct {
	*visittest.Clinic
	t     testing.TB
	Books *appointment.Room
	Desk  *reception.Room
}

func open(t testing.TB) *desk {
	t.Helper()
	c := visittest.New(t)
	d := &desk{c, t, appointment.New(c.Gate), reception.New(c.Gate, patient.New(c.Gate))}
	d.hours(visittest.OPD, 0, func(*appointment.SetSchedule) {})
	return d
}

func (d *desk) hours(departmentID string, version int64, change func(*appointment.SetSchedule)) appointment.Schedule {
	d.t.Helper()
	in := appointment.SetSchedule{ID: id.New(), SlotMinutes: 30, Active: true,
		Hours: []appointment.DayHours{{Weekdays: []int{5, 1, 2, 3, 4}, Opens: "08:30", Closes: "11:15", Capacity: 2}}}
	change(&in)
	s, err := d.Books.SetSchedule(d.t.Context(), visittest.Admin, departmentID, version, in)
	if err != nil {
		d.t.Fatal(err)
	}
	return s
}

func wish(patientID, day, start string) appointment.Book {
	return appointment.Book{ID: id.New(), PatientID: patientID, DepartmentID: visittest.OPD, Day: day, Start: start, Reason: "refill"}
}

func (d *desk) tries(in appointment.Book) (appointment.BookedAppointment, error) {
	return d.Books.Book(d.t.Context(), visittest.Clerk, in)
}

func (d *desk) book(patientID, day, start string) appointment.Appointment {
	d.t.Helper()
	b, err := d.tries(wish(patientID, day, start))
	if err != nil {
		d.t.Fatal(err)
	}
	return b.Appointment
}

func (d *desk) person(family string) string { return d.Patient("Neo", family, "1990-05-17") }

func (d *desk) read(appointmentID string) (a appointment.Appointment) {
	d.t.Helper()
	d.in(func(tx *db.Tx) (err error) {
		a, err = appointment.ReadIn(tx, appointmentID)
		return err
	})
	return a
}

func (d *desk) in(read func(*db.Tx) error) {
	d.t.Helper()
	if err := d.DB.Read(d.t.Context(), read); err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) day(day, departmentID string) appointment.DayBook {
	d.t.Helper()
	b, err := d.Books.Day(d.t.Context(), visittest.Nurse, day, departmentID)
	if err != nil {
		d.t.Fatal(err)
	}
	return b
}

// comes checks somebody in at the desk.
func (d *desk) comes(patientID, departmentID string) visit.Visit {
	d.t.Helper()
	v, err := d.Desk.CheckIn(d.t.Context(), visittest.Clerk, visit.CheckIn{ID: id.New(), PatientID: patientID, DepartmentID: departmentID})
	if err != nil {
		d.t.Fatal(err)
	}
	return v
}

func (d *desk) is(a appointment.Appointment, want appointment.Status, visitID string) {
	d.t.Helper()
	if got := d.read(a.ID); got.Status != want || got.VisitID != visitID {
		d.t.Errorf("%s of visit %q, want %s of %q", got.Status, got.VisitID, want, visitID)
	}
}

func (d *desk) moves(a appointment.Appointment, day, start string) (appointment.Appointment, error) {
	return d.Books.Move(d.t.Context(), visittest.Clerk, a.ID, a.Version,
		appointment.MoveAppointment{ID: id.New(), PatientID: a.PatientID, DepartmentID: a.DepartmentID, Day: day, Start: start, Reason: "transport"})
}

func (d *desk) cancels(a appointment.Appointment, following bool) (appointment.Appointment, error) {
	return d.Books.Cancel(d.t.Context(), visittest.Clerk, a.ID,
		appointment.CancelAppointment{ID: id.New(), PatientID: a.PatientID, Reason: "travels", Following: following})
}

func (d *desk) restores(a appointment.Appointment) (appointment.Appointment, error) {
	return d.Books.Restore(d.t.Context(), visittest.Clerk, a.ID, appointment.RestoreAppointment{ID: id.New(), PatientID: a.PatientID})
}

func (d *desk) closes(day, departmentID string) appointment.ClosedWith {
	d.t.Helper()
	c, err := d.Books.Close(d.t.Context(), visittest.Admin, appointment.CloseDay{ID: id.New(), Day: day, DepartmentID: departmentID, Reason: "training"})
	if err != nil {
		d.t.Fatal(err)
	}
	return c
}

func (d *desk) join(from, into string) {
	d.t.Helper()
	if _, err := patient.New(d.Gate).Merge(d.t.Context(), visittest.Admin, from, patient.Merge{ID: id.New(), IntoID: into}); err != nil {
		d.t.Fatal(err)
	}
}

func refused(t testing.TB, err error, code fault.Code) *fault.Error {
	t.Helper()
	if !fault.Is(err, code) {
		t.Fatalf("got %v, want %s", err, code)
	}
	return fault.Of(err)
}

func broken(t testing.TB, err error, field, code string) {
	t.Helper()
	if f := refused(t, err, fault.Invalid); f.Fields[0].Field != field || f.Fields[0].Code != code {
		t.Errorf("got %+v, want %s: %s", f.Fields, field, code)
	}
}

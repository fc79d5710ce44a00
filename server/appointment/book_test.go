package appointment_test

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"karete/db"
	"karete/server/appointment"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/visit/visittest"
)

func TestBook(t *testing.T) {
	t.Parallel()
	d := open(t)
	neo := d.person("Tau")
	in := wish(neo, thursday, "09:00")
	in.Reason, in.Source = "  refill ", appointment.FollowUp
	got, err := d.tries(in)
	if err != nil {
		t.Fatal(err)
	}
	want := appointment.Appointment{ID: in.ID, PatientID: neo, DepartmentID: visittest.OPD, Day: thursday, Start: "09:00", Status: appointment.Booked,
		Reason: "refill", Source: appointment.FollowUp, BookedAt: d.Clock.Now().UTC(), BookedBy: visittest.Clerk.ID, Version: 1}
	if diff := cmp.Diff(want, got.Appointment); diff != "" {
		t.Error(diff)
	}
	if again, err := d.tries(in); err != nil || again.ID != got.ID || again.Version != 1 {
		t.Errorf("sent again: %+v, %v", again, err)
	}
	if e := d.Entries("appointment.book"); len(e) != 1 || e[0].PatientID != neo || e[0].SubjectID != in.ID || e[0].SubjectType != "appointment" {
		t.Errorf("%+v", e)
	}
	// A person is booked once a day in a place, and elsewhere as well.
	f := refused(t, func() error { _, err := d.tries(wish(neo, thursday, "10:00")); return err }(), fault.BookedAlready)
	if f.Params["appointmentId"] != in.ID || f.Params["start"] != "09:00" {
		t.Errorf("%v", f.Params)
	}
	d.hours(visittest.U5, 0, func(*appointment.SetSchedule) {})
	child := wish(neo, thursday, "09:00")
	child.DepartmentID = visittest.U5
	if _, err := d.tries(child); err != nil {
		t.Error(err)
	}
	if b := d.book(d.person("Letsie"), thursday, "09:00"); b.Seat != 1 {
		t.Errorf("seat %d", b.Seat)
	}
	_, err = d.tries(wish(d.person("Mokoena"), thursday, "09:00"))
	refused(t, err, fault.SlotFull)
}

func TestWhenNobodyIsBooked(t *testing.T) {
	t.Parallel()
	d := open(t)
	neo := d.person("Tau")
	d.closes(tomorrow, visittest.OPD)
	d.At(0, "08:45:00")
	for name, c := range map[string]struct {
		field, code string
		change      func(*appointment.Book)
	}{
		"a day that was closed":    {"day", "day-closed", func(b *appointment.Book) { b.Day = tomorrow }},
		"a weekend":                {"day", "day-closed", func(b *appointment.Book) { b.Day = saturday }},
		"yesterday":                {"day", "past", func(b *appointment.Book) { b.Day = yesterday }},
		"a slot that has begun":    {"start", "past", func(b *appointment.Book) { b.Day, b.Start = today, "08:30" }},
		"between the slots":        {"start", "no-such-slot", func(b *appointment.Book) { b.Start = "09:10" }},
		"too late to end in time":  {"start", "no-such-slot", func(b *appointment.Book) { b.Start = "11:00" }},
		"in two years":             {"day", "too-far", func(b *appointment.Book) { b.Day = "2028-11-23" }},
		"no date":                  {"day", "not-a-date", func(b *appointment.Book) { b.Day = "2026-11-31" }},
		"no department":            {"departmentId", "unknown", func(b *appointment.Book) { b.DepartmentID = id.New() }},
		"a department that closed": {"departmentId", "not-allowed", func(b *appointment.Book) { b.DepartmentID = visittest.Closed }},
		"a department without":     {"day", "day-closed", func(b *appointment.Book) { b.DepartmentID = visittest.LAB }},
		"for ever":                 {"repeat", "not-allowed", func(b *appointment.Book) { b.Repeat = &appointment.Repeat{Weeks: 1, Times: 500} }},
		"for years":                {"repeat", "too-far", func(b *appointment.Book) { b.Repeat = &appointment.Repeat{Weeks: 26, Times: 4} }},
	} {
		in := wish(neo, thursday, "09:00")
		c.change(&in)
		_, err := d.tries(in)
		if !fault.Is(err, fault.Invalid) || fault.Of(err).Fields[0].Field != c.field || fault.Of(err).Fields[0].Code != c.code {
			t.Errorf("%s: %v", name, err)
		}
	}
	_, err := d.tries(wish(id.New(), thursday, "09:00"))
	refused(t, err, fault.NotFound)
	d.hours(visittest.OPD, 1, func(s *appointment.SetSchedule) { s.Active = false })
	_, err = d.tries(wish(neo, thursday, "09:00"))
	broken(t, err, "day", "day-closed")
}

func TestASeriesTakesWhatIsNearest(t *testing.T) {
	t.Parallel()
	d := open(t)
	neo := d.person("Tau")
	// A week on the slot is full, two weeks on the day is closed, three weeks on they are booked already.
	for _, family := range []string{"Letsie", "Mokoena"} {
		d.book(d.person(family), "2026-12-03", "10:30")
	}
	d.closes("2026-12-10", "")
	d.book(neo, "2026-12-17", "08:30")
	in := wish(neo, thursday, "10:30")
	in.Repeat = &appointment.Repeat{Weeks: 1, Times: 5}
	got, err := d.tries(in)
	if err != nil {
		t.Fatal(err)
	}
	var days []string
	for _, a := range got.Series {
		days = append(days, a.Day+" "+a.Start+" "+string(a.Source))
		if a.SeriesID != in.ID {
			t.Errorf("%s is of series %q", a.Day, a.SeriesID)
		}
	}
	want := []string{"2026-11-26 10:30 staff", "2026-12-03 10:00 series", "2026-12-11 10:30 series", "2026-12-24 10:30 series"}
	if diff := cmp.Diff(want, days); diff != "" {
		t.Error(diff)
	}
	// One is cancelled with those after it, and all come back together.
	if _, err := d.cancels(got.Series[1], true); err != nil {
		t.Fatal(err)
	}
	states := func() (s []appointment.Status) {
		for _, a := range got.Series {
			s = append(s, d.read(a.ID).Status)
		}
		return s
	}
	if s := states(); !slices.Equal(s, []appointment.Status{"booked", "cancelled", "cancelled", "cancelled"}) {
		t.Errorf("%v", s)
	}
	if _, err := d.restores(got.Series[1]); err != nil {
		t.Fatal(err)
	}
	if s := states(); !slices.Equal(s, []appointment.Status{"booked", "booked", "booked", "booked"}) {
		t.Errorf("%v", s)
	}
	if _, err := d.cancels(got.Series[0], false); err != nil {
		t.Fatal(err)
	}
	if s := states(); !slices.Equal(s, []appointment.Status{"cancelled", "booked", "booked", "booked"}) {
		t.Errorf("%v", s)
	}
}

// Twenty desks want the last two places at the same moment.
func TestNobodyIsBookedOnAnothersSeat(t *testing.T) {
	t.Parallel()
	d := open(t)
	var people []string
	for range 20 {
		people = append(people, d.person("Tau"))
	}
	var all sync.WaitGroup
	var booked, full atomic.Int32
	for _, who := range people {
		all.Go(func() {
			switch _, err := d.tries(wish(who, thursday, "09:30")); {
			case err == nil:
				booked.Add(1)
			case fault.Is(err, fault.SlotFull):
				full.Add(1)
			default:
				t.Error(err)
			}
		})
	}
	all.Wait()
	slot := d.day(thursday, visittest.OPD).Departments[0].Slots[2]
	if booked.Load() != 2 || full.Load() != 18 || slot.Taken != 2 || slot.Bookings[0].Seat == slot.Bookings[1].Seat {
		t.Errorf("%d booked, %d full, %+v", booked.Load(), full.Load(), slot)
	}
}

// What the use cases refuse, the schema refuses as well, whoever writes SQL.
func TestTheSchemaKeepsBookingsTrue(t *testing.T) {
	t.Parallel()
	d := open(t)
	neo, other, gone := d.person("Tau"), d.person("Letsie"), d.person("Taung")
	a := d.book(neo, thursday, "09:00")
	b := d.book(other, tomorrow, "09:00")
	d.join(gone, neo)
	closed := d.closes("2026-12-25", "")
	insert := `INSERT INTO appointment (id, patient_id, department_id, day, start, seat, status, reason, source, cancel_reason, booked_at, booked_by, version)
		VALUES (?, ?, '` + visittest.OPD + `', ?, '09:00', ?, 'booked', '', 'staff', '', 5, '', 1)`
	for _, c := range []struct {
		says, query string
		args        []any
	}{
		{"taken: appointment", insert, []any{id.New(), other, thursday, 0}}, // the seat
		{"taken: appointment", insert, []any{id.New(), neo, thursday, 1}},   // twice that day
		{"taken: appointment", insert, []any{a.ID, other, saturday, 0}},
		{"taken: appointment", strings.Replace(insert, "INSERT", "INSERT OR REPLACE", 1), []any{id.New(), other, thursday, 0}},
		{"aside: appointment", insert, []any{id.New(), gone, saturday, 0}},
		{"closed: appointment", insert, []any{id.New(), other, "2026-12-25", 0}},
		{"appointment.department_id, appointment.day, appointment.start, appointment.seat", "UPDATE appointment SET day = ? WHERE id = ?", []any{thursday, b.ID}},
		{"closed: appointment", "UPDATE appointment SET day = '2026-12-25' WHERE id = ?", []any{a.ID}},
		{"immutable: appointment", "UPDATE appointment SET patient_id = ? WHERE id = ?", []any{other, a.ID}},
		{"immutable: appointment", "DELETE FROM appointment WHERE id = ?", []any{a.ID}},
		{"status = 'arrived'", "UPDATE appointment SET status = 'arrived' WHERE id = ?", []any{a.ID}},
		{"status = 'cancelled'", "UPDATE appointment SET status = 'cancelled' WHERE id = ?", []any{a.ID}},
		{"status IN", "UPDATE appointment SET status = 'noshow' WHERE id = ?", []any{a.ID}},
		{"immutable: closed_day", "UPDATE closed_day SET day = ? WHERE id = ?", []any{thursday, closed.ID}},
		{"immutable: closed_day", "DELETE FROM closed_day WHERE id = ?", []any{closed.ID}},
		{"immutable: schedule", "DELETE FROM schedule", nil},
		{"used: patient", "UPDATE patient SET active = 0 WHERE id = ?", []any{other}},
	} {
		err := d.DB.Write(t.Context(), func(tx *db.Tx) error {
			_, err := tx.Exec(c.query, c.args...)
			return err
		})
		var refused *db.ConstraintError
		if !errors.As(err, &refused) || !strings.Contains(refused.Name, c.says) {
			t.Errorf("%s %v: %v, want %s", c.query, c.args, err, c.says)
		}
	}
}

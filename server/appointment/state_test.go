//go:build !race

package appointment_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"karete/db"
	"karete/server/act"
	"karete/server/appointment"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/patient"
	"karete/server/visit"
	"karete/server/visit/visittest"
)

func TestWhoComesIsNoLongerExpected(t *testing.T) {
	t.Parallel()
	d := open(t)
	neo := d.person("Tau")
	a := d.book(neo, today, "09:30")
	elsewhere := d.comes(neo, visittest.U5)
	d.is(a, appointment.Booked, "")
	if _, err := d.Visits.Leave(t.Context(), visittest.Clerk, elsewhere.ID, visit.OnVisit{ID: id.New(), PatientID: neo}); err != nil {
		t.Fatal(err)
	}
	v := d.comes(neo, visittest.OPD)
	d.is(a, appointment.Arrived, v.ID)
	slot := time.Date(2026, 11, 24, 7, 30, 0, 0, time.UTC)
	if v.SlotAt == nil || !v.SlotAt.Equal(slot) || v.Reason != "refill" {
		t.Errorf("the visit of a booking at half past nine: %v, %q", v.SlotAt, v.Reason)
	}
	// One act, one entry, with the booking among its rows.
	if e := d.Entries("visit.checkIn"); len(e) != 2 || e[0].VisitID != v.ID {
		t.Errorf("%+v", e)
	}
	// A check-in that was a mistake leaves the booking as it was, and opening it again takes it back.
	cancel := func() {
		t.Helper()
		if _, err := d.Visits.Cancel(t.Context(), visittest.Clerk, v.ID, visit.Cancellation{ID: id.New(), PatientID: neo, Reason: "her sister"}); err != nil {
			t.Fatal(err)
		}
	}
	cancel()
	d.is(a, appointment.Booked, "")
	if _, err := d.Visits.Reopen(t.Context(), visittest.Clerk, v.ID, visit.OnVisit{ID: id.New(), PatientID: neo}); err != nil {
		t.Fatal(err)
	}
	d.is(a, appointment.Arrived, v.ID)
	_, err := d.cancels(d.read(a.ID), false)
	if f := refused(t, err, fault.WrongState); f.Params["status"] != appointment.Arrived {
		t.Errorf("%v", f.Params)
	}
	_, err = d.moves(d.read(a.ID), thursday, "09:00")
	refused(t, err, fault.WrongState)
	cancel()
	v = d.comes(neo, visittest.OPD)
	d.is(a, appointment.Arrived, v.ID)
	d.Sign(v, "")
	if _, err := d.Visits.Leave(t.Context(), visittest.Doctor, v.ID, visit.OnVisit{ID: id.New(), PatientID: neo}); err != nil {
		t.Fatal(err)
	}
	d.is(a, appointment.Fulfilled, v.ID)
	d.At(1, "08:00:00")
	d.is(a, appointment.Fulfilled, v.ID)
}

// Whoever comes in elsewhere and is sent on has come; an earlier visit there has nothing to do with it.
func TestWhoIsSentOnHasCome(t *testing.T) {
	t.Parallel()
	d := open(t)
	neo := d.person("Tau")
	early := d.comes(neo, visittest.OPD)
	if _, err := d.Visits.Leave(t.Context(), visittest.Clerk, early.ID, visit.OnVisit{ID: id.New(), PatientID: neo}); err != nil {
		t.Fatal(err)
	}
	d.Clock.Advance(time.Minute)
	a := d.book(neo, today, "10:00")
	d.is(a, appointment.Booked, "")
	v := d.comes(neo, visittest.U5)
	d.is(a, appointment.Booked, "")
	d.Seed(func(tx *act.Tx) error {
		tx.Subject("visit", v.ID)
		_, err := visit.EnterIn(tx, v.ID, visittest.OPD)
		return err
	})
	d.is(a, appointment.Arrived, v.ID)
}

func TestAMistakenCheckInCanBeMoved(t *testing.T) {
	t.Parallel()
	d := open(t)
	neo := d.person("Tau")
	a := d.book(neo, today, "09:30")
	v := d.comes(neo, visittest.OPD)
	if _, err := d.Visits.Cancel(t.Context(), visittest.Clerk, v.ID, visit.Cancellation{ID: id.New(), PatientID: neo, Reason: "her sister"}); err != nil {
		t.Fatal(err)
	}
	if _, err := d.moves(d.read(a.ID), thursday, "09:00"); err != nil {
		t.Fatal(err)
	}
	d.is(a, appointment.Booked, "")
	d.At(3, "08:00:00")
	d.is(a, appointment.NoShow, "")
	_, err := d.moves(d.read(a.ID), "2026-11-30", "09:00")
	refused(t, err, fault.WrongState)
}

func TestMove(t *testing.T) {
	t.Parallel()
	d := open(t)
	neo := d.person("Tau")
	a := d.book(neo, thursday, "09:00")
	d.book(d.person("Letsie"), tomorrow, "10:00")
	moved, err := d.moves(a, tomorrow, "10:00")
	if err != nil || moved.Day != tomorrow || moved.Start != "10:00" || moved.Seat != 1 || moved.Version != 2 || moved.Reason != "refill" {
		t.Fatalf("%+v, %v", moved, err)
	}
	if p := d.Payload("appointment.move"); p.Detail["reason"] != "transport" {
		t.Errorf("%v", p.Detail)
	}
	_, err = d.moves(a, thursday, "10:00") // by somebody who sees it as it was
	if f := refused(t, err, fault.Stale); f.Current.(appointment.Appointment).Day != tomorrow {
		t.Errorf("%+v", f.Current)
	}
	third := d.book(d.person("Mokoena"), thursday, "10:00")
	_, err = d.moves(third, tomorrow, "10:00")
	refused(t, err, fault.SlotFull)
	if back, err := d.moves(moved, tomorrow, "10:00"); err != nil || back.Seat != 0 && back.Seat != 1 {
		t.Errorf("onto its own place: %+v, %v", back, err)
	}
	twice := d.book(neo, thursday, "09:00")
	_, err = d.moves(twice, tomorrow, "08:30")
	refused(t, err, fault.BookedAlready)
	other := third
	other.PatientID = neo
	_, err = d.moves(other, tomorrow, "08:30")
	refused(t, err, fault.Mismatch)
	_, err = d.cancels(other, false)
	refused(t, err, fault.Mismatch)
}

func TestACancellationIsTakenBackWhileItIsFresh(t *testing.T) {
	t.Parallel()
	d := open(t)
	neo := d.person("Tau")
	a := d.book(neo, thursday, "09:00")
	got, err := d.cancels(a, false)
	if err != nil || got.Status != appointment.Cancelled || got.CancelReason != "travels" || got.CancelledAt == nil {
		t.Fatalf("%+v, %v", got, err)
	}
	_, err = d.cancels(a, false)
	refused(t, err, fault.WrongState)
	one := d.book(d.person("Letsie"), thursday, "09:00") // takes the seat
	if got, err = d.restores(a); err != nil || got.Status != appointment.Booked || got.Seat != 1 || got.CancelReason != "" || got.CancelledAt != nil {
		t.Fatalf("%+v, %v", got, err)
	}
	_, err = d.restores(a)
	refused(t, err, fault.WrongState)
	again := func(code fault.Code, between func()) {
		t.Helper()
		if _, err := d.cancels(a, false); err != nil {
			t.Fatal(err)
		}
		between()
		_, err := d.restores(a)
		refused(t, err, code)
	}
	again(fault.SlotFull, func() { d.book(d.person("Mokoena"), thursday, "09:00") })
	if _, err := d.cancels(one, false); err != nil {
		t.Fatal(err)
	}
	if _, err := d.restores(a); err != nil {
		t.Fatal(err)
	}
	again(fault.BookedAlready, func() { one = d.book(neo, thursday, "10:00") })
	if _, err := d.cancels(one, false); err != nil {
		t.Fatal(err)
	}
	if _, err := d.restores(a); err != nil {
		t.Fatal(err)
	}
	again(fault.WrongState, func() { d.Clock.Advance(appointment.Undo + time.Millisecond) })
	b := d.book(neo, thursday, "10:00")
	a = b
	again(fault.Invalid, func() { d.closes(thursday, "") })
}

func TestClosedDays(t *testing.T) {
	t.Parallel()
	d := open(t)
	neo, pule := d.person("Tau"), d.person("Letsie")
	d.hours(visittest.U5, 0, func(*appointment.SetSchedule) {})
	a := d.book(neo, thursday, "09:00")
	child := wish(pule, thursday, "09:00")
	child.DepartmentID = visittest.U5
	if _, err := d.tries(child); err != nil {
		t.Fatal(err)
	}
	one := d.closes(thursday, visittest.OPD)
	if len(one.Bookings) != 1 || one.Bookings[0].Patient.ID != neo {
		t.Errorf("%+v", one.Bookings)
	}
	all := d.closes(thursday, "")
	if len(all.Bookings) != 2 {
		t.Errorf("%+v", all.Bookings)
	}
	day := d.day(thursday, "")
	if len(day.Departments) != 2 || day.Departments[0].Open || day.Departments[0].Closed != "training" || day.Departments[0].Taken != 1 || day.Departments[0].Capacity != 0 {
		t.Errorf("%+v", day)
	}
	d.is(a, appointment.Booked, "") // closing moves nobody
	if _, err := d.moves(a, thursday, "10:00"); err == nil {
		t.Error("moved within a closed day")
	}
	if _, err := d.moves(a, tomorrow, "10:00"); err != nil {
		t.Error(err)
	}
	for name, in := range map[string]appointment.CloseDay{
		"closed already": {Day: thursday, DepartmentID: visittest.OPD, Reason: "x"},
		"past":           {Day: yesterday, Reason: "x"},
		"no date":        {Day: "2026-02-30", Reason: "x"},
		"too far":        {Day: "2999-01-01", Reason: "x"},
		"no reason":      {Day: tomorrow, Reason: " "},
		"no department":  {Day: tomorrow, DepartmentID: id.New(), Reason: "x"},
	} {
		in.ID = id.New()
		_, err := d.Books.Close(t.Context(), visittest.Admin, in)
		if !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	again := func(closedID string) error {
		_, err := d.Books.Open(t.Context(), visittest.Admin, closedID, appointment.OpenDay{ID: id.New()})
		return err
	}
	for _, closed := range []string{one.ID, all.ID} {
		if err := again(closed); err != nil {
			t.Fatal(err)
		}
	}
	refused(t, again(one.ID), fault.WrongState)
	refused(t, again(id.New()), fault.NotFound)
	d.book(neo, thursday, "09:00")
	h, err := d.Books.Hours(t.Context(), visittest.Nurse)
	if err != nil || len(h.Schedules) != 2 || len(h.ClosedDays) != 0 || h.Today != today {
		t.Errorf("%+v, %v", h, err)
	}
}

func TestWhereThereIsRoom(t *testing.T) {
	t.Parallel()
	d := open(t)
	for _, family := range []string{"Tau", "Letsie"} {
		d.book(d.person(family), today, "10:00")
	}
	d.book(d.person("Mokoena"), tomorrow, "08:30")
	d.closes(thursday, "")
	d.At(0, "09:45:00")
	var free []appointment.FreeDay
	d.in(func(tx *db.Tx) (err error) {
		free, err = appointment.FreeIn(tx, visittest.OPD, yesterday, 5) // from today on
		return err
	})
	all := []appointment.FreeSlot{{Start: "08:30", Free: 2}, {Start: "09:00", Free: 2}, {Start: "09:30", Free: 2}, {Start: "10:00", Free: 2}, {Start: "10:30", Free: 2}}
	next := append([]appointment.FreeSlot{{Start: "08:30", Free: 1}}, all[1:]...)
	want := []appointment.FreeDay{{Day: today, Slots: all[4:]}, {Day: tomorrow, Slots: next}, {Day: "2026-11-27", Slots: all}}
	if diff := cmp.Diff(want, free); diff != "" {
		t.Error(diff)
	}
}

// Of two files of one person each counts, and each has its own again when they are parted.
func TestFilesOfOnePerson(t *testing.T) {
	t.Parallel()
	d := open(t)
	old, stands := d.person("Tau"), d.person("Taung")
	a, b := d.book(old, today, "09:00"), d.book(stands, today, "10:00")
	c := d.book(old, thursday, "09:00")
	d.join(old, stands)
	bookings, err := d.Books.OfPatient(t.Context(), visittest.Clerk, stands)
	if err != nil || len(bookings.Appointments) != 3 || bookings.Today != today {
		t.Errorf("%+v, %v", bookings, err)
	}
	if e := d.Entries("appointment.patient"); len(e) != 1 || e[0].PatientID != stands {
		t.Errorf("%+v", e)
	}
	row := d.day(today, "").Departments[0].Slots[1].Bookings[0]
	if row.PatientID != old || row.Patient.ID != stands {
		t.Errorf("%+v", row)
	}
	_, err = d.tries(wish(stands, thursday, "10:00"))
	refused(t, err, fault.BookedAlready)
	_, err = d.tries(wish(old, "2026-11-30", "10:00"))
	refused(t, err, fault.Replaced)
	c.PatientID = stands
	if moved, err := d.moves(c, tomorrow, "09:00"); err != nil || moved.PatientID != old {
		t.Errorf("%+v, %v", moved, err)
	}
	v := d.comes(stands, visittest.OPD)
	d.is(a, appointment.Arrived, v.ID)
	d.is(b, appointment.Arrived, v.ID)
	if !v.SlotAt.Equal(a.At(time.FixedZone("", 2*60*60))) {
		t.Errorf("the later of two bookings counts: %v", v.SlotAt)
	}
	if _, err := patient.New(d.Gate).Unmerge(t.Context(), visittest.Admin, old, patient.Unmerge{ID: id.New(), Reason: "sisters"}); err != nil {
		t.Fatal(err)
	}
	if bookings, err := d.Books.OfPatient(t.Context(), visittest.Clerk, old); err != nil || len(bookings.Appointments) != 2 {
		t.Errorf("%+v, %v", bookings, err)
	}
}

func TestWhoDidNotCome(t *testing.T) {
	t.Parallel()
	d := open(t)
	phones := `[{"number":"+26658124471","owner":"","mayLeaveMessage":false},{"number":"+26658124472","owner":"neighbour","mayLeaveMessage":false},{"number":"+26658124473","owner":"sister","mayLeaveMessage":true}]`
	neo, came, died, elsewhere, late := d.person("Tau"), d.person("Came"), d.person("Died"), d.person("Elsewhere"), d.person("Later")
	d.Seed(func(tx *act.Tx) error {
		tx.Subject("patient", neo)
		tx.Changed("patient", neo)
		tx.Changed("patient", died)
		if _, err := tx.Exec(`UPDATE patient SET phones = ? WHERE id = ?`, phones, neo); err != nil {
			return err
		}
		_, err := tx.Exec(`UPDATE patient SET deceased_on = ? WHERE id = ?`, today, died)
		return err
	})
	for i, who := range []string{neo, came, died, elsewhere} {
		d.book(who, today, []string{"08:30", "09:00", "09:30", "10:00"}[i])
	}
	d.book(neo, thursday, "09:00")
	d.book(late, tomorrow, "09:00")
	d.comes(came, visittest.OPD)
	d.comes(elsewhere, visittest.U5)
	missed := func(from, to string) appointment.MissedList {
		t.Helper()
		m, err := d.Books.Missed(t.Context(), visittest.Clerk, from, to)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	if m := missed("", ""); len(m.Missed) != 0 || m.From != "2026-11-17" || m.To != yesterday {
		t.Errorf("%+v", m)
	}
	var due []appointment.Appointment
	d.in(func(tx *db.Tx) (err error) {
		due, err = appointment.DueIn(tx, today, tomorrow)
		return err
	})
	if len(due) != 3 || due[0].PatientID != neo || due[1].PatientID != elsewhere || due[2].PatientID != late {
		t.Errorf("%+v", due)
	}
	d.At(1, "08:00:00")
	m := missed("", "")
	if len(m.Missed) != 2 || m.Missed[0].Patient.ID != neo || m.Missed[0].NextDay != thursday || m.Missed[0].WasHere || m.Missed[1].Patient.ID != elsewhere || !m.Missed[1].WasHere {
		t.Fatalf("%+v", m.Missed)
	}
	var numbers []string
	for _, p := range m.Missed[0].Phones {
		numbers = append(numbers, p.Display)
	}
	if diff := cmp.Diff([]string{"5812 4471", "5812 4473"}, numbers); diff != "" {
		t.Error(diff)
	}
	if m := missed(thursday, "2026-12-31"); m.To != today || len(m.Missed) != 0 {
		t.Errorf("of days to come: %+v", m)
	}
	_, err := d.Books.Missed(t.Context(), visittest.Clerk, "2026-01-01", "2026-11-01")
	broken(t, err, "from", "too-far")
	_, err = d.Books.Missed(t.Context(), visittest.Clerk, "January", "")
	broken(t, err, "from", "not-a-date")
}

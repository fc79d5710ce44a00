//go:build !race

package appointment_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"karete/db"
	"karete/server/act"
	"karete/server/appointment"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/visit/visittest"
)

func TestHours(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.book(d.person("Tau"), thursday, "09:00")
	s := d.hours(visittest.OPD, 1, func(s *appointment.SetSchedule) {
		s.SlotMinutes, s.Hours[0].Opens, s.Hours[0].Capacity, s.Hours[0].Weekdays = 45, "08:00", 3, []int{4, 2}
	})
	if s.Version != 2 || !slices.Equal(s.Hours[0].Weekdays, []int{2, 4}) {
		t.Errorf("%+v", s)
	}
	in := appointment.SetSchedule{ID: id.New(), SlotMinutes: 60, Active: true,
		Hours: []appointment.DayHours{{Weekdays: []int{1}, Opens: "08:00", Closes: "09:00", Capacity: 1}}}
	_, err := d.Books.SetSchedule(t.Context(), visittest.Admin, visittest.OPD, 1, in)
	if f := refused(t, err, fault.Stale); f.Current.(appointment.Schedule).Version != 2 {
		t.Errorf("%+v", f.Current)
	}
	_, err = d.Books.SetSchedule(t.Context(), visittest.Admin, visittest.OPD, 0, in)
	refused(t, err, fault.VersionRequired)
	_, err = d.Books.SetSchedule(t.Context(), visittest.Admin, id.New(), 0, in)
	refused(t, err, fault.NotFound)
	// Who was booked by the old hours is shown all the same.
	w, err := d.Books.Week(t.Context(), visittest.Nurse, visittest.OPD, "")
	if err != nil {
		t.Fatal(err)
	}
	var days []bool
	for _, day := range w.Days {
		days = append(days, day.Open)
	}
	want := []appointment.WeekSlot{{Start: "08:00", Capacity: 3}, {Start: "08:45", Capacity: 3}, {Start: "09:00", Taken: 1}, {Start: "09:30", Capacity: 3}, {Start: "10:15", Capacity: 3}}
	if diff := cmp.Diff(want, w.Days[3].Slots); diff != "" || w.Days[0].Day != "2026-11-23" || w.Days[3].Taken != 1 || w.Days[3].Capacity != 12 {
		t.Errorf("%+v\n%s", w.Days[3], diff)
	}
	if diff := cmp.Diff([]bool{false, true, false, true, false, false, false}, days); diff != "" {
		t.Error(diff)
	}
	day := d.day(thursday, visittest.OPD).Departments[0]
	if len(day.Slots) != 5 || day.Slots[2].Start != "09:00" || day.Slots[2].Capacity != 0 || len(day.Slots[2].Bookings) != 1 {
		t.Errorf("%+v", day)
	}
}

func TestHoursThatAreRefused(t *testing.T) {
	t.Parallel()
	d := open(t)
	for _, c := range []struct {
		field, code string
		change      func(*appointment.SetSchedule)
	}{
		{"hours", "required", func(s *appointment.SetSchedule) { s.Hours = nil }},
		{"hours[0].weekdays", "required", func(s *appointment.SetSchedule) { s.Hours[0].Weekdays = nil }},
		{"hours[0].weekdays[1]", "out-of-range", func(s *appointment.SetSchedule) { s.Hours[0].Weekdays = []int{1, 8} }},
		{"hours[0].weekdays[2]", "duplicate", func(s *appointment.SetSchedule) { s.Hours[0].Weekdays = []int{1, 2, 1} }},
		{"hours[1].weekdays[1]", "duplicate", func(s *appointment.SetSchedule) { s.Hours[1].Weekdays = []int{6, 5} }},
		{"hours[0].opens", "pattern", func(s *appointment.SetSchedule) { s.Hours[0].Opens = "8:00" }},
		{"hours[1].closes", "no-slot-fits", func(s *appointment.SetSchedule) { s.Hours[1].Closes = "08:29" }},
		{"hours[1].closes", "no-slot-fits", func(s *appointment.SetSchedule) { s.Hours[1].Closes = "07:00" }},
		{"hours[0].breakUntil", "pattern", func(s *appointment.SetSchedule) { s.Hours[0].BreakFrom = "12:00" }},
		{"hours[0].breakFrom", "pattern", func(s *appointment.SetSchedule) { s.Hours[0].BreakUntil = "13:00" }},
		{"hours[0].breakUntil", "out-of-range", func(s *appointment.SetSchedule) { s.Hours[0].BreakFrom, s.Hours[0].BreakUntil = "13:00", "12:00" }},
		{"hours[0].breakFrom", "out-of-range", func(s *appointment.SetSchedule) { s.Hours[0].BreakFrom, s.Hours[0].BreakUntil = "08:00", "09:00" }},
		{"hours[0].breakUntil", "out-of-range", func(s *appointment.SetSchedule) { s.Hours[0].BreakFrom, s.Hours[0].BreakUntil = "12:00", "15:00" }},
		{"hours[0].closes", "no-slot-fits", func(s *appointment.SetSchedule) { s.Hours[0].BreakFrom, s.Hours[0].BreakUntil = "08:15", "14:45" }},
		{"slotMinutes", "out-of-range", func(s *appointment.SetSchedule) { s.SlotMinutes = 4 }},
		{"hours[1].capacity", "out-of-range", func(s *appointment.SetSchedule) { s.Hours[1].Capacity = 0 }},
		{"hours[1].capacity", "out-of-range", func(s *appointment.SetSchedule) { s.Hours[1].Capacity = 100 }},
	} {
		in := appointment.SetSchedule{ID: id.New(), SlotMinutes: 30, Active: true, Hours: []appointment.DayHours{
			{Weekdays: []int{1, 2, 3, 4, 5}, Opens: "08:00", Closes: "15:00", Capacity: 1},
			{Weekdays: []int{6}, Opens: "08:00", Closes: "12:00", Capacity: 2},
		}}
		c.change(&in)
		_, err := d.Books.SetSchedule(t.Context(), visittest.Admin, visittest.OPD, 1, in)
		broken(t, err, c.field, c.code)
	}
}

// Three people a time on a long Wednesday with a break, one on a Saturday that ends early.
func TestHoursOfEachDay(t *testing.T) {
	t.Parallel()
	d := open(t)
	hours := []appointment.DayHours{
		{Weekdays: []int{1, 2, 4, 5}, Opens: "08:30", Closes: "11:15", Capacity: 2},
		{Weekdays: []int{3}, Opens: "10:00", BreakFrom: "11:45", BreakUntil: "13:10", Closes: "14:45", Capacity: 3},
		{Weekdays: []int{6}, Opens: "08:00", Closes: "09:00", Capacity: 1},
	}
	s := d.hours(visittest.OPD, 1, func(s *appointment.SetSchedule) { s.Hours = hours })
	if diff := cmp.Diff(hours, s.Hours); diff != "" {
		t.Error(diff)
	}
	wednesday := []string{"10:00", "10:30", "11:00", "13:10", "13:40", "14:10"}
	w, err := d.Books.Week(t.Context(), visittest.Nurse, visittest.OPD, "")
	if err != nil {
		t.Fatal(err)
	}
	var starts []string
	for _, slot := range w.Days[2].Slots {
		starts = append(starts, slot.Start)
	}
	var places []int
	for _, day := range w.Days {
		places = append(places, day.Capacity)
	}
	if diff := cmp.Diff(wednesday, starts); diff != "" || !slices.Equal(places, []int{10, 10, 18, 10, 10, 2, 0}) {
		t.Errorf("%v\n%s", places, diff)
	}

	for i, family := range []string{"Tau", "Letsie", "Mokoena"} {
		if b := d.book(d.person(family), tomorrow, "13:10"); b.Seat != i {
			t.Errorf("seat %d", b.Seat)
		}
	}
	_, err = d.tries(wish(d.person("Taung"), tomorrow, "13:10"))
	refused(t, err, fault.SlotFull)
	_, err = d.tries(wish(d.person("Thabane"), tomorrow, "12:00"))
	broken(t, err, "start", "no-such-slot")
	last := d.book(d.person("Nkuebe"), saturday, "08:30")
	_, err = d.tries(wish(d.person("Pitso"), saturday, "08:30"))
	refused(t, err, fault.SlotFull)
	_, err = d.moves(d.book(d.person("Sello"), thursday, "09:00"), saturday, "09:00")
	broken(t, err, "start", "no-such-slot")

	var free []appointment.FreeDay
	var calendar []appointment.CalendarDay
	d.in(func(tx *db.Tx) (err error) {
		if free, err = appointment.FreeIn(tx, visittest.OPD, tomorrow, 1); err == nil {
			calendar, err = appointment.CalendarIn(tx, visittest.OPD, 6)
		}
		return err
	})
	want := []appointment.FreeSlot{{Start: "10:00", Free: 3}, {Start: "10:30", Free: 3}, {Start: "11:00", Free: 3}, {Start: "13:40", Free: 3}, {Start: "14:10", Free: 3}}
	if diff := cmp.Diff(want, free[0].Slots); diff != "" {
		t.Error(diff)
	}
	// The door shows the same, and Saturday's two places, of which one is left; Sunday is no day.
	if days := len(calendar); days != 5 || calendar[4].Day != saturday || !slices.Equal(calendar[4].Slots, []appointment.FreeSlot{{Start: "08:00", Free: 1}, {Start: "08:30", Free: 0}}) {
		t.Errorf("%+v", calendar)
	}
	if !slices.Equal(calendar[1].Slots[3:4], []appointment.FreeSlot{{Start: "13:10", Free: 0}}) {
		t.Errorf("%+v", calendar[1])
	}

	// Fewer places than are taken move nobody, and nobody else is given one; a day that is none any more shows who is booked.
	d.hours(visittest.OPD, 2, func(s *appointment.SetSchedule) {
		s.Hours = slices.Clone(hours[:2])
		s.Hours[1].Capacity = 1
	})
	if slot := d.day(tomorrow, visittest.OPD).Departments[0].Slots[3]; slot.Start != "13:10" || slot.Capacity != 1 || slot.Taken != 3 || len(slot.Bookings) != 3 {
		t.Errorf("%+v", slot)
	}
	if day := d.day(saturday, visittest.OPD).Departments[0]; day.Open || day.Capacity != 0 || day.Taken != 1 || day.Slots[0].Bookings[0].ID != last.ID {
		t.Errorf("%+v", day)
	}
	if _, err := d.cancels(last, false); err != nil {
		t.Fatal(err)
	}
	if back, err := d.restores(last); err != nil || back.Start != "08:30" || back.Seat != 0 {
		t.Errorf("its seat is free, whatever the hours are by now: %+v, %v", back, err)
	}
}

// A series on a long day goes where its hour is none to the hour that is nearest.
func TestASeriesOverDaysThatDiffer(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.hours(visittest.OPD, 1, func(s *appointment.SetSchedule) {
		s.Hours = []appointment.DayHours{{Weekdays: []int{3}, Opens: "08:00", Closes: "15:00", Capacity: 1}, {Weekdays: []int{4}, Opens: "08:00", Closes: "10:00", Capacity: 1}}
	})
	d.closes("2026-12-02", "")
	in := wish(d.person("Tau"), tomorrow, "14:00")
	in.Repeat = &appointment.Repeat{Weeks: 1, Times: 3}
	got, err := d.tries(in)
	if err != nil {
		t.Fatal(err)
	}
	var when []string
	for _, a := range got.Series {
		when = append(when, a.Day+" "+a.Start)
	}
	if diff := cmp.Diff([]string{"2026-11-25 14:00", "2026-12-03 09:30", "2026-12-09 14:00"}, when); diff != "" {
		t.Error(diff)
	}
}

// Hours that were set before days could differ stand for all their days.
func TestHoursAsTheyWere(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.Seed(func(tx *act.Tx) error {
		old := id.New()
		tx.Subject("schedule", old)
		tx.Changed("schedule", old)
		_, err := tx.Exec(`INSERT INTO schedule (id, department_id, weekdays, opens, closes, slot_minutes, capacity, active, version)
			VALUES (?, ?, '[1,3]', '08:00', '12:00', 60, 4, 1, 3)`, old, visittest.U5)
		return err
	})
	w, err := d.Books.Week(t.Context(), visittest.Nurse, visittest.U5, "")
	if err != nil {
		t.Fatal(err)
	}
	want := []appointment.DayHours{{Weekdays: []int{1, 3}, Opens: "08:00", Closes: "12:00", Capacity: 4}}
	if diff := cmp.Diff(want, w.Schedule.Hours); diff != "" || w.Days[0].Capacity != 16 || w.Days[2].Capacity != 16 || w.Days[1].Open {
		t.Errorf("%+v\n%s", w.Days, diff)
	}
}

// Whatever the hours are: slots follow each other, lie within them and in no break, and no more would fit.
func TestSlotsOfAnyHours(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(3, 7))
	text := func(m int) string { return fmt.Sprintf("%02d:%02d", m/60, m%60) }
	for range 3000 {
		step := 5 + random.IntN(120)
		at := []int{random.IntN(1440), random.IntN(1440), random.IntN(1440), random.IntN(1440)}
		slices.Sort(at)
		h := appointment.DayHours{Opens: text(at[0]), Closes: text(at[3])}
		spans := [][2]int{{at[0], at[3]}}
		if random.IntN(2) == 0 && at[0] < at[1] && at[1] < at[2] && at[2] < at[3] {
			h.BreakFrom, h.BreakUntil = text(at[1]), text(at[2])
			spans = [][2]int{{at[0], at[1]}, {at[2], at[3]}}
		}
		var want []string
		for _, span := range spans {
			for n := range (span[1] - span[0]) / step {
				want = append(want, text(span[0]+n*step))
			}
		}
		if got := h.Starts(step); !slices.Equal(got, want) {
			t.Fatalf("%+v each %d minutes: %v, want %v", h, step, got, want)
		}
	}
}

package demo

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"karete/server/appointment"
)

// step is how long a place in the diary is, in minutes.
const step = 30

// hours are when the made-up departments take bookings. Somebody is always expected next: in a
// clinic that is looked at early or late, OPD's are around that hour.
func hours(now time.Time) map[string][]appointment.DayHours {
	opens, closes := "13:00", "15:30"
	if hour := now.In(zone()).Hour(); hour < 9 || hour > 13 {
		opens, closes = fmt.Sprintf("%02d:00", min(max(hour-2, 0), 19)), fmt.Sprintf("%02d:30", min(hour+4, 23))
	}
	week := []int{1, 2, 3, 4, 5}
	return map[string][]appointment.DayHours{
		"NCD": {
			{Weekdays: []int{1, 2, 4, 5}, Opens: "08:00", Closes: "12:30", Capacity: 3},
			{Weekdays: []int{3}, Opens: "08:00", BreakFrom: "12:30", BreakUntil: "13:30", Closes: "15:30", Capacity: 5}, // the day of those who come each month
			{Weekdays: []int{6}, Opens: "08:00", Closes: "10:30", Capacity: 2},
		},
		"U5":  {{Weekdays: week, Opens: "08:30", Closes: "12:00", Capacity: 2}},
		"ANC": {{Weekdays: week, Opens: "09:00", Closes: "12:00", Capacity: 2}},
		"OPD": {{Weekdays: week, Opens: opens, Closes: closes, Capacity: 2}},
	}
}

// diary is who is booked when, as the desk remembers it.
type diary struct {
	random   *rand.Rand                        // its own: who is booked changes nobody's name
	hours    map[string][]appointment.DayHours // by department
	today    time.Time
	slots    map[string]int // how many are booked, by department, day and beginning
	booked   map[*person]bool
	expected map[string][]expected // by day
}

// expected is somebody who is to come.
type expected struct {
	person     *person
	id         string
	department string
	at         time.Time
}

// opensBooks says when bookings are taken, and books the first week.
func (f *clinic) opensBooks(ctx context.Context) error {
	f.diary = diary{random: rand.New(rand.NewPCG(f.plan.Seed, 11)), hours: hours(f.plan.Now), today: f.plan.today(),
		slots: map[string]int{}, booked: map[*person]bool{}, expected: map[string][]expected{}}
	for _, d := range departments {
		usual, takes := f.diary.hours[d.Code]
		if !takes {
			continue
		}
		in := appointment.SetSchedule{ID: f.id(), Hours: slices.Clone(usual), SlotMinutes: step, Active: true}
		if w := weekday(f.plan.today()); !slices.ContainsFunc(usual, func(h appointment.DayHours) bool { return slices.Contains(h.Weekdays, w) }) {
			in.Hours[0].Weekdays = append(slices.Clone(usual[0].Weekdays), w) // there is a day to look at, whichever it is
		}
		if _, err := f.Appointments.SetSchedule(ctx, f.actors["mpho"], f.depts[d.Code], 0, in); err != nil {
			return err
		}
	}
	first := f.plan.today().AddDate(0, 0, -f.plan.Days)
	for n := range 7 {
		for range f.calls() {
			if err := f.books(ctx, first.AddDate(0, 0, n)); err != nil {
				return err
			}
		}
	}
	return nil
}

func weekday(t time.Time) int { return (int(t.Weekday())+6)%7 + 1 }

// calls is how many ask to be booked on a day.
func (f *clinic) calls() int { return min(12+f.diary.random.IntN(7), 1+len(f.people)/8) }

// books lets somebody who is known be booked for a day.
func (f *clinic) books(ctx context.Context, day time.Time) error {
	for range 40 {
		p := pick(f.diary.random, f.people)
		rest, department, reason := 6*24*time.Hour, "OPD", "Results"
		switch years := p.years(day); {
		case p.chronic != nil:
			rest, department, reason = 18*24*time.Hour, "NCD", "chronic"
		case years < 5:
			department, reason = "U5", "under5"
		case p.female && years > 17 && years < 40 && f.diary.random.IntN(3) == 0:
			department, reason = "ANC", "antenatal"
		}
		if p.id == "" || f.diary.booked[p] || day.Sub(p.last) < rest {
			continue
		}
		return f.book(ctx, "palesa", p, department, reason, appointment.ByStaff, day)
	}
	return nil
}

// book finds a free slot on a day, and books it; on a full day, or one without bookings, it does nothing.
func (f *clinic) book(ctx context.Context, username string, p *person, department, reason string, source appointment.Source, day time.Time) error {
	h, r := f.diary.on(department, day), f.diary.random
	starts := h.Starts(step)
	if len(starts) == 0 {
		return nil
	}
	from := r.IntN(len(starts))
	for n := range starts {
		at, _ := time.Parse("15:04", starts[(from+n)%len(starts)])
		key := fmt.Sprint(department, day.Format(time.DateOnly), at.Format("15:04"))
		begins := day.Add(time.Duration(at.Hour())*time.Hour + time.Duration(at.Minute())*time.Minute)
		if f.diary.slots[key] >= h.Capacity || begins.Before(f.clock.Now().Add(time.Hour)) {
			continue
		}
		in := appointment.Book{ID: f.id(), PatientID: p.id, DepartmentID: f.depts[department], Day: day.Format(time.DateOnly),
			Start: at.Format("15:04"), Reason: reason, Source: source}
		if _, err := f.Appointments.Book(ctx, f.actors[username], in); err != nil {
			return fmt.Errorf("book: %w", err)
		}
		f.diary.slots[key]++
		f.diary.booked[p] = true
		f.diary.expected[in.Day] = append(f.diary.expected[in.Day], expected{p, in.ID, department, begins})
		return nil
	}
	return nil
}

// on is a department's hours of a day: today it has some on any day of the week.
func (d *diary) on(department string, day time.Time) appointment.DayHours {
	for _, h := range d.hours[department] {
		if slices.Contains(h.Weekdays, weekday(day)) {
			return h
		}
	}
	if day.Equal(d.today) {
		return d.hours[department][0]
	}
	return appointment.DayHours{}
}

// awaits puts on the agenda what becomes of today's bookings: most people come about their time, some
// say that they cannot, and some are not heard of. It answers how many come.
func (d *day) awaits() (coming int) {
	r := d.diary.random
	for _, e := range d.diary.expected[midnight(d.open).Format(time.DateOnly)] {
		delete(d.diary.booked, e.person)
		at := e.at.Add(time.Duration(r.IntN(40)-25) * time.Minute)
		if !d.isToday && (at.Before(d.open) || at.After(d.end.Add(-2*time.Hour))) { // the doors are closed at that hour
			at = d.open.Add(d.minutes(30, 400))
		}
		switch n := r.IntN(100); {
		case d.open.Sub(e.person.last) < 5*24*time.Hour || n < 11 || at.Before(d.open): // was here lately, or forgot
		case n < 16:
			e.person.last = d.open // nor do they walk in
			d.at(d.open.Add(d.minutes(5, 30)), func(ctx context.Context) error {
				_, err := d.Appointments.Cancel(ctx, d.actors["palesa"], e.id, appointment.CancelAppointment{ID: d.id(), PatientID: e.person.id, Reason: "transport"})
				return err
			})
		default:
			e.person.last = at
			coming++
			d.at(at, func(ctx context.Context) error { return d.arrives(ctx, e.person, e.department) })
		}
	}
	return coming
}

// answers lets the desk book people for a week ahead, between two others.
func (d *day) answers() {
	at := d.open.Add(d.minutes(20, 40))
	for n := range d.calls() {
		at = at.Add(d.minutes(2, 9))
		day := midnight(d.open).AddDate(0, 0, 7)
		if n < 3 && !d.isToday && d.diary.today.Before(day) {
			day = d.diary.today
		}
		d.at(at, func(ctx context.Context) error { return d.books(ctx, day) })
	}
}

// looksAhead closes a day of the week after next, for training.
func (f *clinic) looksAhead(ctx context.Context) error {
	day := f.plan.today().AddDate(0, 0, 10)
	for weekday(day) > 5 {
		day = day.AddDate(0, 0, 1)
	}
	_, err := f.Appointments.Close(ctx, f.actors["mpho"], appointment.CloseDay{ID: f.id(), Day: day.Format(time.DateOnly), Reason: "Staff training"})
	return err
}

// again books whoever comes each month for the next time.
func (f *clinic) again(ctx context.Context, a *attendance, username string) error {
	if a.chronic == nil || f.diary.booked == nil || f.diary.booked[a.person] || f.diary.random.IntN(2) > 0 {
		return nil
	}
	return f.book(ctx, username, a.person, "NCD", "chronic", appointment.FollowUp, midnight(f.clock.Now()).AddDate(0, 0, 28))
}

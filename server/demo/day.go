package demo

import (
	"context"
	"slices"
	"time"

	"karete/server/queue"
	"karete/server/triage/sats"
)

// half is how long the doors have been open when today is half over.
const half = 3*time.Hour + 30*time.Minute

// day is a day under way: what happens next, who waits where, and who is free.
type day struct {
	*clinic
	open, end time.Time
	isToday   bool
	now       time.Time
	agenda    agenda
	due       []*person // whose month is over

	nurses, doctors, dispensers station
}

// station is a line and those who serve it.
type station struct {
	free  []string // user names, who has been free longest first
	away  bool     // nobody serves here just now
	line  []*attendance
	serve func(*attendance, string)
}

// play plays one day from the opening of the doors; what lies after its end has
// not happened.
func (f *clinic) play(ctx context.Context, open, end time.Time, isToday bool) error {
	d := &day{clinic: f, open: open, end: end, isToday: isToday}
	d.nurses = station{free: []string{"thato", "makhotso"}, serve: d.triages}
	d.doctors = station{free: []string{"ramaili", "khoele"}, serve: d.consults}
	d.dispensers = station{free: []string{"limpho"}, serve: d.dispenses}
	f.clock.set(d.real(open))
	if _, err := f.Visits.CloseDays(ctx); err != nil {
		return err
	}
	for _, at := range [][2]string{{"thato", "OPD"}, {"makhotso", "OPD"}, {"ramaili", "OPD"}, {"khoele", "OPD"}, {"limpho", "PHA"}} {
		if _, err := d.Queue.Serve(ctx, d.actors[at[0]], queue.Serve{ID: d.id(), DepartmentID: d.depts[at[1]], Room: rooms[at[0]]}); err != nil {
			return err
		}
	}
	d.arrivals()
	d.answers()
	if isToday { // somebody went to fetch stock: a few wait for their medicines
		d.at(end.Add(-25*time.Minute), func(context.Context) error { d.dispensers.away = true; return nil })
	}
	for {
		next, ok := d.agenda.next()
		if !ok || next.at.After(end) {
			return nil
		}
		d.now = next.at
		f.clock.set(d.real(next.at))
		if err := next.do(ctx); err != nil {
			return err
		}
	}
}

// real is the moment that a moment of the play stands for. They are the same but
// shortly after midnight, when a morning that is half over would have begun
// yesterday: then it is played faster.
func (d *day) real(at time.Time) time.Time {
	first := midnight(d.end)
	if !d.isToday || !d.open.Before(first) {
		return at.Truncate(time.Millisecond)
	}
	share := float64(at.Sub(d.open)) / float64(d.end.Sub(d.open))
	return first.Add(time.Duration(share * float64(d.end.Sub(first)))).Truncate(time.Millisecond)
}

// arrivals lets people come: most early, as they do, and somebody just now.
func (d *day) arrivals() {
	coming := d.awaits()
	for _, p := range d.people {
		if p.chronic != nil && d.open.Sub(p.last) >= 27*24*time.Hour && !d.diary.booked[p] {
			d.due = append(d.due, p)
		}
	}
	at := d.open
	count := max(46+d.random.IntN(18)-coming, 20)
	for n := range count {
		switch {
		case n <= count/2:
			at = at.Add(d.minutes(1, 6))
		case d.isToday: // a busy morning: there is a line when it is looked at
			at = at.Add(d.minutes(3, 8))
		default:
			at = at.Add(d.minutes(5, 14))
		}
		if d.isToday && at.After(d.end.Add(-11*time.Minute)) {
			break
		}
		d.comes(at)
	}
	for ago := 9 * time.Minute; d.isToday && ago > 0; ago -= 2 * time.Minute {
		d.comes(d.end.Add(-ago + 20*time.Second))
	}
	if d.isToday {
		d.comes(d.end.Add(-3 * time.Second)) // nobody can have called them yet
	}
}

// comes lets somebody come at a moment: one whose monthly day it is, somebody
// known, or somebody new.
func (d *day) comes(at time.Time) {
	p := d.caller()
	p.last = at
	d.at(at, func(ctx context.Context) error { return d.arrives(ctx, p, "") })
}

func (d *day) caller() *person {
	r := d.random
	if len(d.due) > 0 && r.IntN(3) > 0 {
		i := r.IntN(len(d.due))
		p := d.due[i]
		d.due = slices.Delete(d.due, i, i+1)
		return p
	}
	isNew := len(d.people) == 0 || r.IntN(100) < 12
	for n := 0; !isNew && n < 30; n++ {
		p, rest := pick(r, d.people), 6*24*time.Hour
		if p.chronic != nil {
			rest = 27 * 24 * time.Hour
		}
		if p.id != "" && d.open.Sub(p.last) > rest && !d.diary.booked[p] {
			d.due = slices.DeleteFunc(d.due, func(due *person) bool { return due == p }) // they are here now
			return p
		}
	}
	p := d.household(d.open, 1)[0]
	d.people = append(d.people, p)
	return p
}

// at puts something on the agenda.
func (d *day) at(at time.Time, do func(context.Context) error) { d.agenda.add(at, do) }

func (d *day) after(wait time.Duration, do func(context.Context) error) { d.at(d.now.Add(wait), do) }

// join puts somebody into a line. Whoever is free takes the next one at once.
func (d *day) join(s *station, a *attendance) {
	s.line = append(s.line, a)
	d.next(s)
}

// leaves takes somebody out of a line; false when they stand in it no more.
func (s *station) leaves(a *attendance) bool {
	i := slices.Index(s.line, a)
	if i < 0 {
		return false
	}
	s.line = slices.Delete(s.line, i, i+1)
	return true
}

// done frees somebody for the next one in line.
func (d *day) done(s *station, username string) {
	s.free = append(s.free, username)
	d.next(s)
}

func (d *day) next(s *station) {
	for !s.away && len(s.free) > 0 && len(s.line) > 0 {
		first := slices.MinFunc(s.line, func(a, b *attendance) int { return rank(a) - rank(b) })
		who := s.free[0]
		s.free = s.free[1:]
		s.leaves(first)
		s.serve(first, who)
	}
}

// rank is the place in line by colour; among equals whoever came first is found
// first.
func rank(a *attendance) int {
	switch {
	case a.visit.Emergency:
		return int(sats.Emergency)
	case a.visit.Level == sats.NotTriaged:
		return int(sats.Urgent)
	}
	return int(a.visit.Level)
}

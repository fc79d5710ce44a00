package report

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"karete/db"
	"karete/db/journal"
	"karete/server/access"
	"karete/server/act"
	"karete/server/facility"
	"karete/server/fault"
	"karete/server/spreadsheet"
)

// maxActivityDays bounds one answer: a quarter.
const maxActivityDays = 92

// Activity is what each person did on each day of a span, counted from the journal.
// It counts by when something was put in, which is also when it was done, but for
// what was keyed in from paper.
type Activity struct {
	From   string          `json:"from" format:"date"`
	To     string          `json:"to" format:"date"`
	AsOf   time.Time       `json:"asOf"`
	Clinic string          `json:"clinic"`
	Total  ActivityCounts  `json:"total"`
	People []ActivityStaff `json:"people" doc:"Whoever did something, and whoever works here; who did most first"`
}

// ActivityStaff is one person. Their counts are the sum of their days'.
type ActivityStaff struct {
	StaffID     string         `json:"staffId"`
	DisplayName string         `json:"displayName"`
	Roles       []access.Role  `json:"roles" enum:"admin,clerk,nurse,doctor"`
	Active      bool           `json:"active" doc:"Still works here"`
	Counts      ActivityCounts `json:"counts"`
	Days        []ActivityDay  `json:"days" doc:"The days on which they were at work with Karete, oldest first"`
}

// ActivityDay is one person's day, from the first thing they did to the last, signing
// in and out among them.
type ActivityDay struct {
	Day    string         `json:"day" format:"date"`
	First  time.Time      `json:"first"`
	Last   time.Time      `json:"last"`
	Counts ActivityCounts `json:"counts"`
}

// ActivityCounts are acts by kind. All is their sum; registering somebody who is
// checked in by the same press counts as both.
type ActivityCounts struct {
	All           int `json:"all"`
	Registrations int `json:"registrations"`
	CheckIns      int `json:"checkIns"`
	Calls         int `json:"calls"`
	Triages       int `json:"triages"`
	Notes         int `json:"notes" doc:"Consultations signed and corrected, allergies, problems"`
	Bookings      int `json:"bookings" doc:"Booked, moved, cancelled"`
	Prints        int `json:"prints" doc:"Cards and sheets"`
	Openings      int `json:"openings" doc:"Times that a record was opened to read"`
	Other         int `json:"other"`
}

// kinds says what an entry of the journal counts as; none for what is about
// somebody's own account. It is the only place that decides it.
func (c *ActivityCounts) kinds(e entryKind) []*int {
	room, _, _ := strings.Cut(e.action, ".")
	switch e.action {
	case "patient.register":
		if e.withVisit {
			return []*int{&c.Registrations, &c.CheckIns}
		}
		return []*int{&c.Registrations}
	case "visit.checkIn":
		return []*int{&c.CheckIns}
	case "queue.call":
		return []*int{&c.Calls}
	case "triage.save":
		return []*int{&c.Triages}
	case "encounter.sign", "encounter.amend", "allergy.record", "problem.record":
		return []*int{&c.Notes}
	case "appointment.book", "appointment.move", "appointment.cancel", "appointment.restore":
		return []*int{&c.Bookings}
	case "card.print", "card.blanks", "downtime.print":
		return []*int{&c.Prints}
	}
	switch {
	case e.opened:
		return []*int{&c.Openings}
	case room == "session" || room == "pin" || room == "factor":
		return nil
	}
	return []*int{&c.Other}
}

func (c *ActivityCounts) count(e entryKind) {
	for _, kind := range c.kinds(e) {
		*kind++
		c.All++
	}
}

func (c *ActivityCounts) add(d ActivityCounts) {
	c.All += d.All
	c.Registrations += d.Registrations
	c.CheckIns += d.CheckIns
	c.Calls += d.Calls
	c.Triages += d.Triages
	c.Notes += d.Notes
	c.Bookings += d.Bookings
	c.Prints += d.Prints
	c.Openings += d.Openings
	c.Other += d.Other
}

// entryKind is what of an entry decides as what it counts.
type entryKind struct {
	action    string
	opened    bool // a record was opened to read
	withVisit bool
}

// Activity counts what the staff did from one day to another, both included.
// Faults: invalid for what is no day, to come, or too long a span.
func (r *Room) Activity(ctx context.Context, a access.Actor, from, to string) (Activity, error) {
	return act.Peek(ctx, r.gate, a, "report.activity", func(tx *db.Tx) (Activity, error) { return r.activityIn(tx, from, to) })
}

// ActivityCSV is Activity as a spreadsheet reads it: a person and a day a line.
func (r *Room) ActivityCSV(ctx context.Context, a access.Actor, from, to string) ([]byte, error) {
	return act.Peek(ctx, r.gate, a, "report.activityCsv", func(tx *db.Tx) ([]byte, error) {
		activity, err := r.activityIn(tx, from, to)
		if err != nil {
			return nil, err
		}
		clinic, err := facility.In(tx)
		if err != nil {
			return nil, err
		}
		return activity.csv(clinic.Zone())
	})
}

func (r *Room) activityIn(tx *db.Tx, from, to string) (Activity, error) {
	clinic, err := facility.In(tx)
	if err != nil {
		return Activity{}, err
	}
	zone := clinic.Zone()
	first, err := time.ParseInLocation(time.DateOnly, from, zone)
	if err != nil {
		return Activity{}, fault.Field("from", "not-a-date")
	}
	last, err := time.ParseInLocation(time.DateOnly, to, zone)
	switch {
	case err != nil:
		return Activity{}, fault.Field("to", "not-a-date")
	case last.After(r.gate.Latest(tx)):
		return Activity{}, fault.Field("to", "future")
	case first.After(last) || !last.Before(first.AddDate(0, 0, maxActivityDays)):
		return Activity{}, fault.Field("from", "out-of-range", "maxDays", maxActivityDays)
	}
	out := Activity{From: from, To: to, AsOf: tx.Now, Clinic: clinic.Name}
	if out.People, err = staffOf(tx); err != nil {
		return Activity{}, err
	}
	for i := range out.People {
		p := &out.People[i]
		if err := p.read(tx, first, last.AddDate(0, 0, 1)); err != nil {
			return Activity{}, err
		}
		for _, d := range p.Days {
			p.Counts.add(d.Counts)
		}
		out.Total.add(p.Counts)
	}
	out.People = slices.DeleteFunc(out.People, func(p ActivityStaff) bool { return !p.Active && len(p.Days) == 0 })
	slices.SortStableFunc(out.People, func(a, b ActivityStaff) int { return cmp.Compare(b.Counts.All, a.Counts.All) })
	return out, nil
}

// read counts somebody's entries between two moments. It goes through the index over
// who did something, which knows when: only what is in the span is looked at.
func (p *ActivityStaff) read(tx *db.Tx, from, to time.Time) error {
	rows, err := tx.Query(`SELECT action, subject_type = '`+journal.SubjectRecord+`', visit_id IS NOT NULL, recorded_at
		FROM journal INDEXED BY journal_actor WHERE actor_id = ? AND recorded_at >= ? AND recorded_at < ?
		AND subject_type <> '`+journal.SubjectRefusal+`' ORDER BY recorded_at, seq`, p.StaffID, from.UnixMilli(), to.UnixMilli())
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var e entryKind
		var at int64
		if err := rows.Scan(&e.action, &e.opened, &e.withVisit, &at); err != nil {
			return err
		}
		when := time.UnixMilli(at)
		day := when.In(from.Location()).Format(time.DateOnly)
		if len(p.Days) == 0 || p.Days[len(p.Days)-1].Day != day {
			p.Days = append(p.Days, ActivityDay{Day: day, First: when.UTC()})
		}
		d := &p.Days[len(p.Days)-1]
		d.Last = when.UTC()
		d.Counts.count(e)
	}
	return rows.Err()
}

func (a Activity) csv(zone *time.Location) ([]byte, error) {
	lines := [][]string{{"clinic", "day", "name", "first", "last", "all", "registrations", "check-ins", "calls", "triages", "notes",
		"bookings", "prints", "records opened", "other"}}
	for _, p := range a.People {
		for _, d := range p.Days {
			line := []string{a.Clinic, d.Day, p.DisplayName, d.First.In(zone).Format("15:04"), d.Last.In(zone).Format("15:04")}
			for _, n := range []int{d.Counts.All, d.Counts.Registrations, d.Counts.CheckIns, d.Counts.Calls, d.Counts.Triages, d.Counts.Notes,
				d.Counts.Bookings, d.Counts.Prints, d.Counts.Openings, d.Counts.Other} {
				line = append(line, strconv.Itoa(n))
			}
			lines = append(lines, line)
		}
	}
	return spreadsheet.CSV(lines)
}

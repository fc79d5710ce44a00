package queue

import (
	"cmp"
	"slices"
	"time"

	"karete/db"
	"karete/server/clock"
	"karete/server/facility"
	"karete/server/fault"
	"karete/server/visit"
)

// lineIn is everybody who stands in any line, in the order they are served, with all
// that is reckoned of them but who they are and why they stand there. The board, the display, the load and a
// patient's own place are all read from it, so that they agree.
func lineIn(tx *db.Tx, clinic facility.Facility) ([]QueueRow, error) {
	rows, err := openRows(tx)
	if err != nil {
		return nil, err
	}
	for i := range rows {
		rows[i].reckon(clinic.Zone())
	}
	rules, since := RulesOf(clinic.Settings), map[string]Since(nil)
	if needsTurns(rows, tx.Now, rules.Targets) {
		if since, err = sinceIn(tx, dayBegan(tx.Now, clinic.Zone())); err != nil {
			return nil, err
		}
	}
	Sort(rows, func(q *QueueRow) *Place { return &q.place }, tx.Now, rules, since)
	pace, err := paceIn(tx, tx.Now.In(clinic.Zone()).Hour())
	if err != nil {
		return nil, err
	}
	before := map[paceKey]int{}
	for i := range rows {
		q := &rows[i]
		q.judge(tx.Now, rules)
		key := paceKey{q.DepartmentID, q.step()}
		q.Before = before[key]
		if q.waits(tx.Now) {
			q.Estimate = pace.of(key, q.Before)
			before[key]++
		}
	}
	return rows, nil
}

// dayBegan is the first moment of the clinic's day.
func dayBegan(now time.Time, zone *time.Location) time.Time {
	y, m, d := now.In(zone).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, zone)
}

// Line is the line as it may be told to the whole waiting room: tickets and
// rooms, nothing of why somebody stands where they stand.
type Line struct {
	Calls []LineCall          // those still called or with somebody, the last call first; a start without one is a call
	Next  map[string][]string // the tickets that wait and may be called, by department, in the order they are served
}

// LineCall is one call.
type LineCall struct {
	Ticket, Room            string
	DepartmentID, PatientID string
	At                      time.Time
}

// LineIn is the line of the whole clinic at this moment.
func LineIn(tx *db.Tx) (Line, error) {
	clinic, err := facility.In(tx)
	if err != nil {
		return Line{}, err
	}
	rows, err := lineIn(tx, clinic)
	if err != nil {
		return Line{}, err
	}
	places, err := placesIn(tx, clinic.Zone())
	if err != nil {
		return Line{}, err
	}
	rooms := map[string]string{}
	for _, p := range places {
		rooms[p.Staff.ID] = p.Room
	}
	l := Line{Next: map[string][]string{}}
	for _, q := range rows {
		call := LineCall{q.Ticket, q.Room, q.DepartmentID, q.patientID, time.Time{}}
		switch {
		case q.waits(tx.Now):
			l.Next[q.DepartmentID] = append(l.Next[q.DepartmentID], q.Ticket)
			continue
		case q.CalledAt != nil:
			call.At = *q.CalledAt
		case q.StartedAt != nil && q.Staff != nil: // begun with without a call: whoever sits at the back must hear of it too
			call.At, call.Room = *q.StartedAt, cmp.Or(q.Room, rooms[q.Staff.ID])
		default:
			continue
		}
		l.Calls = append(l.Calls, call)
	}
	slices.SortStableFunc(l.Calls, func(a, b LineCall) int { return b.At.Compare(a.At) })
	return l, nil
}

// Ahead is somebody's own place in line, as they may be told it themselves.
type Ahead struct {
	EntryID      string
	Ticket       string
	DepartmentID string
	Stage        Stage
	Status       visit.EntryStatus
	Before       int        // how many wait for the same step in the same line and go first
	Minutes      *WaitRange // nil when too little is known, and for those who do not wait
	Room         string     // where they are called to
	CalledAt     *time.Time
	BackAt       *time.Time // not called before
	Missed       int
	Day          string
}

// AheadIn is the place of a visit in the line it entered last. Fault: not-found for
// a visit that stands in no line.
func AheadIn(tx *db.Tx, visitID string) (Ahead, error) {
	list, err := AllAheadIn(tx)
	if err != nil {
		return Ahead{}, err
	}
	a, ok := list[visitID]
	if !ok {
		return Ahead{}, fault.New(fault.NotFound)
	}
	return a, nil
}

// AllAheadIn is the same of everybody here, by visit.
func AllAheadIn(tx *db.Tx) (map[string]Ahead, error) {
	clinic, err := facility.In(tx)
	if err != nil {
		return nil, err
	}
	rows, err := lineIn(tx, clinic)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(rows, func(a, b QueueRow) int { return a.EnteredAt.Compare(b.EnteredAt) }) // the last one counts
	all := make(map[string]Ahead, len(rows))
	for _, q := range rows {
		a := Ahead{q.ID, q.Ticket, q.DepartmentID, q.Stage, q.Status, q.Before, q.Estimate, q.Room, q.CalledAt, q.BackAt, q.Missed, clock.Day(q.ArrivedAt, clinic.Zone())}
		if !q.waits(tx.Now) && q.Status != visit.EntryWaiting {
			a.Before = 0
		}
		all[q.VisitID] = a
	}
	return all, nil
}

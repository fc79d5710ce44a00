package visit

import (
	"slices"
	"time"

	"karete/server/fault"
)

// Status is how far a visit has come.
type Status string

// The statuses. The last three are final but for Reopen.
const (
	Arrived    Status = "arrived"
	Triaged    Status = "triaged"
	InProgress Status = "in-progress"
	Finished   Status = "finished"
	Left       Status = "left"      // went away without being seen
	Cancelled  Status = "cancelled" // checked in by mistake
)

// Outcome is how a visit ended, "" while it is open.
type Outcome string

// The outcomes.
const (
	OutcomeNone      Outcome = ""
	OutcomeHome      Outcome = "home"
	OutcomeReferred  Outcome = "referred"
	OutcomeAdmitted  Outcome = "admitted"
	OutcomeDied      Outcome = "died"
	OutcomeLeft      Outcome = "left"
	OutcomeCancelled Outcome = "cancelled"
)

// Undo is how long after it was closed a visit can be opened again.
const Undo = 10 * time.Minute

// after lists what may follow each status. A patient may be seen, or found to be
// gone, before anybody triaged them; what was begun is never a mistaken check-in.
var after = map[Status][]Status{
	Arrived:    {Triaged, InProgress, Finished, Left, Cancelled},
	Triaged:    {Triaged, InProgress, Finished, Left, Cancelled},
	InProgress: {Finished, Left},
}

// outcomes lists the outcomes a closed visit may have. Somebody who walks out
// of a consultation has been seen: finished, with the outcome left.
var outcomes = map[Status][]Outcome{
	Finished:  {OutcomeHome, OutcomeReferred, OutcomeAdmitted, OutcomeDied, OutcomeLeft},
	Left:      {OutcomeLeft},
	Cancelled: {OutcomeCancelled},
}

// Open reports whether the patient is still here.
func (s Status) Open() bool { return s == Arrived || s == Triaged || s == InProgress }

// Next is nil when the visit may go from s to the status, else fault wrong-state
// with the status it is in.
func (s Status) Next(to Status) error {
	if slices.Contains(after[s], to) {
		return nil
	}
	return wrongState(s)
}

func wrongState(s Status) *fault.Error { return fault.New(fault.WrongState).With("status", s) }

// ending is how a visit ends when the patient is simply gone: one who was seen
// has finished.
func ending(seen bool) (Status, Outcome) {
	if seen {
		return Finished, OutcomeHome
	}
	return Left, OutcomeLeft
}

// before is the status a closed visit had, from the marks it carries.
func before(triaged, started bool) Status {
	switch {
	case started:
		return InProgress
	case triaged:
		return Triaged
	}
	return Arrived
}

// lastMoment is the last millisecond of a civil day at the clinic.
func lastMoment(day string, zone *time.Location) (time.Time, error) {
	start, err := time.ParseInLocation(time.DateOnly, day, zone)
	if err != nil {
		return time.Time{}, err
	}
	return start.AddDate(0, 0, 1).Add(-time.Millisecond).UTC(), nil
}

// allowed reports whether a visit may end so.
func allowed(s Status, o Outcome) bool { return slices.Contains(outcomes[s], o) }

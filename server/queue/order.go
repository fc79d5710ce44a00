package queue

import (
	"cmp"
	"slices"
	"time"

	"karete/server/triage/sats"
)

// Place is what the order of the line depends on.
type Place struct {
	Level     sats.Level
	Emergency bool      // reception sent them to the front; counts until triage says more
	Since     time.Time // waiting since
	ArrivedAt time.Time
	Served    bool   // not waiting: nobody is late who is being served
	Ticket    string // the last tie: two arrivals in one millisecond
	EntryID   string
}

// QueueReason is one thing that put somebody where they stand, in the order it counts.
// Codes: emergency, level {level}, not-triaged, late {waitedMinutes, targetMinutes},
// arrival {at}.
type QueueReason struct {
	Code   string         `json:"code" enum:"emergency,level,not-triaged,late,arrival"`
	Params map[string]any `json:"params"`
}

// flagged reports whether the emergency flag is all we know.
func (p Place) flagged() bool { return p.Emergency && p.Level == sats.NotTriaged }

// rank puts the groups in order; lower goes first.
func (p Place) rank() int {
	switch {
	case p.flagged() || p.Level == sats.Emergency:
		return 0
	case p.Level == sats.VeryUrgent:
		return 1
	case p.Level == sats.Urgent:
		return 2
	case p.Level == sats.NotTriaged:
		return 3
	}
	return 4
}

// Target is the time within which the place should be served, in minutes.
func (p Place) Target(t sats.TargetMinutes) (minutes int) {
	if p.flagged() {
		return t.Emergency
	}
	return t.Of(p.Level)
}

// Late reports whether more whole minutes than the target have gone by, which is
// also what the screen shows: 60 of 60 is in time, 61 of 60 is late.
func (p Place) Late(now time.Time, t sats.TargetMinutes) bool {
	return !p.Served && p.waited(now) > p.Target(t)
}

func (p Place) waited(now time.Time) (minutes int) {
	return max(0, int(now.Sub(p.Since)/time.Minute)) // a clock set back makes nobody wait less than nothing
}

// Why lists what puts the place where it is, the weightiest first.
func (p Place) Why(now time.Time, t sats.TargetMinutes) []QueueReason {
	var why []QueueReason
	switch {
	case p.flagged():
		why = append(why, QueueReason{"emergency", map[string]any{}})
	case p.Level == sats.NotTriaged:
		why = append(why, QueueReason{"not-triaged", map[string]any{}})
	default:
		why = append(why, QueueReason{"level", map[string]any{"level": int(p.Level)}})
	}
	if p.Late(now, t) {
		why = append(why, QueueReason{"late", map[string]any{"waitedMinutes": p.waited(now), "targetMinutes": p.Target(t)}})
	}
	return append(why, QueueReason{"arrival", map[string]any{"at": p.ArrivedAt}})
}

// Compare orders two places at one moment: negative when a is served before b.
// It is a total order: only a place and itself compare equal.
func Compare(a, b Place, now time.Time, t sats.TargetMinutes) int {
	return cmp.Or(
		cmp.Compare(a.rank(), b.rank()),
		cmp.Compare(onTime(a, now, t), onTime(b, now, t)),
		cmp.Compare(wasHere(a, now), wasHere(b, now)),
		a.ArrivedAt.Compare(b.ArrivedAt),
		cmp.Compare(a.Ticket, b.Ticket),
		cmp.Compare(a.EntryID, b.EntryID),
	)
}

func onTime(p Place, now time.Time, t sats.TargetMinutes) int {
	if p.Late(now, t) {
		return 0
	}
	return 1
}

// wasHere puts those first whose arrival is still to come: the clock was put back
// after it, so they were here before everybody who came since.
func wasHere(p Place, now time.Time) int {
	if p.ArrivedAt.After(now) {
		return 0
	}
	return 1
}

// Sort puts rows in serving order; place tells where each stands.
func Sort[R any](rows []R, place func(R) Place, now time.Time, t sats.TargetMinutes) {
	slices.SortFunc(rows, func(a, b R) int { return Compare(place(a), place(b), now, t) })
}

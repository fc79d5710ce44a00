package queue

import (
	"cmp"
	"slices"
	"time"

	"karete/server/facility"
	"karete/server/triage/sats"
)

// Place is what the order of the line depends on.
type Place struct {
	Line        string // the department's: a turn is of one line
	Level       sats.Level
	Provisional sats.Level // by the patient's own answers; counts until triage
	Emergency   bool       // reception sent them to the front; counts until triage says more
	CollectOnly bool       // repeat medicines and nothing else
	Since       time.Time  // waiting since
	ArrivedAt   time.Time
	Slot        *time.Time // the booked time that brought them to this line
	BackAt      *time.Time // not to be called before
	Turn        bool       // theirs is the next call but for red and orange: see Lend
	Served      bool       // not waiting: nobody is late who is being served
	Ticket      string     // the last tie: two arrivals in one millisecond
	EntryID     string
}

// Rules are the clinic's choices that the order follows.
type Rules struct {
	Targets sats.TargetMinutes
	facility.LineSettings
}

// RulesOf are those of a clinic.
func RulesOf(s facility.ClinicSettings) Rules { return Rules{s.Triage.TargetMinutes, s.Line} }

// QueueReason is one thing that put somebody where they stand, in the order it counts.
// Codes: emergency, level {level}, not-triaged, said {level}, collect, away {until},
// turn {every}, late {waitedMinutes, targetMinutes}, slot {at}, slot-early {at},
// slot-lost {at}, arrival {at}.
type QueueReason struct {
	Code   string         `json:"code" enum:"emergency,level,not-triaged,said,collect,away,turn,late,slot,slot-early,slot-lost,arrival"`
	Params map[string]any `json:"params"`
}

// The groups of the line; lower goes first.
const (
	red = iota
	orange
	turn // one in so many calls: lent to the one of them who waits longest
	yellow
	unknown
	green
	gone // not here, or comes back later
)

// flagged reports whether the emergency flag is all we know.
func (p Place) flagged() bool { return p.Emergency && p.Level == sats.NotTriaged }

// colour is the group by urgency alone. Nobody knows of somebody not triaged that
// they can wait, so they go before green. Their own answers can only bring them
// forward. Who came for repeat medicines only needs no triage.
func (p Place) colour() int {
	switch {
	case p.flagged():
		return red
	case p.Level != sats.NotTriaged:
		return colourOf(p.Level)
	}
	c := unknown
	if p.CollectOnly {
		c = green
	}
	if p.Provisional.Valid() {
		c = min(c, colourOf(p.Provisional))
	}
	return c
}

func colourOf(l sats.Level) int {
	switch l {
	case sats.Emergency:
		return red
	case sats.VeryUrgent:
		return orange
	case sats.Urgent:
		return yellow
	}
	return green
}

// rank is the group somebody stands in. Nothing moves red and orange: they are
// looked for when they do not come.
func (p Place) rank(now time.Time) int {
	c := p.colour()
	switch {
	case c <= orange:
		return c
	case p.away(now):
		return gone
	case p.Turn:
		return turn
	}
	return c
}

// away reports whether somebody is not to be called yet.
func (p Place) away(now time.Time) bool {
	return !p.Served && p.BackAt != nil && now.Before(*p.BackAt)
}

// Target is the time within which the place should be served, in minutes.
func (p Place) Target(t sats.TargetMinutes) (minutes int) {
	switch {
	case p.flagged():
		return t.Emergency
	case p.Level != sats.NotTriaged:
		return t.Of(p.Level)
	}
	minutes = t.NotTriaged
	if p.CollectOnly {
		minutes = t.Routine
	}
	if p.Provisional.Valid() {
		minutes = min(minutes, t.Of(p.Provisional))
	}
	return minutes
}

// Late reports whether more whole minutes than the target have gone by, which is
// also what the screen shows: 60 of 60 is in time, 61 of 60 is late. Whoever is away
// is not waited for, unless it is dangerous.
func (p Place) Late(now time.Time, t sats.TargetMinutes) bool {
	return !p.Served && p.rank(now) != gone && p.waited(now) > p.Target(t)
}

func (p Place) waited(now time.Time) (minutes int) {
	return max(0, int(now.Sub(p.Since)/time.Minute)) // a clock set back makes nobody wait less than nothing
}

// What a booked time is worth now; lower goes first.
const (
	slotCome = iota // before those of the same colour without one
	slotNone
	slotToCome // came early, and can wait for it
)

func (p Place) slot(now time.Time, r Rules) int {
	switch {
	case p.Slot == nil || p.ArrivedAt.After(p.Slot.Add(time.Duration(r.GraceMinutes)*time.Minute)):
		return slotNone
	case !now.Before(*p.Slot):
		return slotCome
	case p.colour() == green:
		return slotToCome
	}
	return slotNone // it never keeps anybody back who may not be able to wait
}

// due is the moment by which those of one colour go: the booked time, else the arrival.
func (p Place) due(now time.Time, r Rules) time.Time {
	if p.slot(now, r) == slotNone {
		return p.ArrivedAt
	}
	return *p.Slot
}

// Compare orders two places at one moment: negative when a is served before b.
// It is a total order: only a place and itself compare equal.
func Compare(a, b Place, now time.Time, r Rules) int {
	x, y := a.key(now, r), b.key(now, r)
	return x.compare(&y)
}

// key is all that the order looks at, reckoned once for a moment.
type key struct {
	rank, colour, onTime, since, slot int
	due, arrived                      time.Time
	ticket, entryID                   string
}

func (p Place) key(now time.Time, r Rules) key {
	k := key{rank: p.rank(now), colour: p.colour(), onTime: 1, since: 1, slot: p.slot(now, r), due: p.due(now, r),
		arrived: p.ArrivedAt, ticket: p.Ticket, entryID: p.EntryID}
	if p.Late(now, r.Targets) {
		k.onTime = 0
	}
	if p.ArrivedAt.After(now) { // the clock was put back after they came: they were here before everybody since
		k.since = 0
	}
	return k
}

func (k *key) compare(b *key) int {
	return cmp.Or(
		cmp.Compare(k.rank, b.rank),
		cmp.Compare(k.colour, b.colour), // of those who are away
		cmp.Compare(k.onTime, b.onTime),
		cmp.Compare(k.since, b.since),
		cmp.Compare(k.slot, b.slot),
		k.due.Compare(b.due),
		k.arrived.Compare(b.arrived),
		cmp.Compare(k.ticket, b.ticket),
		cmp.Compare(k.entryID, b.entryID),
	)
}

// Sort lends the turns and puts rows in serving order; place tells where each stands.
func Sort[R any](rows []R, place func(*R) *Place, now time.Time, r Rules, since map[string]Since) {
	type standing struct {
		row *R
		key key
	}
	order := make([]standing, len(rows))
	inOrder := make([]*Place, len(rows))
	put := func() {
		for i := range rows {
			order[i] = standing{&rows[i], place(&rows[i]).key(now, r)}
		}
		slices.SortFunc(order, func(a, b standing) int { return a.key.compare(&b.key) })
		for i, o := range order {
			inOrder[i] = place(o.row)
		}
	}
	if put(); Lend(inOrder, now, r, since) {
		put()
	}
	sorted := make([]R, len(rows))
	for i, o := range order {
		sorted[i] = *o.row
	}
	copy(rows, sorted)
}

package clock

import (
	"sync/atomic"
	"time"
)

// Source says how far a time is to be trusted, in the journal's words.
const (
	SourceBox      = "box"
	SourceDoubtful = "doubtful"
)

// Clock tells the time as UTC in whole milliseconds, the resolution we store.
type Clock struct {
	read     func() time.Time
	doubtful atomic.Bool
}

// New reads the time from read, or from the system when read is nil.
func New(read func() time.Time) *Clock {
	if read == nil {
		read = time.Now
	}
	return &Clock{read: read}
}

// Now is the box's time.
func (c *Clock) Now() time.Time { return c.read().UTC().Truncate(time.Millisecond) }

// Compare holds the clock against the newest moment on record: a clock that
// stands before it has lost time, and everything is marked so until it has
// caught up.
func (c *Clock) Compare(newest time.Time) {
	c.doubtful.Store(c.Now().Before(newest))
}

// Source is SourceDoubtful while the clock stands before what is on record.
func (c *Clock) Source() string {
	if c.doubtful.Load() {
		return SourceDoubtful
	}
	return SourceBox
}

// Day is the civil date at the clinic of a moment.
func Day(t time.Time, zone *time.Location) string { return t.In(zone).Format(time.DateOnly) }

// Zone is the clinic's time zone. Lesotho and South Africa both keep UTC+2 all
// year, so a box without a zone database still reckons days rightly.
func Zone(name string) *time.Location {
	if zone, err := time.LoadLocation(name); err == nil {
		return zone
	}
	return time.FixedZone("UTC+2", 2*60*60)
}

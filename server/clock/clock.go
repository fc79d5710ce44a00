package clock

import (
	"sync"
	"time"
)

// Source says how far a time is to be trusted, in the journal's words.
const (
	SourceBox      = "box"
	SourceDoubtful = "doubtful"
)

// Clock tells the time as UTC in whole milliseconds, the resolution we store.
type Clock struct {
	machine Machine
	wound   bool // by somebody else: nothing is a jump
	noticed chan struct{}

	mu      sync.Mutex
	wall    time.Time     // of the computer, when it was last looked at
	ticks   time.Duration // then
	now     time.Time     // what was told then
	offset  time.Duration // of the box's time from the computer's
	own     time.Duration // the offset that is believed; another one while the clock holds
	moved   time.Duration // how far the box's time was ever moved, rather than passed
	doubt   Doubt
	newest  time.Time // that was believed
	begun   bool      // it knows what was kept; until then nothing is a jump
	synced  bool      // with the network, when it was last looked at
	setIn   mark
	changes []Change // not journalled yet
}

// mark is a moment that is believed, and where the machine's ticking stood then.
type mark struct {
	boot  string
	ticks time.Duration
	at    time.Time
}

// New is a clock that read winds. It stands on this computer when read is nil.
func New(read func() time.Time) *Clock {
	if read == nil {
		return On(System())
	}
	return start(&Clock{machine: wind{read, time.Now()}, wound: true})
}

// On is the clock of a machine.
func On(m Machine) *Clock { return start(&Clock{machine: m}) }

func start(c *Clock) *Clock {
	c.noticed = make(chan struct{}, 1)
	c.wall, c.ticks = c.reading()
	c.now = c.wall
	return c
}

// Now is the box's time.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.look().Truncate(time.Millisecond)
}

// Source is SourceDoubtful while the time is not to be relied on.
func (c *Clock) Source() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	if now := c.look(); c.doubt.Why != Sure || now.Before(c.newest) {
		return SourceDoubtful
	}
	return SourceBox
}

// Ticks is how long the machine has been going, in sleep too: what no setting of a
// clock moves. Only the difference of two means something.
func (c *Clock) Ticks() time.Duration { return c.machine.Ticks() }

// Even is a time that nothing ever moved: it is the box's at first, and after that
// goes on as time passes, whatever the clock is set to. Sessions are reckoned in it.
func (c *Clock) Even() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.look().Add(-c.moved).Truncate(time.Millisecond)
}

// Noticed has something in it after the clock noticed something by itself.
func (c *Clock) Noticed() <-chan struct{} { return c.noticed }

// reading is the computer's clock and the ticking at one moment. A process that was
// stopped between the two would take that for a jump, so it looks again.
func (c *Clock) reading() (wall time.Time, ticks time.Duration) {
	for range 5 {
		before := c.machine.Ticks()
		wall, ticks = c.machine.Wall().UTC().Round(0), c.machine.Ticks()
		if ticks-before < 200*time.Millisecond {
			break
		}
	}
	return wall, ticks
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

package clock

import "time"

// Why the time is doubtful; see the package's words on doubt.
type Why string

// The reasons.
const (
	Sure   Why = ""
	Behind Why = "behind"
	Unset  Why = "unset"
	Back   Why = "back"
	Ahead  Why = "ahead"
)

// Doubt is why and since when.
type Doubt struct {
	Why   Why
	Since time.Time
	ran   bool // it began while the clock was running, so the ticking knows the time
}

// Change is something that the clock noticed or did by itself.
type Change struct {
	Jump     time.Duration // of the computer's clock; 0: it did not jump
	Before   time.Time     // the box's time, had nothing happened
	After    time.Time     // the box's time
	Computer time.Time     // the computer's clock
	Was, Is  Why
}

// State is how the clock stands.
type State struct {
	Now          time.Time
	Computer     time.Time // what the computer's clock says
	Doubt        Doubt
	Newest       time.Time // moment that was believed
	Offset       time.Duration
	Synchronised bool // with the network
}

// State is how the clock stands now.
func (c *Clock) State() State {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := c.look()
	return State{
		Now: now.Truncate(time.Millisecond), Computer: c.wall.Truncate(time.Millisecond), Doubt: c.doubt,
		Newest: c.newest, Offset: c.offset, Synchronised: c.synced,
	}
}

// mostChanges bounds what waits for the journal: a clock that somebody plays with
// is to fill neither memory nor disk.
const mostChanges = 32

// changed has the journal told. Once there are too many, the last one stands for
// those that followed.
func (c *Clock) changed(what Change) {
	if len(c.changes) == mostChanges {
		last := c.changes[mostChanges-1]
		what.Jump, what.Before, what.Was = what.Jump+last.Jump, last.Before, last.Was
		c.changes = c.changes[:mostChanges-1]
	}
	c.changes = append(c.changes, what)
	select {
	case c.noticed <- struct{}{}:
	default:
	}
}

// Changes are those that Kept has not been told of, the oldest first.
func (c *Clock) Changes() []Change {
	c.mu.Lock()
	defer c.mu.Unlock()
	return append([]Change(nil), c.changes...)
}

// Kept says that the oldest change is in the journal.
func (c *Clock) Kept() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.changes = c.changes[min(1, len(c.changes)):]
}

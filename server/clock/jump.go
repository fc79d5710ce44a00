package clock

import "time"

const (
	// slack is how far two readings may be apart for other reasons than a jump;
	// slewing adds to it while nobody looks.
	slack     = 2 * time.Second
	mostSlack = 10 * time.Second
	// correction is the furthest that a clock is put right without anybody being asked.
	correction = 10 * time.Minute
)

// Far is how long a box may lie in a cupboard: it believes a start no later than so
// long after the newest moment on record.
const Far = 400 * 24 * time.Hour

// earliest is before any box was built: a clock that stands before it knows nothing.
var earliest = time.Date(2026, time.November, 1, 0, 0, 0, 0, time.UTC)

// look reads the clock, and the machine's ticking beside it. c is locked.
func (c *Clock) look() time.Time {
	wall, ticks := c.reading()
	passed := ticks - c.ticks
	jump := wall.Sub(c.wall) - passed
	before := c.now.Add(passed)
	c.wall, c.ticks = wall, ticks
	if c.begun && !c.wound && jump.Abs() > min(slack+passed.Abs()/10, mostSlack) {
		c.jumped(jump, before)
	}
	c.now = c.wall.Add(c.offset)
	if c.doubt.Why == Sure && c.now.After(c.newest) && c.begun && !c.wound {
		c.newest = c.now
	}
	return c.now
}

// jumped decides whether to follow the computer's clock. before is the box's time
// now, had it not jumped.
func (c *Clock) jumped(jump time.Duration, before time.Time) {
	was := c.doubt
	c.synced = c.machine.Synchronised()
	starting := was.Why != Sure && !was.ran // nobody knows what the time is
	switch {
	case c.synced:
		c.follow(0)
	case starting && (jump > 0 || was.Why == Ahead) && c.possible(c.wall):
		c.follow(0)
	case was.Why != Unset && starting: // holds
		c.offset = before.Sub(c.wall)
	case near(c.wall.Add(c.own), before):
		c.correct(c.own)
	case near(c.wall, before):
		c.correct(0)
	default:
		c.offset = before.Sub(c.wall)
		if was.Why == Sure {
			c.doubt = Doubt{Back, before, true}
			if jump > 0 {
				c.doubt.Why = Ahead
			}
		}
	}
	c.moved += c.wall.Add(c.offset).Sub(before)
	c.changed(Change{Jump: jump, Before: before, After: c.wall.Add(c.offset), Computer: c.wall, Was: was.Why, Is: c.doubt.Why})
}

// follow believes the computer's clock and an offset.
func (c *Clock) follow(offset time.Duration) {
	c.offset, c.own, c.doubt = offset, offset, Doubt{}
	c.newest = c.wall.Add(offset)
	c.setIn = mark{c.machine.Boot(), c.ticks, c.newest}
}

// correct follows a small step, or the way back after a large one.
func (c *Clock) correct(offset time.Duration) {
	newest := c.newest
	if c.doubt.Why == Unset { // it is no less doubtful than before
		c.offset, c.own = offset, offset
		return
	}
	c.follow(offset)
	c.newest = newest
}

// possible is whether it can be that time, going by what was believed before.
func (c *Clock) possible(t time.Time) bool {
	return !t.Before(c.newest) && t.Before(c.newest.Add(Far))
}

func near(a, b time.Time) bool { return a.Sub(b).Abs() <= correction }

// Look asks the machine whether the network gives it the time. To be called every
// few seconds: a jump is noticed at each reading anyway.
func (c *Clock) Look() {
	c.mu.Lock()
	defer c.mu.Unlock()
	before := c.look()
	was, synced := c.doubt, c.machine.Synchronised()
	if synced && !c.synced && (was.Why != Sure || c.offset != 0) {
		c.follow(0)
		c.now = c.wall
		c.moved += c.now.Sub(before)
		c.changed(Change{Before: before, After: c.now, Computer: c.wall, Was: was.Why, Is: Sure})
	}
	c.synced = synced
}

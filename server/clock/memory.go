package clock

import "time"

// Memory is what a clock must know from before the start. Its zero value is that of
// a box that never ran.
type Memory struct {
	Offset time.Duration // that was believed
	Doubt  Doubt
	Moved  time.Duration // how far the box's time was ever moved
	Newest time.Time     // moment believed when the doubt began; without doubt that of the mark

	// In the run Boot of the machine Machine it was At when the ticking stood at Ticks.
	Machine string
	Boot    string
	Ticks   time.Duration
	At      time.Time
}

// Memory is what is to be kept now.
func (c *Clock) Memory() Memory {
	c.mu.Lock()
	defer c.mu.Unlock()
	return Memory{Offset: c.own, Moved: c.moved, Doubt: c.doubt, Newest: c.newest, Machine: c.machine.Name(), Boot: c.setIn.boot, Ticks: c.setIn.ticks, At: c.setIn.at}
}

// Begin takes up what was kept, and the time of the newest entry in the journal,
// zero when there is none. It is for the start, and after the house was closed.
func (c *Clock) Begin(m Memory, last time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.look()
	if c.begun && !c.wound { // it knows more than what was kept
		if m.Doubt.Why != c.doubt.Why || m.Offset != c.own {
			c.changed(Change{Before: c.now, After: c.now, Computer: c.wall, Was: c.doubt.Why, Is: c.doubt.Why})
		}
		return
	}
	c.begun, c.synced, c.doubt = true, c.machine.Synchronised(), Doubt{}
	c.own, c.moved, c.newest = m.Offset, m.Moved, last
	if m.Doubt.Why != Sure {
		c.newest = m.Newest // what was written since was doubtful
	}
	if c.wound {
		c.offset, c.now = c.own, c.wall.Add(c.own)
		if c.now.Before(c.newest) {
			c.doubt = Doubt{Why: Behind, Since: c.now}
		}
		c.newest = time.Time{} // it may be wound back
		return
	}
	if m.Machine != c.machine.Name() {
		c.own, m.Boot = 0, ""
	}
	c.newest = later(c.newest, earliest)
	c.setIn = mark{m.Boot, m.Ticks, m.At}
	boot := c.machine.Boot()
	if m.Boot != boot {
		c.setIn = mark{}
	}
	known := m.At.Add(c.ticks - m.Ticks)
	switch {
	case c.synced:
		c.follow(0)
	case m.Boot != "" && m.Boot == boot && m.Doubt.Why == Sure && known.After(c.newest.Add(-correction)):
		c.resume(known)
	default:
		c.wake(m.Doubt, last)
	}
	c.now = c.wall.Add(c.offset)
	if m.Doubt.Why != Sure && c.doubt.Why != Sure {
		c.doubt.Since = m.Doubt.Since
	}
	// On a machine that keeps no time, the next start in this run must know that it was right.
	fresh := c.synced && m.Boot != boot && c.machine.Unkept()
	if c.doubt.Why != m.Doubt.Why || c.own != m.Offset || fresh {
		c.changed(Change{Before: c.now, After: c.now, Computer: c.wall, Was: m.Doubt.Why, Is: c.doubt.Why})
	}
}

// resume starts again in the same run of the machine, whose ticking knows the time.
func (c *Clock) resume(known time.Time) {
	set := c.setIn
	switch {
	case near(c.wall.Add(c.own), known):
		c.follow(c.own)
	case near(c.wall, known):
		c.follow(0)
	default:
		c.doubt = Doubt{Back, known, true}
		if c.wall.Add(c.own).After(known) {
			c.doubt.Why = Ahead
		}
		c.offset = known.Sub(c.wall)
	}
	c.setIn = set
}

// wake starts after the machine was off, for nobody knows how long.
func (c *Clock) wake(was Doubt, last time.Time) {
	possible := c.possible
	if last.IsZero() { // nothing is on record
		possible = func(t time.Time) bool { return t.After(c.newest) && t.Before(c.newest.AddDate(30, 0, 0)) }
	}
	if !possible(c.wall.Add(c.own)) && possible(c.wall) {
		c.own = 0 // the computer's clock got right by itself
	}
	now := c.wall.Add(c.own)
	c.offset = c.own
	switch {
	case possible(now) && was.Why == Ahead:
		c.doubt = Doubt{Why: Ahead, Since: now}
	case possible(now) && c.machine.Unkept():
		c.doubt = Doubt{Why: Unset, Since: now}
	case possible(now):
		newest := c.newest
		c.follow(c.own)
		c.newest = newest
	case now.Before(c.newest) && near(now, c.newest) && !c.machine.Unkept(): // entries are marked until it has caught up
		c.doubt = Doubt{}
	default:
		c.doubt = Doubt{Why: Behind, Since: c.newest}
		if now.After(c.newest) {
			c.doubt.Why = Ahead
		}
		c.own = 0
		// Holds at the newest entry, when that was told by a clock that held.
		hold := c.newest
		if possible(last) {
			hold = last
		}
		c.offset = hold.Sub(c.wall)
	}
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

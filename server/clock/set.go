package clock

import (
	"errors"
	"time"
)

// Choice is which time a person says is the right one.
type Choice string

// The choices: a time that they bring, the box's as it stands, the computer's.
const (
	ByDevice   Choice = "device"
	ByBox      Choice = "box"
	ByComputer Choice = "computer"
)

// Setting is what Set did.
type Setting struct {
	Before   time.Time // the box's time, had it not been set
	After    time.Time
	Offset   time.Duration // from the computer's clock
	Computer bool          // whose clock was set too
	Was      Doubt

	undo func()
}

// Undo takes a setting back whose act failed: the box's time is what it would have
// been, as doubtful as it was. A computer's clock that was set stays so.
func (s Setting) Undo() { s.undo() }

// Set has the clock believe a person. t counts for ByDevice. The computer's clock is
// set as well where the machine lets it; else the box keeps an offset.
func (c *Clock) Set(by Choice, t time.Time) Setting {
	c.mu.Lock()
	defer c.mu.Unlock()
	s := Setting{Before: c.look(), Was: c.doubt}
	own, newest, setIn := c.own, c.newest, c.setIn
	offset := c.offset
	switch by {
	case ByComputer:
		offset = 0
	case ByDevice:
		offset = t.Sub(c.wall)
		if offset.Abs() <= slack {
			offset = 0
		} else if c.machine.Set(t) == nil {
			s.Computer = true
			c.wall, c.ticks = c.reading()
			if offset = t.Sub(c.wall); offset.Abs() <= slack {
				offset = 0
			}
		}
	}
	c.follow(offset)
	c.now = c.newest
	c.moved += c.now.Sub(s.Before)
	s.After, s.Offset = c.now, offset
	then := c.ticks
	s.undo = func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.wall, c.ticks = c.reading()
		c.now = s.Before.Add(c.ticks - then)
		c.offset = c.now.Sub(c.wall)
		c.moved -= s.After.Sub(s.Before)
		c.own, c.newest, c.setIn, c.doubt = own, newest, setIn, s.Was
	}
	return s
}

// ErrMayNot is that the computer's clock is not the box's to set.
var ErrMayNot = errors.New("clock: the computer's clock may not be set from here")

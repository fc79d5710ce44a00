package clock_test

import (
	"testing"
	"time"

	"karete/server/clock"
	"karete/server/clock/clocktest"
)

const (
	day  = 24 * time.Hour
	year = 365 * day
)

// noon is on an ordinary day of the clinic.
var noon = time.Date(2026, 12, 1, 10, 0, 0, 0, time.UTC)

// running is a box that has been at work since an hour before noon.
func running(t *testing.T) (*clock.Clock, *clocktest.Machine) {
	t.Helper()
	m := clocktest.New(noon.Add(-time.Hour))
	c := clock.On(m)
	c.Begin(clock.Memory{Machine: m.Name()}, noon.Add(-2*time.Hour))
	m.Pass(time.Hour)
	stands(t, c, noon, clock.Sure)
	return c, m
}

// stands fails the test unless the clock tells that time, and doubts it for that
// reason.
func stands(t *testing.T, c *clock.Clock, at time.Time, why clock.Why) {
	t.Helper()
	source := clock.SourceBox
	if why != clock.Sure {
		source = clock.SourceDoubtful
	}
	if got := c.Source(); got != source {
		t.Errorf("entries are marked %s, want %s", got, source)
	}
	if s := c.State(); !s.Now.Equal(at) || s.Doubt.Why != why {
		t.Errorf("the box has %v, doubtful because %q; want %v, %q", s.Now, s.Doubt.Why, at, why)
	}
}

// restarted is the same box after its process stopped.
func restarted(c *clock.Clock, m *clocktest.Machine, last time.Time) *clock.Clock {
	again := clock.On(m)
	again.Begin(c.Memory(), last)
	return again
}

func TestAJumpNobodyVouchesForIsNotFollowed(t *testing.T) {
	t.Parallel()
	for jump, why := range map[time.Duration]clock.Why{
		-56 * year: clock.Back, -3 * day: clock.Back, -11 * time.Minute: clock.Back,
		11 * time.Minute: clock.Ahead, 3 * day: clock.Ahead, 70 * year: clock.Ahead,
	} {
		c, m := running(t)
		m.Jump(jump)
		stands(t, c, noon, why)
		m.Pass(time.Hour)
		stands(t, c, noon.Add(time.Hour), why)
		if s := c.State(); !s.Computer.Equal(noon.Add(jump + time.Hour)) {
			t.Errorf("the computer is said to have %v", s.Computer)
		}
		m.Jump(-jump + 4*time.Second) // put right by somebody
		stands(t, c, noon.Add(time.Hour+4*time.Second), clock.Sure)
		changes := c.Changes()
		if len(changes) != 2 || changes[0].Jump != jump || changes[0].Is != why || changes[1].Was != why || changes[1].Is != clock.Sure {
			t.Errorf("jump %v: %+v", jump, changes)
		}
	}
}

func TestSlewingIsNoJump(t *testing.T) {
	t.Parallel()
	c, m := running(t)
	for range 1000 {
		m.Pass(5 * time.Second)
		m.Jump(400 * time.Millisecond)
		c.Look()
	}
	stands(t, c, noon.Add(5400*time.Second), clock.Sure)
	if n := len(c.Changes()); n != 0 {
		t.Errorf("%d jumps", n)
	}
}

func TestACorrectionIsFollowed(t *testing.T) {
	t.Parallel()
	c, m := running(t)
	m.Jump(9 * time.Minute)
	stands(t, c, noon.Add(9*time.Minute), clock.Sure)
	m.Jump(-5 * time.Minute)
	if s := c.State(); !s.Now.Equal(noon.Add(4*time.Minute)) || s.Doubt.Why != clock.Sure {
		t.Errorf("%+v", s)
	}
	if c.Source() != clock.SourceDoubtful {
		t.Error("a moment is told twice, and nothing marks it")
	}
	m.Pass(5 * time.Minute)
	stands(t, c, noon.Add(9*time.Minute), clock.Sure)
	if n := len(c.Changes()); n != 2 {
		t.Errorf("%d changes, want both jumps", n)
	}
}

func TestTheNetworksTimeIsBelieved(t *testing.T) {
	t.Parallel()
	for _, jump := range []time.Duration{-4 * year, 14 * time.Hour, 3 * year} {
		c, m := running(t)
		m.Synchronise(true)
		m.Jump(jump)
		stands(t, c, noon.Add(jump), clock.Sure)
	}
	// It may say so only a moment after it set the clock.
	c, m := running(t)
	m.Jump(-4 * year)
	stands(t, c, noon, clock.Back)
	m.Synchronise(true)
	c.Look()
	stands(t, c, noon.Add(-4*year), clock.Sure)
}

func TestAPiWakesUpInThePast(t *testing.T) {
	t.Parallel()
	for name, start := range map[string]time.Time{"1970": time.Unix(20, 0).UTC(), "last night": noon.Add(3 * time.Hour), "too soon": noon.Add(5*time.Hour - 3*time.Minute)} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, m := running(t)
			last := noon.Add(5 * time.Hour) // of the entries of that day
			m.NoBattery()
			m.Restart("second", start)
			c = restarted(c, m, last)
			stands(t, c, last, clock.Behind)
			m.Pass(time.Minute)
			stands(t, c, last.Add(time.Minute), clock.Behind)

			// The network's time arrives, on a machine that does not say that it is.
			m.Jump(noon.Add(22 * time.Hour).Sub(start.Add(time.Minute)))
			stands(t, c, noon.Add(22*time.Hour), clock.Sure)
			m.Pass(time.Hour)
			stands(t, restarted(c, m, noon.Add(22*time.Hour)), noon.Add(23*time.Hour), clock.Sure)
		})
	}
}

func TestAPiGoesOnWhereItWasSwitchedOff(t *testing.T) {
	t.Parallel()
	c, m := running(t)
	m.NoBattery()
	m.Restart("second", noon.Add(time.Minute)) // its disk kept the time
	c = restarted(c, m, noon)
	stands(t, c, noon.Add(time.Minute), clock.Unset)
	again := restarted(c, m, noon.Add(time.Minute))
	stands(t, again, noon.Add(time.Minute), clock.Unset)
	m.Jump(14 * time.Hour)
	m.Synchronise(true)
	again.Look()
	stands(t, again, noon.Add(14*time.Hour+time.Minute), clock.Sure)
	m.Synchronise(false) // the cable is pulled; it is still the same run
	stands(t, restarted(again, m, noon.Add(14*time.Hour)), noon.Add(14*time.Hour+time.Minute), clock.Sure)
}

func TestAStartFarAhead(t *testing.T) {
	t.Parallel()
	c, m := running(t)
	m.Restart("second", noon.Add(73*year))
	c = restarted(c, m, noon)
	stands(t, c, noon, clock.Ahead)
	m.Jump(-73*year + day)
	stands(t, c, noon.Add(day), clock.Sure)
	// A box from the cupboard.
	m.Restart("third", noon.Add(390*day))
	stands(t, restarted(c, m, noon), noon.Add(390*day), clock.Sure)
}

func TestADoubtOutlivesARestart(t *testing.T) {
	t.Parallel()
	c, m := running(t)
	m.Jump(3 * day)
	stands(t, c, noon, clock.Ahead)
	m.Pass(time.Minute)
	c.Now()
	m.Restart("second", noon.Add(3*day+time.Hour))
	c = restarted(c, m, noon.Add(time.Minute))
	stands(t, c, noon.Add(3*day+time.Hour), clock.Ahead) // nothing better is known than the computer's
	c.Set(clock.ByBox, time.Time{})
	stands(t, c, noon.Add(3*day+time.Hour), clock.Sure)
}

func TestAPersonIsBelieved(t *testing.T) {
	t.Parallel()
	c, m := running(t)
	m.Jump(-56 * year)
	stands(t, c, noon, clock.Back)
	s := c.Set(clock.ByDevice, noon.Add(2*time.Minute))
	if s.Computer || !s.Before.Equal(noon) || s.Was.Why != clock.Back {
		t.Errorf("%+v", s)
	}
	stands(t, c, noon.Add(2*time.Minute), clock.Sure)
	m.Pass(time.Hour)
	stands(t, c, noon.Add(62*time.Minute), clock.Sure)

	// Its clock gets right by itself: the offset is not applied a second time.
	m.Jump(56 * year)
	c.Look()
	m.Pass(2 * time.Minute) // so much the device was ahead
	stands(t, c, noon.Add(62*time.Minute), clock.Sure)
	if s := c.State(); s.Offset != 0 {
		t.Errorf("offset %v", s.Offset)
	}
	c.Set(clock.ByDevice, noon.Add(-10*day)) // back: what is on record is in the future then
	stands(t, c, noon.Add(-10*day), clock.Sure)
	c.Set(clock.ByComputer, time.Time{})
	stands(t, c, noon.Add(62*time.Minute), clock.Sure)
}

func TestAnOffsetAcrossARestart(t *testing.T) {
	t.Parallel()
	set := func(t *testing.T, by time.Duration) (*clock.Clock, *clocktest.Machine) {
		c, m := running(t)
		c.Set(clock.ByDevice, noon.Add(by))
		m.Pass(time.Hour)
		return c, m
	}
	t.Run("the same run", func(t *testing.T) {
		t.Parallel()
		c, m := set(t, 40*day)
		c = restarted(c, m, noon.Add(40*day))
		stands(t, c, noon.Add(40*day+time.Hour), clock.Sure)
		m.Pass(time.Hour)
		m.Jump(40 * day) // it got right while the box was down
		c = restarted(c, m, noon.Add(40*day))
		stands(t, c, noon.Add(40*day+2*time.Hour), clock.Sure)
		m.Jump(-5 * year) // and wrong
		c = restarted(c, m, noon.Add(40*day))
		stands(t, c, noon.Add(40*day+2*time.Hour), clock.Back)
	})
	t.Run("a computer that stays wrong", func(t *testing.T) {
		t.Parallel()
		c, m := set(t, 40*day)
		m.Restart("second", noon.Add(15*time.Hour))
		stands(t, restarted(c, m, noon.Add(40*day)), noon.Add(40*day+15*time.Hour), clock.Sure)
	})
	t.Run("a computer that was ahead and got right", func(t *testing.T) {
		t.Parallel()
		c, m := set(t, -2*year)
		last := noon.Add(-2 * year)
		if last.Before(time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)) {
			c.Set(clock.ByDevice, noon.Add(2*year))
			c.Set(clock.ByComputer, time.Time{})
			m.Jump(5 * year)
			c.Set(clock.ByDevice, noon.Add(day))
			last = noon.Add(day)
		}
		m.Restart("second", last.Add(15*time.Hour))
		c = restarted(c, m, last)
		stands(t, c, last.Add(15*time.Hour), clock.Sure)
		if s := c.State(); s.Offset != 0 {
			t.Errorf("offset %v", s.Offset)
		}
	})
	t.Run("another machine", func(t *testing.T) {
		t.Parallel()
		c, m := set(t, 3*time.Hour)
		kept := c.Memory()
		m.Move("a new one")
		m.Restart("second", noon.Add(15*time.Hour))
		c = clock.On(m)
		c.Begin(kept, noon.Add(3*time.Hour))
		stands(t, c, noon.Add(15*time.Hour), clock.Sure)
	})
	t.Run("the network", func(t *testing.T) {
		t.Parallel()
		c, m := set(t, 40*day)
		m.Restart("second", noon.Add(15*time.Hour))
		m.Synchronise(true)
		stands(t, restarted(c, m, noon.Add(40*day)), noon.Add(15*time.Hour), clock.Sure)
	})
}

func TestTheComputersClockIsSetWhereItMay(t *testing.T) {
	t.Parallel()
	c, m := running(t)
	m.Settable()
	if s := c.Set(clock.ByDevice, noon.Add(3*day)); !s.Computer || s.Offset != 0 {
		t.Errorf("%+v", s)
	}
	stands(t, c, noon.Add(3*day), clock.Sure)
	if !m.Wall().Equal(noon.Add(3*day)) || len(c.Changes()) != 0 {
		t.Errorf("%v, %+v", m.Wall(), c.Changes())
	}
}

func TestASettingThatFailedIsTakenBack(t *testing.T) {
	t.Parallel()
	for _, settable := range []bool{false, true} {
		c, m := running(t)
		if settable {
			m.Settable()
		}
		m.Jump(-3 * day)
		stands(t, c, noon, clock.Back)
		s := c.Set(clock.ByDevice, noon.Add(5*time.Hour))
		m.Pass(time.Second)
		s.Undo()
		stands(t, c, noon.Add(time.Second), clock.Back)
	}
}

func TestTwoHundredJumps(t *testing.T) {
	t.Parallel()
	c, m := running(t)
	before := c.Now()
	for i := range 200 {
		m.Pass(time.Second)
		m.Jump([]time.Duration{-30 * year, 3 * day, 30 * year, -3 * day}[i%4])
		if now := c.Now(); now.Sub(before) != time.Second {
			t.Fatalf("jump %d: %v after %v", i, now, before)
		} else {
			before = now
		}
	}
	changes := c.Changes()
	if len(changes) == 0 || len(changes) > 32 {
		t.Fatalf("%d changes wait for the journal", len(changes))
	}
	for range changes {
		c.Kept()
	}
	if len(c.Changes()) != 0 {
		t.Error("they are told again")
	}
}

func TestAClockSomebodyElseWinds(t *testing.T) {
	t.Parallel()
	now := noon
	c := clock.New(func() time.Time { return now })
	c.Begin(clock.Memory{}, noon.Add(-day))
	now = noon.Add(-5 * year)
	stands(t, c, now, clock.Sure)
	c.Begin(clock.Memory{}, noon)
	stands(t, c, now, clock.Behind)
}

func TestThisComputer(t *testing.T) {
	t.Parallel()
	m := clock.System()
	boot, again := m.Boot(), m.Boot()
	if m.Ticks() <= 0 || boot != again || time.Since(m.Wall()) > time.Minute {
		t.Errorf("%v %q %v", m.Ticks(), boot, m.Wall())
	}
	c := clock.New(nil)
	first := c.Now()
	if c.Now().Before(first) || c.Ticks() <= 0 {
		t.Error("it does not go")
	}
}

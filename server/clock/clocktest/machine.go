package clocktest

import (
	"sync"
	"time"

	"karete/server/clock"
)

// Machine is one whose clock and ticking the test moves. It may be used from any
// goroutine.
type Machine struct {
	mu     sync.Mutex
	wall   time.Time
	ticks  time.Duration
	name   string
	boot   string
	synced bool
	unkept bool
	mine   bool
}

var _ clock.Machine = (*Machine)(nil)

// New has been going for an hour, with the right time, which a battery keeps.
func New(at time.Time) *Machine {
	return &Machine{wall: at, ticks: time.Hour, name: "this one", boot: "first"}
}

// Pass lets time go by.
func (m *Machine) Pass(d time.Duration) {
	m.change(func() { m.wall, m.ticks = m.wall.Add(d), m.ticks+d })
}

// Jump sets the computer's clock on, or back.
func (m *Machine) Jump(d time.Duration) { m.change(func() { m.wall = m.wall.Add(d) }) }

// Restart is the machine switched off, and on again with its clock at another time.
func (m *Machine) Restart(boot string, at time.Time) {
	m.change(func() { m.wall, m.ticks, m.boot, m.synced = at, time.Minute, boot, false })
}

// Move takes the disk to another machine.
func (m *Machine) Move(name string) { m.change(func() { m.name = name }) }

// Synchronise has the network give it the time, or no longer.
func (m *Machine) Synchronise(on bool) { m.change(func() { m.synced = on }) }

// NoBattery has nothing keep the time while the power is off.
func (m *Machine) NoBattery() { m.change(func() { m.unkept = true }) }

// Settable lets its clock be set by the box.
func (m *Machine) Settable() { m.change(func() { m.mine = true }) }

func (m *Machine) change(f func()) {
	m.mu.Lock()
	defer m.mu.Unlock()
	f()
}

// Wall is the computer's clock.
func (m *Machine) Wall() time.Time { return look(m, func() time.Time { return m.wall }) }

// Ticks is how long it has been going.
func (m *Machine) Ticks() time.Duration { return look(m, func() time.Duration { return m.ticks }) }

// Name tells it from others.
func (m *Machine) Name() string { return look(m, func() string { return m.name }) }

// Boot tells this run from others.
func (m *Machine) Boot() string { return look(m, func() string { return m.boot }) }

// Synchronised is as Synchronise said.
func (m *Machine) Synchronised() bool { return look(m, func() bool { return m.synced }) }

// Unkept is as NoBattery said.
func (m *Machine) Unkept() bool { return look(m, func() bool { return m.unkept }) }

// Set sets its clock when it is Settable.
func (m *Machine) Set(t time.Time) error {
	return look(m, func() error {
		if !m.mine {
			return clock.ErrMayNot
		}
		m.wall = t
		return nil
	})
}

func look[T any](m *Machine, f func() T) T {
	m.mu.Lock()
	defer m.mu.Unlock()
	return f()
}

package clock

import "time"

// Machine is what a clock stands on.
type Machine interface {
	// Wall is the computer's clock.
	Wall() time.Time
	// Ticks is how long the machine has been going, in sleep too.
	Ticks() time.Duration
	// Name tells this machine from others; "" where nothing does.
	Name() string
	// Boot tells this run of the machine from its others; "" where nothing does.
	Boot() string
	// Synchronised reports that the network gives the computer the time.
	Synchronised() bool
	// Unkept reports that certainly nothing kept the time while the power was off.
	Unkept() bool
	// Set sets the computer's clock, which most machines do not let us.
	Set(time.Time) error
}

// System is the computer that this runs on.
func System() Machine { return system{begin: time.Now()} }

// system is the computer. What its operating system tells of it is in the files by
// that name.
type system struct{ begin time.Time }

func (system) Wall() time.Time { return time.Now() }

// wind is a machine whose clock somebody else winds.
type wind struct {
	read  func() time.Time
	begin time.Time
}

func (w wind) Wall() time.Time      { return w.read() }
func (w wind) Ticks() time.Duration { return time.Since(w.begin) }
func (wind) Name() string           { return "" }
func (wind) Boot() string           { return "" }
func (wind) Synchronised() bool     { return false }
func (wind) Unkept() bool           { return false }
func (wind) Set(time.Time) error    { return ErrMayNot }

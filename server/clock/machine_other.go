//go:build !linux

package clock

import (
	"os"
	"time"
)

// Ticks counts the machine's sleep too: Windows' interrupt time goes on in it.
func (s system) Ticks() time.Duration { return time.Since(s.begin) }

// Name is all that is told here: the time is kept by the computer, and its clock is
// left to its own settings.
func (system) Name() string {
	name, err := os.Hostname()
	if err != nil {
		return ""
	}
	return name
}

func (system) Boot() string        { return "" }
func (system) Synchronised() bool  { return false }
func (system) Unkept() bool        { return false }
func (system) Set(time.Time) error { return ErrMayNot }

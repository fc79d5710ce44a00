package demo

import (
	"math/rand/v2"
	"sync"
	"time"

	"karete/server/clock"
	"karete/server/id"
)

// Plan is how big the made-up clinic is.
type Plan struct {
	Patients int       // people registered before the first day
	Days     int       // days of visits before today
	Seed     uint64    // the same seed at the same moment makes the same clinic
	Now      time.Time // the moment at which today is half over
}

// zone is where the made-up clinic stands.
func zone() *time.Location { return clock.Zone("Africa/Maseru") }

// today is the midnight with which the day of Now began.
func (p Plan) today() time.Time { return midnight(p.Now) }

// moving is how many days before the first one the desk had to take people over
// from their paper cards: about twenty a day, and more in a big clinic.
func (p Plan) moving() int { return max(24, p.Patients/60) }

// founded is the morning on which the clinic was set up, a day before the desk
// took over the first patient.
func (p Plan) founded() time.Time {
	return p.today().AddDate(0, 0, -p.Days-p.moving()-1).Add(8 * time.Hour)
}

// desk is the working days on which people were taken over.
func (p Plan) desk() (days []time.Time) {
	first := p.today().AddDate(0, 0, -p.Days)
	for day := midnight(p.founded()).AddDate(0, 0, 1); day.Before(first); day = day.AddDate(0, 0, 1) {
		if day.Weekday() != time.Sunday {
			days = append(days, day)
		}
	}
	return days
}

func midnight(t time.Time) time.Time {
	y, m, d := t.In(zone()).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, zone())
}

// Clock is the time inside the made-up clinic; the database is opened with it.
type Clock struct {
	mu  sync.Mutex
	now time.Time
}

// Clock stands at the clinic's beginning.
func (p Plan) Clock() *Clock { return &Clock{now: p.founded()} }

// Now is the time there.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *Clock) set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = t
}

// Source makes ids for a clinic: from the seed and the time there.
type Source struct {
	clock  *Clock
	random *rand.ChaCha8
}

// Source is the one of the plan's seed.
func (p Plan) Source(c *Clock) *Source {
	var key [32]byte
	for i := range 8 {
		key[i] = byte(p.Seed >> (8 * i))
	}
	return &Source{clock: c, random: rand.NewChaCha8(key)}
}

// NewID is the next id. The clinic does one thing at a time, so their order is
// always the same.
func (s *Source) NewID() id.ID {
	v, err := id.At(s.clock.Now(), s.random)
	if err != nil {
		panic(err) // ChaCha8 gives bytes for ever
	}
	return v
}

// Read makes the source the randomness of card tokens too.
func (s *Source) Read(b []byte) (int, error) { return s.random.Read(b) }

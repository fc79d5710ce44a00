package dbtest

import (
	"path/filepath"
	"sync"
	"testing"
	"time"

	"karete/db"
)

// Start is when a test's clock begins: a Tuesday morning in Lesotho.
var Start = time.Date(2026, 11, 24, 8, 0, 0, 0, time.FixedZone("SAST", 2*60*60))

// Clock stands still until it is moved. It may be used from any goroutine.
type Clock struct {
	mu  sync.Mutex
	now time.Time
}

// NewClock stands at Start.
func NewClock() *Clock { return &Clock{now: Start} }

// Now is the time it stands at.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Advance moves it by d, which may be negative.
func (c *Clock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// Set moves it to t.
func (c *Clock) Set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = t
}

// WithClock has the database read the given clock, for tests that move it.
func WithClock(c *Clock) func(*db.Options) {
	return func(o *db.Options) { o.Clock = c.Now }
}

// New opens a database with the current schema, in t.TempDir() unless an option
// says where, and closes it when the test ends.
func New(t testing.TB, opts ...func(*db.Options)) *db.DB {
	t.Helper()
	o := db.Options{Readers: 2, CacheMiB: 6, Clock: NewClock().Now}
	for _, opt := range opts {
		opt(&o)
	}
	if o.Path == "" {
		o.Path = filepath.Join(t.TempDir(), "karete.db")
	}
	d, err := db.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	return d
}

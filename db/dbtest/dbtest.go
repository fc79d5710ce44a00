package dbtest

import (
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"karete/db"
	"karete/db/vault/vaulttest"
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

// VFS is what New opens through, for tests that open the file by other means.
func VFS() string { return vaulttest.VFS() }

// URI names a file for the driver, through the same.
func URI(path string) string {
	u := url.URL{Scheme: "file", Path: filepath.ToSlash(path)}
	if VFS() != "" {
		u.RawQuery = "vfs=" + VFS()
	}
	return u.String()
}

// New opens a database with the current schema, encrypted as the clinic's is, in
// t.TempDir() unless an option says where, and closes it when the test ends.
func New(t testing.TB, opts ...func(*db.Options)) *db.DB {
	t.Helper()
	o := db.Options{Readers: 2, CacheMiB: 6, Clock: NewClock().Now, VFS: VFS()}
	for _, opt := range opts {
		opt(&o)
	}
	if o.Path == "" {
		o.Path = filepath.Join(t.TempDir(), "karete.db")
	}
	if o.Migrations == nil && o.VFS == VFS() {
		begin(t, o.Path)
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

var empty struct {
	sync.Once
	file []byte
}

// begin puts a database with the current schema where there is none yet. Making
// the schema takes longer than most tests, so it is made once in a process.
func begin(t testing.TB, path string) {
	t.Helper()
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		return
	}
	empty.Do(func() {
		d, err := db.Open(t.Context(), db.Options{Path: filepath.Join(t.TempDir(), "empty.db"), Readers: 1, CacheMiB: 2, Clock: NewClock().Now, VFS: VFS()})
		if err != nil {
			t.Fatal(err)
		}
		copied := filepath.Join(t.TempDir(), "copy.db")
		if err := errors.Join(d.Snapshot(t.Context(), copied), d.Close()); err != nil {
			t.Fatal(err)
		}
		if empty.file, err = os.ReadFile(copied); err != nil {
			t.Fatal(err)
		}
	})
	if err := os.WriteFile(path, empty.file, 0o600); err != nil {
		t.Fatal(err)
	}
}

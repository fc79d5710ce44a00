package db

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"
)

// StateName says in one word whether the database can take a write.
type StateName string

// The states.
const (
	StateOK       StateName = "ok"
	StateReadOnly StateName = "read-only" // the file or its file system cannot be written
	StateFull     StateName = "disk-full"
	StateFailing  StateName = "failing" // I/O errors, or a damaged file
)

// State is how the last write, or trouble with a read, left the database.
type State struct {
	Name  StateName
	Since time.Time // by Options.Clock
}

type state struct {
	p      atomic.Pointer[State]
	damage atomic.Pointer[DiskError] // the first met; only opening the database anew forgets it
}

func (s *state) set(name StateName, now time.Time) {
	if old := s.p.Load(); old == nil || old.Name != name {
		s.p.Store(&State{Name: name, Since: now})
	}
}

// State is cheap enough to ask at every request. It changes with writes and
// with [DB.Probe], not by itself.
func (d *DB) State() State { return *d.state.p.Load() }

// suffer translates err and, if it is trouble with the disk, changes the state.
func (d *DB) suffer(err error, writable bool) error {
	err = translate(err, writable)
	var disk *DiskError
	if !errors.As(err, &disk) {
		return err
	}
	err = d.classify(err)
	errors.As(err, &disk)
	if disk.Corrupt {
		d.state.damage.CompareAndSwap(nil, disk)
	}
	d.state.set(disk.State, d.now())
	return err
}

// classify asks the file system what an error of SQLite leaves open: an I/O
// error may be a disk that was remounted read-only or cannot grow a file.
func (d *DB) classify(err error) error {
	err = translate(err, true)
	var disk *DiskError
	if !errors.As(err, &disk) || disk.State != StateFailing || disk.Corrupt {
		return err
	}
	name := StateFailing
	if s, e := space(filepath.Dir(d.path)); e == nil && s.ReadOnly {
		name = StateReadOnly
	} else if e == nil && s.Free < 64<<10 {
		name = StateFull
	}
	return &DiskError{State: name, cause: disk.cause}
}

// healed notes that a write reached the disk. Readers opened meanwhile may be
// of the read-only kind, so they are replaced. A write does not heal damage: it
// went elsewhere in the file.
func (d *DB) healed() {
	if d.State().Name != StateOK && d.state.damage.Load() == nil {
		d.state.set(StateOK, d.now())
		d.readers.renew()
	}
}

// Space is the room on the file system that holds the database.
type Space struct {
	Free, Total uint64 // bytes; Free is what an ordinary user may still take
	ReadOnly    bool
}

// Space asks the file system.
func (d *DB) Space() (Space, error) { return SpaceOf(filepath.Dir(d.path)) }

// SpaceOf is the room on the file system that holds a folder.
func SpaceOf(dir string) (Space, error) { return space(dir) }

// lowSpace is where Probe no longer believes the file system and really writes.
const lowSpace = 8 << 20

// probeEvery keeps health checks from wearing out a disk in trouble.
const probeEvery = time.Second

type prober struct {
	sync.Mutex
	last time.Time
	err  error
}

// Probe returns nil when a write would work now. While all is well it only asks
// the file system; otherwise it makes a real, empty write, at most once a
// second, and so notices that the disk is well again. On a damaged database it
// writes nothing: what people enter is still taken where the file is sound, but
// the box adds nothing of its own. Errors: those of Write, [ErrCorrupt].
func (d *DB) Probe(ctx context.Context) error {
	select {
	case <-d.closing:
		return ErrClosed
	default:
	}
	if damage := d.state.damage.Load(); damage != nil {
		return damage
	}
	if d.State().Name == StateOK {
		if s, err := d.Space(); err == nil && !s.ReadOnly && s.Free >= lowSpace {
			return nil
		}
	}
	d.probe.Lock()
	defer d.probe.Unlock()
	// A write since that went otherwise says more than the last probe.
	same := (d.probe.err == nil) == (d.State().Name == StateOK)
	if same && !d.probe.last.IsZero() && time.Since(d.probe.last) < probeEvery {
		return d.probe.err
	}
	err := d.Write(ctx, func(tx *Tx) error {
		// Setting the version to what it is rewrites the first page and changes nothing.
		var version int
		if err := tx.QueryRow("PRAGMA user_version").Scan(&version); err != nil {
			return err
		}
		_, err := tx.Exec(fmt.Sprintf("PRAGMA user_version = %d", version))
		return err
	})
	if !errors.Is(err, context.Canceled) && !errors.Is(err, context.DeadlineExceeded) {
		d.probe.last, d.probe.err = time.Now(), err // the monotonic clock, which nobody sets back
	}
	return err
}

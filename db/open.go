package db

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"karete/db/durable"
	"karete/db/migrations"
)

// Options say which database to open and how. Only Path must be set.
type Options struct {
	Path       string           // the database file; its folder must exist
	Readers    int              // read connections; 0: two to four, by the number of processors
	CacheMiB   int              // page cache of all connections together; 0: 32
	Clock      func() time.Time // gives Tx.Now; nil: time.Now
	VFS        string           // a registered SQLite VFS to go through, such as a vault's; "": the default
	Migrations fs.FS            // NNNN_name.sql files; nil: the embedded ones
	Stay       bool             // an older schema stays as it is; DB.Behind tells
	NoCopy     bool             // bring an older schema forward without keeping a copy: the caller has the original
}

// DB is an open database. Its methods may be called from any goroutine.
type DB struct {
	path       string
	clock      func() time.Time
	dial       dialer
	migrations fs.FS
	steps      struct{ has, knows int } // of the schema

	readers     *readers
	connections int // for reading
	state       state
	looking     bool // opened by Look

	writer  writer
	closing chan struct{} // closed by Close: no new writes
	stopped chan struct{} // closed by Close when the last one is answered
	once    sync.Once

	commit struct {
		sync.Mutex
		hooks atomic.Pointer[[]func()]
	}
	probe prober
}

// Open opens the database, making the file when there is none, and brings its
// schema forward (see migrate). A database whose schema is current opens on a
// full or read-only disk too: reads work and writes are refused until it heals.
//
// Errors: [ErrNewer], [ErrMigration], or those of the disk.
func Open(ctx context.Context, o Options) (*DB, error) {
	d, err := closed(o)
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	path := d.path
	info, err := os.Stat(path)
	fresh := errors.Is(err, fs.ErrNotExist) || err == nil && info.Size() == 0
	if fresh {
		// SQLite would take a file cut down to nothing for a new one, and throw its log away.
		if log, err := os.Stat(path + "-wal"); err == nil && log.Size() > 0 {
			return nil, fmt.Errorf("open database: %w: the file is empty, its log is not", ErrCorrupt)
		}
		// SQLite would make it readable to everybody, and gives the -wal and -shm the same rights.
		f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
		if err != nil {
			return nil, fmt.Errorf("open database: %w", err)
		}
		if err := f.Close(); err != nil {
			return nil, fmt.Errorf("open database: %w", err)
		}
	}
	c, err := d.dial.open(writing)
	if err != nil {
		return nil, fmt.Errorf("open database: %w", d.classify(err))
	}
	if err := d.migrate(ctx, c, o); err != nil {
		c.close()
		return nil, err
	}
	if fresh {
		// The journal's fsync covers what is in the file; this one covers that it is there at all.
		if err := durable.Folder(filepath.Dir(path)); err != nil {
			c.close()
			return nil, fmt.Errorf("open database: %w", err)
		}
	}
	if s, err := space(filepath.Dir(path)); err == nil && s.ReadOnly {
		d.state.set(StateReadOnly, d.now())
	}
	if d.readers, err = newReaders(d.connections, d.dial); err != nil {
		c.close()
		return nil, fmt.Errorf("open database: %w", d.classify(err))
	}
	d.writer.db, d.writer.conn = d, c
	return d, nil
}

// closed is a database that is not open yet.
func closed(o Options) (*DB, error) {
	path, err := filepath.Abs(o.Path)
	if err != nil {
		return nil, err
	}
	if o.Readers <= 0 {
		o.Readers = min(max(runtime.NumCPU(), 2), 4)
	}
	if o.CacheMiB <= 0 {
		o.CacheMiB = 32
	}
	if o.Clock == nil {
		o.Clock = time.Now
	}
	if o.Migrations == nil {
		o.Migrations = migrations.Files
	}
	d := &DB{
		path:        path,
		clock:       o.Clock,
		migrations:  o.Migrations,
		dial:        dialer{dsn: dsn(path, o.VFS), cacheKiB: o.CacheMiB * 1024 / (o.Readers + 1)},
		connections: o.Readers,
		closing:     make(chan struct{}),
		stopped:     make(chan struct{}),
	}
	d.state.set(StateOK, d.now())
	return d, nil
}

// Close answers the writes already accepted, then closes every connection. It
// waits for reads under way. Later calls of any method fail with [ErrClosed].
func (d *DB) Close() error {
	d.once.Do(func() {
		close(d.closing)
		d.writer.close()
		close(d.stopped)
	})
	<-d.stopped
	d.readers.close()
	return nil
}

// Behind is how many steps of the schema the database has, and how many this
// program knows: fewer only when it was opened to stay as it is.
func (d *DB) Behind() (has, knows int) { return d.steps.has, d.steps.knows }

// Path is the absolute name of the database file.
func (d *DB) Path() string { return d.path }

// OnCommit has f called after every batch that committed, before the writes in
// it return. f runs while the writer is taken: it must not block, nor touch the DB.
func (d *DB) OnCommit(f func()) {
	d.commit.Lock()
	defer d.commit.Unlock()
	var hooks []func()
	if old := d.commit.hooks.Load(); old != nil {
		hooks = append(hooks, *old...)
	}
	hooks = append(hooks, f)
	d.commit.hooks.Store(&hooks)
}

func (d *DB) committed() {
	if hooks := d.commit.hooks.Load(); hooks != nil {
		for _, f := range *hooks {
			f()
		}
	}
}

// now is the clock as transactions see it: UTC, whole milliseconds.
func (d *DB) now() time.Time { return d.clock().UTC().Truncate(time.Millisecond) }

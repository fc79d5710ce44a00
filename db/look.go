package db

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// Look opens a database for reading only, and leaves every byte of it as it is: it
// makes no file, migrates nothing, and every write is [ErrReadOnly]. The schema may
// be an older one; [DB.CheckSchema] then compares with what that one was.
//
// Errors: fs.ErrNotExist, [ErrNewer], [ErrMigration], [ErrCorrupt], or those of the disk.
func Look(ctx context.Context, o Options) (*DB, error) {
	d, err := closed(o)
	if err != nil {
		return nil, fmt.Errorf("look at database: %w", err)
	}
	if err := d.look(ctx); err != nil {
		return nil, fmt.Errorf("look at database: %w", err)
	}
	return d, nil
}

func (d *DB) look(ctx context.Context) error {
	info, err := os.Stat(d.path)
	if err != nil {
		return err
	}
	if info.Size() == 0 {
		return fmt.Errorf("%w: the file is empty", ErrCorrupt)
	}
	d.looking = true
	d.dial.dsn += "&mode=ro"
	d.state.set(StateReadOnly, d.now())
	all, err := readMigrations(d.migrations)
	if err != nil {
		return err
	}
	c, err := d.dial.open(copying)
	if err != nil {
		return d.classify(err)
	}
	defer c.close()
	applied, err := c.applied(ctx, all)
	if err != nil {
		return d.classify(err)
	}
	d.steps.has, d.steps.knows = applied, len(all)
	d.migrations = first{d.migrations, applied}
	if d.readers, err = newReaders(d.connections, d.dial); err != nil {
		return d.classify(err)
	}
	d.writer.db = d
	return nil
}

// looked is what a write on a database opened by Look fails with.
var looked = &DiskError{State: StateReadOnly, cause: errors.New("it was opened for reading only")}

// first is a folder of migrations that ends early.
type first struct {
	fs.FS
	count int
}

// Glob implements fs.GlobFS, which is all that readMigrations lists by.
func (f first) Glob(pattern string) ([]string, error) {
	names, err := fs.Glob(f.FS, pattern)
	return names[:min(f.count, len(names))], err
}

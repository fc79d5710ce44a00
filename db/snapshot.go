package db

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// Snapshot writes a consistent, compacted copy of the database to path, which
// it replaces if it exists. When it returns nil the copy is on the disk; when it
// fails there is no file, or the old one, at path. Reads and writes go on
// meanwhile.
func (d *DB) Snapshot(ctx context.Context, path string) error {
	if err := d.snapshot(ctx, path); err != nil {
		return fmt.Errorf("snapshot: %w", err)
	}
	return nil
}

func (d *DB) snapshot(ctx context.Context, path string) (err error) {
	if path, err = filepath.Abs(path); err != nil {
		return err
	}
	tmp := path + ".part"
	if err := remove(tmp); err != nil { // of one that was cut short
		return err
	}
	defer func() { err = errors.Join(err, remove(tmp)) }()

	err = d.copying(ctx, func(c *conn) error {
		_, err := c.sql.ExecContext(ctx, "VACUUM INTO ?", tmp)
		return err
	})
	if err != nil {
		return err
	}
	if err := syncFile(tmp); err != nil {
		return err
	}
	if err := os.Rename(tmp, path); err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}

// IntegrityCheck reads the whole database and says what is wrong with it, one
// sentence each, at most a hundred; none means it is sound. An error means that
// it could not be read at all.
func (d *DB) IntegrityCheck(ctx context.Context) ([]string, error) {
	var found []string
	err := d.copying(ctx, func(c *conn) (err error) {
		found, err = check(ctx, c)
		return err
	})
	if errors.Is(err, ErrCorrupt) { // so bad that the check itself stumbled
		return append(found, "it could not be read to its end: "+err.Error()), nil
	}
	if err != nil {
		return nil, fmt.Errorf("integrity check: %w", err)
	}
	return found, nil
}

// copying runs f on a connection of its own, so that long work keeps no reader.
func (d *DB) copying(ctx context.Context, f func(*conn) error) error {
	select {
	case <-d.closing:
		return ErrClosed
	default:
	}
	c, err := d.dial.open(copying)
	if err != nil {
		return translate(err, true)
	}
	defer c.close()
	if err := ctx.Err(); err != nil {
		return err
	}
	return translate(f(c), true)
}

func check(ctx context.Context, c *conn) ([]string, error) {
	var found []string
	rows, err := c.sql.QueryContext(ctx, "PRAGMA integrity_check(100)")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			return nil, err
		}
		if line != "ok" {
			found = append(found, line)
		}
	}
	if err := rows.Err(); err != nil || len(found) > 0 {
		return found, err // in a damaged file nobody can tell which rows are missing
	}

	rows, err = c.sql.QueryContext(ctx, `SELECT "table", coalesce(rowid, 0), parent FROM pragma_foreign_key_check LIMIT 100`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var table, parent string
		var row int64
		if err := rows.Scan(&table, &row, &parent); err != nil {
			return nil, err
		}
		found = append(found, fmt.Sprintf("row %d of %s refers to a row of %s that is not there", row, table, parent))
	}
	return found, rows.Err()
}

func syncFile(name string) error {
	f, err := os.OpenFile(name, os.O_RDWR, 0) // Windows flushes only what may be written
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

func remove(name string) error {
	if err := os.Remove(name); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}

package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"

	"karete/db/durable"
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
	if err := durable.Remove(tmp); err != nil { // of one that was cut short
		return err
	}
	defer func() { err = errors.Join(err, durable.Remove(tmp)) }()

	err = d.copying(ctx, func(c *conn) error {
		_, err := c.sql.ExecContext(ctx, "VACUUM INTO ?", tmp)
		return err
	})
	if err != nil {
		return err
	}
	return durable.Replace(tmp, path)
}

// Flush moves all of the log into the file and leaves the log empty, so that the
// file stands by itself when the database is closed next. Nobody may be writing.
func (d *DB) Flush(ctx context.Context) error {
	err := d.copying(ctx, func(c *conn) error {
		var busy, pages, moved int
		if err := c.sql.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &pages, &moved); err != nil {
			return err
		}
		if busy != 0 {
			return errors.New("the database is in use")
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("flush: %w", err)
	}
	return nil
}

// IntegrityCheck reads the whole database and says what is wrong with it, one
// sentence each, at most a few hundred; none means it is sound. An error means
// that it could not be read at all.
func (d *DB) IntegrityCheck(ctx context.Context) ([]string, error) {
	var found []string
	err := d.copying(ctx, func(c *conn) (err error) {
		// SQLite's check stops at the first page that cannot be read, and does not
		// look at free ones.
		if found, err = checkPages(ctx, c); err != nil || len(found) > 0 {
			return err
		}
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

// checkPages reads every page by itself. In a vault each tells whether it is what
// was written; elsewhere this only shows that it can be read.
func checkPages(ctx context.Context, c *conn) ([]string, error) {
	var count int64
	if err := c.sql.QueryRowContext(ctx, "PRAGMA page_count").Scan(&count); err != nil {
		return nil, err
	}
	one, err := c.sql.PrepareContext(ctx, "SELECT length(data) FROM sqlite_dbpage WHERE pgno = ?")
	if err != nil {
		return nil, err
	}
	defer one.Close()
	var found []string
	for number := int64(1); number <= count && len(found) < 100; number++ {
		var length int
		err := one.QueryRowContext(ctx, number).Scan(&length)
		switch {
		case errors.Is(translate(err, false), ErrCorrupt):
			found = append(found, fmt.Sprintf("page %d of %d is not what was written", number, count))
		case err != nil && !errors.Is(err, sql.ErrNoRows): // it has become smaller meanwhile
			return found, err
		}
	}
	return found, nil
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

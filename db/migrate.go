package db

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strconv"
	"strings"

	"karete/db/migrations"
)

// Errors of [Open] about the schema.
var (
	ErrNewer     = errors.New("the database was made by a newer version of the program")
	ErrMigration = errors.New("the database could not be brought to the current schema")
)

// migration is one file NNNN_name.sql. Files are numbered 1, 2, 3 ... and never
// change once released: what a database has applied is known by checksum.
type migration struct {
	number   int
	name     string // the file's, without .sql
	sql      string
	checksum string // SHA-256 in hex
}

var migrationName = regexp.MustCompile(`^([0-9]{4})_[a-z0-9_]+\.sql$`)

func readMigrations(dir fs.FS) ([]migration, error) {
	names, err := fs.Glob(dir, "*.sql") // sorted
	if err != nil {
		return nil, err
	}
	var all []migration
	for i, name := range names {
		m := migrationName.FindStringSubmatch(name)
		if m == nil {
			return nil, fmt.Errorf("%s is not named NNNN_name.sql", name)
		}
		if n, _ := strconv.Atoi(m[1]); n != i+1 {
			return nil, fmt.Errorf("%s stands where number %04d should", name, i+1)
		}
		text, err := fs.ReadFile(dir, name)
		if err != nil {
			return nil, err
		}
		text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")) // a Windows checkout is the same schema
		sum := sha256.Sum256(text)
		all = append(all, migration{i + 1, strings.TrimSuffix(path.Base(name), ".sql"), string(text), hex.EncodeToString(sum[:])})
	}
	return all, nil
}

// migrate applies what is missing, in one transaction that also holds the
// checks: after a failure the database is as it was. A database that already
// has a schema is copied first, to <path>.before-NNNN. When nothing is missing
// nothing is written. After an error the caller closes c, which rolls back.
func (d *DB) migrate(ctx context.Context, c *conn, o Options) error {
	all, err := readMigrations(d.migrations)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrMigration, err)
	}
	applied, err := c.applied(ctx, all)
	if err != nil {
		return d.classify(err)
	}
	missing := all[applied:]
	d.steps.has, d.steps.knows = applied, len(all)
	if len(missing) == 0 {
		return nil
	}
	if o.Stay && applied > 0 {
		d.migrations = first{d.migrations, applied} // what its schema is compared with
		return nil
	}
	wrap := func(err error) error {
		return fmt.Errorf("%w; it is as it was before: %w", ErrMigration, d.classify(err))
	}
	if applied > 0 && !o.NoCopy {
		if err := d.Snapshot(ctx, fmt.Sprintf("%s.before-%04d", d.path, missing[0].number)); err != nil {
			return wrap(err)
		}
	}
	// A table is rebuilt by making a new one and dropping the old, which foreign
	// keys would forbid half-way; they can only be switched outside a transaction
	// and are checked before its end.
	if err := c.run("PRAGMA foreign_keys = OFF"); err != nil {
		return wrap(err)
	}
	if err := d.apply(ctx, c, missing); err != nil {
		return wrap(err)
	}
	d.steps.has = len(all)
	return c.run("PRAGMA foreign_keys = ON")
}

const migrationTable = `CREATE TABLE IF NOT EXISTS schema_migration (
  number     INTEGER PRIMARY KEY,
  name       TEXT NOT NULL,
  checksum   TEXT NOT NULL,     -- SHA-256 of the file, hex
  applied_at INTEGER NOT NULL   -- Unix ms
) STRICT`

func (d *DB) apply(ctx context.Context, c *conn, missing []migration) error {
	if err := c.run("BEGIN IMMEDIATE"); err != nil {
		return err
	}
	if _, err := c.sql.ExecContext(ctx, migrationTable); err != nil {
		return err
	}
	for _, m := range missing {
		if err := c.run("SAVEPOINT step"); err != nil {
			return err
		}
		if _, err := c.sql.ExecContext(ctx, m.sql); err != nil {
			return fmt.Errorf("%s: %w", m.name, err)
		}
		if err := c.run("RELEASE step"); err != nil {
			return fmt.Errorf("%s must not end the transaction it runs in: %w", m.name, err)
		}
		if _, err := c.sql.ExecContext(ctx,
			"INSERT INTO schema_migration (number, name, checksum, applied_at) VALUES (?, ?, ?, ?)",
			m.number, m.name, m.checksum, d.now().UnixMilli()); err != nil {
			return fmt.Errorf("%s: %w", m.name, err)
		}
	}
	found, err := check(ctx, c)
	if err != nil {
		return err
	}
	if len(found) > 0 {
		return errors.New("the check afterwards found: " + strings.Join(found, "; "))
	}
	return c.run("COMMIT")
}

// Steps is how many steps of the schema this program knows.
func Steps(dir fs.FS) (int, error) {
	if dir == nil {
		dir = migrations.Files
	}
	all, err := readMigrations(dir)
	return len(all), err
}

// applied is how many of the migrations the database has, after making sure
// that they are the same ones.
func (c *conn) applied(ctx context.Context, all []migration) (int, error) {
	var exists bool
	if err := c.sql.QueryRowContext(ctx,
		"SELECT count(*) > 0 FROM sqlite_schema WHERE type = 'table' AND name = 'schema_migration'").Scan(&exists); err != nil || !exists {
		return 0, err
	}
	rows, err := c.sql.QueryContext(ctx, "SELECT number, name, checksum FROM schema_migration ORDER BY number")
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	n := 0
	for rows.Next() {
		var number int
		var name, checksum string
		if err := rows.Scan(&number, &name, &checksum); err != nil {
			return 0, err
		}
		if number > len(all) {
			return 0, fmt.Errorf("%w: it has migration %s, this program knows %d", ErrNewer, name, len(all))
		}
		if number != n+1 {
			return 0, fmt.Errorf("%w: it has migration %s but not number %d", ErrMigration, name, n+1)
		}
		if m := all[n]; m.name != name || m.checksum != checksum {
			return 0, fmt.Errorf("%w: migration %s was changed after this database applied it", ErrMigration, name)
		}
		n++
	}
	return n, rows.Err()
}

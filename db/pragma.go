package db

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"
)

type role int

const (
	writing role = iota
	reading      // cannot write, whatever the SQL says
	copying      // integrity checks and snapshots: outside the pool, small cache
)

// dsn names the file as a URI, so that any character may be in the path.
func dsn(path, vfs string) string {
	p := filepath.ToSlash(path)
	if !strings.HasPrefix(p, "/") {
		p = "/" + p // C:/data
	}
	q := url.Values{
		"_dqs":                 {"0"},          // "x" is a column or an error, never quietly the text x
		"_defensive":           {"1"},          // no SQL can write the schema table or FTS5's own tables
		"_error_rc":            {"1"},          // an error's text belongs to that error
		"_time_integer_format": {"unix_milli"}, // a time.Time argument is stored as Unix milliseconds
	}
	if vfs != "" {
		q.Set("vfs", vfs)
	}
	return (&url.URL{Scheme: "file", Path: p, RawQuery: q.Encode()}).String()
}

// pragmas are set on every new connection, in this order.
func pragmas(r role, cacheKiB int) []string {
	if r == copying {
		cacheKiB = 2048
	}
	p := []string{
		"busy_timeout = 5000", // first: the next ones may already meet a lock of another process
	}
	if r == writing {
		p = append(p, "journal_mode = WAL") // readers never wait for the writer; it stays with the file
	}
	p = append(p,
		"synchronous = FULL",      // NORMAL loses acknowledged commits at a power cut
		"foreign_keys = ON",       // off by default in SQLite
		"recursive_triggers = ON", // else INSERT OR REPLACE deletes rows without firing their DELETE triggers
		"trusted_schema = OFF",    // a tampered file's triggers and views cannot call risky functions
		"cell_size_check = ON",    // notice a damaged page when it is read
		"mmap_size = 0",           // an I/O error on mapped memory is a signal that kills the process
		"temp_store = MEMORY",     // sorting patients leaves no copy of them in a temp file
		fmt.Sprintf("cache_size = %d", -max(cacheKiB, 1024)), // negative: KiB
	)
	switch r {
	case writing:
		p = append(p,
			"secure_delete = ON",           // what is lawfully erased is overwritten
			"wal_autocheckpoint = 1000",    // pages, 4 MiB: what recovery after a power cut must read
			"journal_size_limit = 8388608", // a WAL that grew under a long read shrinks again
		)
	case reading:
		p = append(p, "query_only = ON") // last: it would refuse some of the above
	}
	return p
}

func configure(ctx context.Context, c *sql.Conn, r role, cacheKiB int) error {
	for _, p := range pragmas(r, cacheKiB) {
		if name, want, _ := strings.Cut(p, " = "); name == "journal_mode" {
			var got string
			if err := c.QueryRowContext(ctx, "PRAGMA "+p).Scan(&got); err != nil {
				return fmt.Errorf("pragma %s: %w", name, err)
			} else if !strings.EqualFold(got, want) {
				return fmt.Errorf("pragma %s: got %q, want %q", name, got, want)
			}
			continue
		}
		if _, err := c.ExecContext(ctx, "PRAGMA "+p); err != nil {
			return fmt.Errorf("pragma %s: %w", p, err)
		}
	}
	return nil
}

package dbtest

import (
	"database/sql"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"karete/db"
)

// Schema is the schema as text to compare: what SQLite holds of it, in a fixed
// order, without comments and layout.
func Schema(t testing.TB, d *db.DB) string {
	t.Helper()
	parts, err := d.Schema(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, what := range slices.Sorted(maps.Keys(parts)) {
		fmt.Fprintf(&all, "%s: %s\n", what, parts[what])
	}
	return all.String()
}

// Dump is the database as SQL: its schema and the migrations it has applied, but
// no other row. [Load] makes a database of it again.
func Dump(t testing.TB, d *db.DB) string {
	t.Helper()
	var all strings.Builder
	// Tables first; what belongs to a virtual table comes with it.
	each(t, d, `SELECT sql FROM sqlite_schema
		WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\_%' ESCAPE '\'
		  AND name NOT IN (SELECT name FROM pragma_table_list WHERE type = 'shadow')
		ORDER BY type <> 'table', rowid`, func(rows *sql.Rows) error {
		var text string
		err := rows.Scan(&text)
		fmt.Fprintf(&all, "%s;\n", text)
		return err
	})
	each(t, d, `SELECT format('INSERT INTO schema_migration VALUES (%d, %Q, %Q, %d)', number, name, checksum, applied_at)
		FROM schema_migration ORDER BY number`, func(rows *sql.Rows) error {
		var text string
		err := rows.Scan(&text)
		fmt.Fprintf(&all, "%s;\n", text)
		return err
	})
	return all.String()
}

// Load makes a database of a [Dump], then opens it as an update of the program
// would: with the current migrations.
func Load(t testing.TB, dump string) *db.DB {
	t.Helper()
	path := filepath.Join(t.TempDir(), "karete.db")
	pool, err := sql.Open("sqlite", URI(path))
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	if _, err := pool.ExecContext(t.Context(), dump); err != nil {
		t.Fatal(err)
	}
	if err := pool.Close(); err != nil {
		t.Fatal(err)
	}
	return New(t, func(o *db.Options) { o.Path = path })
}

func each(t testing.TB, d *db.DB, query string, row func(*sql.Rows) error) {
	t.Helper()
	err := d.Read(t.Context(), func(tx *db.Tx) error {
		rows, err := tx.Query(query)
		if err != nil {
			return err
		}
		for rows.Next() {
			if err := row(rows); err != nil {
				return err
			}
		}
		return rows.Err()
	})
	if err != nil {
		t.Fatal(err)
	}
}

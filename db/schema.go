package db

import (
	"context"
	"database/sql"
	"fmt"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// Schema is what SQLite holds of the schema, to compare: by kind and name
// ("trigger visit_fixed"), the SQL without comments and layout.
func (d *DB) Schema(ctx context.Context) (schema map[string]string, err error) {
	err = d.copying(ctx, func(c *conn) error {
		schema, err = schemaOf(ctx, c.sql)
		return err
	})
	return schema, err
}

// CheckSchema compares the schema with the one the migrations make and says what
// differs, one sentence each. A trigger can be hollowed out and keep its name: then
// it guards nothing, and nothing in the rows shows it.
func (d *DB) CheckSchema(ctx context.Context) ([]string, error) {
	have, err := d.Schema(ctx)
	if err != nil {
		return nil, fmt.Errorf("check schema: %w", err)
	}
	want, err := made(ctx, d.migrations)
	if err != nil {
		return nil, fmt.Errorf("check schema: %w", err)
	}
	var found []string
	for _, what := range slices.Sorted(maps.Keys(want)) {
		switch text, ok := have[what]; {
		case !ok:
			found = append(found, "the "+what+" is not there")
		case text != want[what]:
			found = append(found, "the "+what+" is not as this program made it")
		}
	}
	for _, what := range slices.Sorted(maps.Keys(have)) {
		if _, ok := want[what]; !ok {
			found = append(found, "the "+what+" was added by somebody else")
		}
	}
	return found, nil
}

// schemas keeps what made has found out: migrations never change, and running all of
// them takes longer than looking at most databases.
var schemas sync.Map // of map[string]string, by their checksums

// made is the schema of a database that has never had another. It is not to be
// changed.
func made(ctx context.Context, dir fs.FS) (map[string]string, error) {
	all, err := readMigrations(dir)
	if err != nil {
		return nil, err
	}
	var key strings.Builder
	for _, m := range all {
		key.WriteString(m.checksum)
	}
	if schema, ok := schemas.Load(key.String()); ok {
		return schema.(map[string]string), nil
	}
	schema, err := runAll(ctx, all)
	if err == nil {
		schemas.Store(key.String(), schema)
	}
	return schema, err
}

func runAll(ctx context.Context, all []migration) (map[string]string, error) {
	pool, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return nil, err
	}
	defer pool.Close()
	c, err := pool.Conn(ctx) // each connection would have a database of its own
	if err != nil {
		return nil, err
	}
	defer c.Close()
	for _, m := range append([]migration{{sql: migrationTable}}, all...) {
		if _, err := c.ExecContext(ctx, m.sql); err != nil {
			return nil, fmt.Errorf("%s: %w", m.name, err)
		}
	}
	return schemaOf(ctx, c)
}

func schemaOf(ctx context.Context, c *sql.Conn) (map[string]string, error) {
	rows, err := c.QueryContext(ctx, `SELECT type || ' ' || name, sql FROM sqlite_schema
		WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\_stat%' ESCAPE '\'`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	schema := map[string]string{}
	for rows.Next() {
		var what, text string
		if err := rows.Scan(&what, &text); err != nil {
			return nil, err
		}
		schema[what] = layout(text)
	}
	return schema, rows.Err()
}

var (
	comment     = regexp.MustCompile(`--[^\n]*`)
	spaces      = regexp.MustCompile(`\s+`)
	punctuation = regexp.MustCompile(` ?([(),=<>]) ?`)
	quotedName  = regexp.MustCompile(`"([a-z_]+)"`) // ALTER TABLE RENAME leaves quotes
)

func layout(text string) string {
	text = comment.ReplaceAllString(text, "")
	text = spaces.ReplaceAllString(strings.TrimSpace(text), " ")
	text = punctuation.ReplaceAllString(text, "$1")
	return quotedName.ReplaceAllString(text, "$1")
}

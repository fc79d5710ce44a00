//go:build !race

package migrations_test

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"karete/db"
	"karete/db/dbtest"
	"karete/db/migrations"
)

var release = flag.Bool("release", false, "write a dump of the current schema to testdata/released")

func steps(t *testing.T) []string {
	t.Helper()
	names, err := fs.Glob(migrations.Files, "*.sql")
	if err != nil || len(names) == 0 {
		t.Fatalf("steps: %q, %v", names, err)
	}
	return names
}

// current is the schema of a database that was made today.
func current(t *testing.T) string { return dbtest.Schema(t, dbtest.New(t)) }

func TestFromEveryStepToTheSameSchema(t *testing.T) {
	names, want := steps(t), current(t)
	for n := range names {
		some := fstest.MapFS{}
		for _, name := range names[:n+1] {
			text, err := migrations.Files.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			some[name] = &fstest.MapFile{Data: text}
		}
		path := filepath.Join(t.TempDir(), "karete.db")
		at := func(o *db.Options) { o.Path = path }
		old := dbtest.New(t, at, func(o *db.Options) { o.Migrations = some })
		if err := old.Close(); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, dbtest.Schema(t, dbtest.New(t, at))); diff != "" {
			t.Errorf("fresh and migrated from %s differ (- fresh):\n%s", names[n], diff)
		}
	}
}

func TestReleased(t *testing.T) {
	if *release {
		name := fmt.Sprintf("testdata/released/%.4s.sql", steps(t)[len(steps(t))-1])
		if err := os.WriteFile(name, []byte(dbtest.Dump(t, dbtest.New(t))), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	dumps, err := filepath.Glob("testdata/released/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	want := current(t)
	for _, name := range dumps {
		dump, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, dbtest.Schema(t, dbtest.Load(t, string(dump)))); diff != "" {
			t.Errorf("fresh and migrated from %s differ (- fresh):\n%s", name, diff)
		}
	}
}

func TestDumpIsTheDatabase(t *testing.T) {
	d := dbtest.New(t)
	if diff := cmp.Diff(dbtest.Dump(t, d), dbtest.Dump(t, dbtest.Load(t, dbtest.Dump(t, d)))); diff != "" {
		t.Errorf("dump of the loaded dump (- first):\n%s", diff)
	}
}

func TestTablesAreStrict(t *testing.T) {
	err := dbtest.New(t).Read(t.Context(), func(tx *db.Tx) error {
		rows, err := tx.Query(`SELECT name FROM pragma_table_list
			WHERE schema = 'main' AND type = 'table' AND NOT strict AND name <> 'sqlite_schema'`)
		if err != nil {
			return err
		}
		for rows.Next() {
			var name string
			if err := rows.Scan(&name); err != nil {
				return err
			}
			t.Errorf("table %s is not STRICT", name)
		}
		var tables int
		return errors.Join(rows.Err(), tx.QueryRow("SELECT count(*) FROM pragma_table_list WHERE strict").Scan(&tables))
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestForeignKeysAreChecked(t *testing.T) {
	if schema := strings.ToUpper(current(t)); strings.Contains(schema, "DEFERRABLE") {
		t.Error("a foreign key is DEFERRABLE: it would fail at the commit that other writes share")
	}
}

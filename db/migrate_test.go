package db

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"karete/db/vault/vaulttest"
)

const (
	firstStep  = "CREATE TABLE one (id INTEGER PRIMARY KEY) STRICT;\nINSERT INTO one VALUES (1);\n"
	secondStep = "CREATE TABLE two (id INTEGER PRIMARY KEY REFERENCES one (id)) STRICT;\nINSERT INTO two VALUES (1);\n"
)

// migrateTo opens the database with these steps and closes it.
func migrateTo(path string, steps fstest.MapFS) error {
	d, err := Open(context.Background(), Options{Path: path, VFS: vaulttest.VFS(), Migrations: steps})
	if err != nil {
		return err
	}
	return d.Close()
}

func tables(t *testing.T, path string) string {
	t.Helper()
	d, err := Open(context.Background(), Options{Path: path, VFS: vaulttest.VFS(), Migrations: fstest.MapFS{}})
	if err != nil && !errors.Is(err, ErrNewer) {
		t.Fatal(err)
	}
	if err == nil { // nothing was ever applied
		defer d.Close()
	} else {
		d = &DB{dial: dialer{dsn: dsn(path, vaulttest.VFS())}}
	}
	c, err := d.dial.open(copying)
	if err != nil {
		t.Fatal(err)
	}
	defer c.close()
	var all string
	err = c.sql.QueryRowContext(t.Context(),
		"SELECT coalesce(group_concat(name, ' ' ORDER BY name), '') FROM sqlite_schema WHERE type = 'table'").Scan(&all)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestMigrateStepByStep(t *testing.T) {
	path := filepath.Join(t.TempDir(), "karete.db")
	wantErr(t, "new", migrateTo(path, schema(firstStep)), nil)
	want(t, "tables", tables(t, path), "one schema_migration")
	if _, err := os.Stat(path + ".before-0001"); err == nil {
		t.Error("a new database needs no copy")
	}
	wantErr(t, "again", migrateTo(path, schema(firstStep)), nil)
	wantErr(t, "forward", migrateTo(path, schema(firstStep, secondStep)), nil)
	want(t, "tables", tables(t, path), "one schema_migration two")
	want(t, "tables of the copy", tables(t, path+".before-0002"), "one schema_migration")
	wantErr(t, "with the line ends of Windows", migrateTo(path, schema(strings.ReplaceAll(firstStep, "\n", "\r\n"), secondStep)), nil)
}

func TestMigrateRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		steps fstest.MapFS
		err   error
		says  string
	}{
		"an older program": {schema(firstStep), ErrNewer, "0002_step"},
		"a changed step":   {schema(firstStep, secondStep+"-- improved\n"), ErrMigration, "0002_step was changed"},
		"a gap":            {fstest.MapFS{"0001_step.sql": {Data: []byte(firstStep)}, "0003_step.sql": {}}, ErrMigration, "number 0002"},
		"a number twice":   {fstest.MapFS{"0001_step.sql": {Data: []byte(firstStep)}, "0001_too.sql": {}}, ErrMigration, "number 0002"},
		"a nameless step":  {fstest.MapFS{"0001.sql": {}}, ErrMigration, "NNNN_name.sql"},
		"a broken step":    {schema(firstStep, secondStep, "CREATE TABLE three (id INTEGER) STRICT; CREATE TABLE one (id INTEGER)"), ErrMigration, "0003_step"},
		"an orphan left":   {schema(firstStep, secondStep, "CREATE TABLE three (id INTEGER) STRICT; DELETE FROM one"), ErrMigration, "row 1 of two"},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "karete.db")
			if err := migrateTo(path, schema(firstStep, secondStep)); err != nil {
				t.Fatal(err)
			}
			err := migrateTo(path, c.steps)
			wantErr(t, "opening", err, c.err)
			if err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("error %q does not say %q", err, c.says)
			}
			want(t, "tables", tables(t, path), "one schema_migration two")
		})
	}
}

// Such a step cannot be taken back, so it must fail where it is written: in the
// tests of whoever writes it, on an empty database.
func TestMigrateFailsWhenAStepCommits(t *testing.T) {
	err := migrateTo(filepath.Join(t.TempDir(), "karete.db"), schema(firstStep+"COMMIT; BEGIN;"))
	wantErr(t, "opening", err, ErrMigration)
	if err == nil || !strings.Contains(err.Error(), "must not end the transaction") {
		t.Errorf("error: %v", err)
	}
}

func TestMigrateMayRebuildATable(t *testing.T) {
	path := filepath.Join(t.TempDir(), "karete.db")
	if err := migrateTo(path, schema(firstStep, secondStep)); err != nil {
		t.Fatal(err)
	}
	rebuild := `CREATE TABLE one_new (id INTEGER PRIMARY KEY, name TEXT NOT NULL DEFAULT '') STRICT;
INSERT INTO one_new (id) SELECT id FROM one;
DROP TABLE one;
ALTER TABLE one_new RENAME TO one;`
	d, err := Open(t.Context(), Options{Path: path, VFS: vaulttest.VFS(), Migrations: schema(firstStep, secondStep, rebuild)})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	want(t, "rows referring to it", count(t, d, "two"), 1)
	err = d.Write(t.Context(), func(tx *Tx) error {
		_, err := tx.Exec("INSERT INTO two VALUES (7)")
		return err
	})
	wantErr(t, "foreign keys hold again", err, ErrConstraint)
}

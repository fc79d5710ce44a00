package db

import (
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"karete/db/vault/vaulttest"
)

// A trigger of the same name that does nothing must be found, as must anything
// else that somebody with the file could do to the schema.
func TestCheckSchema(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		do   []string
		want []string
	}{
		{"untouched", nil, nil},
		{"hollowed", []string{"DROP TRIGGER visit_no_delete", "CREATE TRIGGER visit_no_delete BEFORE DELETE ON visit BEGIN SELECT 1; END"},
			[]string{"the trigger visit_no_delete is not as this program made it"}},
		{"made again as it was", []string{"DROP TRIGGER visit_no_delete",
			"CREATE TRIGGER visit_no_delete BEFORE DELETE ON visit\n BEGIN SELECT RAISE( ABORT, 'immutable: visit' ); END"}, nil},
		{"dropped", []string{"DROP TRIGGER visit_fixed"}, []string{"the trigger visit_fixed is not there"}},
		{"another index", []string{"DROP INDEX visit_one_open", "CREATE INDEX visit_one_open ON visit (patient_id)"},
			[]string{"the index visit_one_open is not as this program made it"}},
		{"a lying view", []string{"DROP VIEW encounter_in_force", "CREATE VIEW encounter_in_force AS SELECT * FROM encounter"},
			[]string{"the view encounter_in_force is not as this program made it"}},
		{"a trigger more", []string{"CREATE TRIGGER spy AFTER INSERT ON visit BEGIN DELETE FROM draft; END"},
			[]string{"the trigger spy was added by somebody else"}},
		{"statistics", []string{"ANALYZE"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d, err := Open(t.Context(), Options{Path: filepath.Join(t.TempDir(), "karete.db"), VFS: vaulttest.VFS(), Readers: 1})
			if err != nil {
				t.Fatal(err)
			}
			defer d.Close()
			for _, statement := range c.do {
				if err := d.Write(t.Context(), func(tx *Tx) error { _, err := tx.Exec(statement); return err }); err != nil {
					t.Fatal(err)
				}
			}
			got, err := d.CheckSchema(t.Context())
			if diff := cmp.Diff(c.want, got); diff != "" || err != nil {
				t.Errorf("%v\n%s", err, diff)
			}
		})
	}
}

// A table that a migration rebuilt is the same table.
func TestCheckSchemaAfterMigrations(t *testing.T) {
	t.Parallel()
	steps := fstest.MapFS{
		"0001_one.sql": {Data: []byte("CREATE TABLE a (id INTEGER PRIMARY KEY, n TEXT) STRICT")},
		"0002_two.sql": {Data: []byte("CREATE TABLE b (id INTEGER PRIMARY KEY, n TEXT NOT NULL) STRICT; DROP TABLE a; ALTER TABLE b RENAME TO a; ALTER TABLE a ADD COLUMN m TEXT")},
	}
	d, err := Open(t.Context(), Options{Path: filepath.Join(t.TempDir(), "karete.db"), VFS: vaulttest.VFS(), Migrations: steps})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if found, err := d.CheckSchema(t.Context()); err != nil || len(found) > 0 {
		t.Error(found, err)
	}
	schema, err := d.Schema(t.Context())
	if err != nil || schema["table a"] != "CREATE TABLE a(id INTEGER PRIMARY KEY,n TEXT NOT NULL,m TEXT)STRICT" {
		t.Errorf("%q, %v", schema["table a"], err)
	}
}

package upgrade

import (
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"karete/db"
	"karete/db/dbtest"
	"karete/db/journal"
)

// A box that nobody has upgraded since any release comes to the newest schema in
// one go; what is compared on the way is all that a later program needs.
func TestFromEveryReleasedSchema(t *testing.T) {
	t.Parallel()
	dumps, err := filepath.Glob("../../db/migrations/testdata/released/*.sql")
	if err != nil || len(dumps) == 0 {
		t.Fatalf("there is no released schema: %v", err)
	}
	for _, name := range dumps {
		dump, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		b := &box{T: t, dir: filepath.Join(t.TempDir(), "clinic")}
		if err := os.Mkdir(b.dir, 0o700); err != nil {
			t.Fatal(err)
		}
		pool, err := sql.Open("sqlite", dbtest.URI(filepath.Join(b.dir, database)))
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range []string{string(dump), "INSERT INTO secret VALUES ('of then', x'00', 0)"} {
			if _, err := pool.ExecContext(t.Context(), text); err != nil {
				t.Fatal(err)
			}
		}
		if err := errors.Join(pool.Close()); err != nil {
			t.Fatal(err)
		}
		r := b.begin("2.0", grows)
		// As it is, `karete check` finds nothing wrong with it.
		d, err := db.Open(t.Context(), db.Options{Path: filepath.Join(b.dir, database), VFS: dbtest.VFS(), Readers: 1, Stay: true})
		if err != nil {
			t.Fatal(err)
		}
		changed, err := d.CheckSchema(t.Context())
		if err != nil || len(changed) > 0 {
			t.Errorf("%s: %q, %v", name, changed, err)
		}
		report, err := journal.Verify(t.Context(), d, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range report.Findings {
			if f.Code != journal.GuardMissing { // those of later tables: the schema was compared above
				t.Errorf("%s: %s", name, f.Says)
			}
		}
		b.closes(d)
		d = b.open(r)
		if has, knows := d.Behind(); has != knows || b.written(d) != "of then +" {
			t.Errorf("%s: %d of %d steps, %q", name, has, knows, b.written(d))
		}
		b.closes(d)
		b.ends(r)
		if before := b.files("karete.db.before-*"); before == "" {
			t.Errorf("%s: the records from before are not kept", name)
		}
	}
}

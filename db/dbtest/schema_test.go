package dbtest_test

import (
	"testing"
	"testing/fstest"
	"time"

	"karete/db"
	"karete/db/dbtest"
)

func with(sql string) func(*db.Options) {
	return func(o *db.Options) {
		o.Migrations = fstest.MapFS{"0001_step.sql": {Data: []byte(sql)}}
	}
}

func TestSchemaComparesWhatMatters(t *testing.T) {
	base := dbtest.Schema(t, dbtest.New(t, with("CREATE TABLE a (id INTEGER PRIMARY KEY, n INTEGER NOT NULL CHECK (n > 0)) STRICT")))
	for _, c := range []struct {
		what, sql string
		same      bool
	}{
		{"layout and comments", "CREATE TABLE a (\n  id INTEGER PRIMARY KEY, -- the key\n  n  INTEGER NOT NULL CHECK (n>0)\n) STRICT", true},
		{"a rebuilt table", "CREATE TABLE b (id INTEGER PRIMARY KEY, n INTEGER NOT NULL CHECK (n > 0)) STRICT; ALTER TABLE b RENAME TO a", true},
		{"another check", "CREATE TABLE a (id INTEGER PRIMARY KEY, n INTEGER NOT NULL CHECK (n > 1)) STRICT", false},
		{"one without NOT NULL", "CREATE TABLE a (id INTEGER PRIMARY KEY, n INTEGER CHECK (n > 0)) STRICT", false},
		{"an index more", "CREATE TABLE a (id INTEGER PRIMARY KEY, n INTEGER NOT NULL CHECK (n > 0)) STRICT; CREATE INDEX a_n ON a (n)", false},
	} {
		if got := dbtest.Schema(t, dbtest.New(t, with(c.sql))); (got == base) != c.same {
			t.Errorf("%s: same is %t\n%s%s", c.what, !c.same, base, got)
		}
	}
}

func TestClockMovesOnlyWhenMoved(t *testing.T) {
	clock := dbtest.NewClock()
	d := dbtest.New(t, dbtest.WithClock(clock))
	now := func() (at time.Time) {
		if err := d.Write(t.Context(), func(tx *db.Tx) error { at = tx.Now; return nil }); err != nil {
			t.Fatal(err)
		}
		return at
	}
	if got := now(); !got.Equal(dbtest.Start) {
		t.Errorf("at first: %v", got)
	}
	clock.Advance(90 * time.Minute)
	if got, want := now().Format(time.RFC3339), "2026-11-24T07:30:00Z"; got != want {
		t.Errorf("moved: got %s, want %s", got, want)
	}
	clock.Set(dbtest.Start.Add(-time.Hour))
	if got, want := now().Format(time.RFC3339), "2026-11-24T05:00:00Z"; got != want {
		t.Errorf("set back: got %s, want %s", got, want)
	}
}

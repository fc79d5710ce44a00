package db

import (
	"context"
	"database/sql"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"karete/db/vault/vaulttest"
)

// schema is a migration for tests of this package, which know nothing of the clinic.
func schema(sql ...string) fstest.MapFS {
	m := fstest.MapFS{}
	for i, s := range sql {
		m["000"+string(rune('1'+i))+"_step.sql"] = &fstest.MapFile{Data: []byte(s)}
	}
	return m
}

const shelf = `
CREATE TABLE shelf (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE book (
  id    INTEGER PRIMARY KEY,
  title TEXT NOT NULL,
  shelf INTEGER NOT NULL REFERENCES shelf (id),
  pages INTEGER NOT NULL DEFAULT 1 CONSTRAINT some_pages CHECK (pages > 0),
  lent  INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX book_one_lent ON book (shelf) WHERE lent = 1;
CREATE TABLE stone (id INTEGER PRIMARY KEY, text TEXT) STRICT;
CREATE TRIGGER stone_no_delete BEFORE DELETE ON stone BEGIN SELECT RAISE(ABORT, 'immutable: stone'); END;
CREATE TRIGGER stone_no_update BEFORE UPDATE ON stone BEGIN SELECT RAISE(ABORT, 'immutable: stone'); END;
CREATE VIRTUAL TABLE word USING fts5 (title, content = '', contentless_delete = 1);
CREATE TRIGGER book_word AFTER INSERT ON book BEGIN INSERT INTO word (rowid, title) VALUES (NEW.id, NEW.title); END;
INSERT INTO shelf (id, name) VALUES (1, 'first');
`

var morning = time.Date(2026, 11, 24, 8, 0, 0, 123_456_789, time.FixedZone("SAST", 7200))

func open(t testing.TB, path string) *DB {
	t.Helper()
	d, err := Open(context.Background(), Options{
		Path: path, VFS: vaulttest.VFS(), Readers: 2, CacheMiB: 6, Clock: func() time.Time { return morning }, Migrations: schema(shelf),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

func fresh(t testing.TB) *DB {
	t.Helper()
	return open(t, filepath.Join(t.TempDir(), "karete.db"))
}

// page is a title that fills a page of the file.
func page(n int) string { return strings.Repeat("x", 4000) + string(rune('a'+n%26)) }

func addBook(d *DB, title string) error {
	return d.Write(context.Background(), func(tx *Tx) error {
		_, err := tx.Exec("INSERT INTO book (title, shelf) VALUES (?, 1)", title)
		return err
	})
}

func titles(t testing.TB, d *DB) string {
	t.Helper()
	var all string
	err := d.Read(context.Background(), func(tx *Tx) error {
		return tx.QueryRow("SELECT coalesce(group_concat(title, ' ' ORDER BY id), '') FROM book").Scan(&all)
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func want[T comparable](t testing.TB, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

func wantErr(t testing.TB, what string, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("%s: got error %v, want %v", what, err, want)
	}
}

func TestPragmasHoldOnEveryConnection(t *testing.T) {
	d := fresh(t)
	for query, wanted := range map[string]string{
		"PRAGMA journal_mode": "wal", "PRAGMA synchronous": "2", "PRAGMA foreign_keys": "1",
		"PRAGMA recursive_triggers": "1", "PRAGMA trusted_schema": "0",
		"PRAGMA busy_timeout": "5000", "PRAGMA cell_size_check": "1", "PRAGMA temp_store": "2",
	} {
		see := func(tx *Tx) error {
			var got string
			err := tx.QueryRow(query).Scan(&got)
			want(t, query, got, wanted)
			return err
		}
		if err := errors.Join(d.Read(t.Context(), see), d.Write(t.Context(), see)); err != nil {
			t.Errorf("%s: %v", query, err)
		}
	}
}

// A vault refuses to map the file: then the pragma answers nothing.
func TestTheFileIsNotMapped(t *testing.T) {
	d := fresh(t)
	see := func(tx *Tx) error {
		var size int64
		if err := tx.QueryRow("PRAGMA mmap_size").Scan(&size); err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		want(t, "mapped bytes", size, 0)
		return nil
	}
	if err := errors.Join(d.Read(t.Context(), see), d.Write(t.Context(), see)); err != nil {
		t.Error(err)
	}
}

func TestNowIsOneClockInWholeMilliseconds(t *testing.T) {
	d := fresh(t)
	for name, do := range map[string]func(context.Context, func(*Tx) error) error{"Read": d.Read, "Write": d.Write} {
		err := do(t.Context(), func(tx *Tx) error {
			want(t, name+" now", tx.Now.Format(time.RFC3339Nano), "2026-11-24T06:00:00.123Z")
			want(t, name+" writable", tx.Writable(), name == "Write")
			var ms int64
			if err := tx.QueryRow("SELECT ?", tx.Now).Scan(&ms); err != nil {
				return err
			}
			want(t, name+" as stored", ms, morning.UnixMilli())
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	}
}

func TestReadIsOneSnapshot(t *testing.T) {
	d := fresh(t)
	if err := addBook(d, "one"); err != nil {
		t.Fatal(err)
	}
	err := d.Read(t.Context(), func(tx *Tx) error {
		count := func() (n int) {
			if err := tx.QueryRow("SELECT count(*) FROM book").Scan(&n); err != nil {
				t.Error(err)
			}
			return n
		}
		want(t, "before", count(), 1)
		if err := addBook(d, "two"); err != nil {
			t.Error(err)
		}
		want(t, "after a write by another", count(), 1)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	want(t, "in the next read", titles(t, d), "one two")
}

func TestReadCannotWrite(t *testing.T) {
	d := fresh(t)
	err := d.Read(t.Context(), func(tx *Tx) error {
		_, err := tx.Exec("INSERT INTO shelf (name) VALUES ('x')")
		return err
	})
	wantErr(t, "Exec", err, ErrNotWritable)
	err = d.Read(t.Context(), func(tx *Tx) error {
		var id int
		return tx.QueryRow("INSERT INTO shelf (name) VALUES ('x') RETURNING id").Scan(&id)
	})
	wantErr(t, "QueryRow", err, ErrNotWritable)
	want(t, "a mistake is not a disk", d.State().Name, StateOK)
}

func TestCancelledReadStops(t *testing.T) {
	d := fresh(t)
	ctx, cancel := context.WithCancel(t.Context())
	err := d.Read(ctx, func(tx *Tx) error {
		rows, err := tx.Query("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n")
		if err != nil {
			return err
		}
		for rows.Next() {
			cancel()
		}
		return rows.Err()
	})
	wantErr(t, "endless query", err, context.Canceled)
	for range 4 { // no reader is lost or left interrupted
		want(t, "after it", titles(t, d), "")
	}
}

func TestStatementInsideItsOwnLoop(t *testing.T) {
	d := fresh(t)
	for _, title := range []string{"a", "b", "c"} {
		if err := addBook(d, title); err != nil {
			t.Fatal(err)
		}
	}
	const query = "SELECT title FROM book ORDER BY id"
	var seen strings.Builder
	err := d.Read(t.Context(), func(tx *Tx) error {
		outer, err := tx.Query(query)
		if err != nil {
			return err
		}
		for outer.Next() {
			var o, i string
			inner, err := tx.Query(query)
			if err != nil {
				return err
			}
			for inner.Next() {
				if err := errors.Join(outer.Scan(&o), inner.Scan(&i)); err != nil {
					return err
				}
				seen.WriteString(o + i + " ")
			}
			if err := tx.QueryRow(query).Scan(&i); err != nil || i != "a" {
				t.Errorf("first row: %q, %v", i, err)
			}
		}
		return outer.Err()
	})
	if err != nil {
		t.Fatal(err)
	}
	want(t, "pairs", seen.String(), "aa ab ac ba bb bc ca cb cc ")
}

func TestStatementsAreKeptAndBounded(t *testing.T) {
	d := fresh(t)
	err := d.Read(t.Context(), func(tx *Tx) error {
		open, err := tx.Query("SELECT 1 UNION SELECT 2")
		if err != nil {
			return err
		}
		for i := range maxStatements + 50 {
			var n int
			if err := tx.QueryRow("SELECT 1" + strings.Repeat(" ", i)).Scan(&n); err != nil {
				return err
			}
		}
		want(t, "kept", tx.conn.order.Len(), maxStatements)
		want(t, "in the map", len(tx.conn.stmts), maxStatements)
		sum := 0
		for open.Next() { // the oldest statement, but in use
			var n int
			if err := open.Scan(&n); err != nil {
				return err
			}
			sum += n
		}
		want(t, "rows of the oldest", sum, 3)
		return open.Err()
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestTxIsOfNoUseAfterwards(t *testing.T) {
	d := fresh(t)
	var kept *Tx
	if err := d.Read(t.Context(), func(tx *Tx) error { kept = tx; return nil }); err != nil {
		t.Fatal(err)
	}
	_, err := kept.Exec("DELETE FROM book")
	wantErr(t, "Exec", err, sql.ErrTxDone)
	_, err = kept.Query("SELECT 1")
	wantErr(t, "Query", err, sql.ErrTxDone)
	var n int
	wantErr(t, "QueryRow", kept.QueryRow("SELECT 1").Scan(&n), context.Canceled)
}

func TestClosed(t *testing.T) {
	d := fresh(t)
	if err := errors.Join(addBook(d, "kept"), d.Close(), d.Close()); err != nil {
		t.Fatal(err)
	}
	nothing := func(*Tx) error { t.Error("ran on a closed database"); return nil }
	wantErr(t, "Write", d.Write(t.Context(), nothing), ErrClosed)
	wantErr(t, "Read", d.Read(t.Context(), nothing), ErrClosed)
	wantErr(t, "Probe", d.Probe(t.Context()), ErrClosed)
	wantErr(t, "Snapshot", d.Snapshot(t.Context(), d.Path()+".copy"), ErrClosed)
	want(t, "reopened", titles(t, open(t, d.Path())), "kept")
}

func TestPathMayHoldAnything(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a b?c#d%20é.db")
	if err := addBook(open(t, path), "here"); err != nil {
		t.Fatal(err)
	}
	if found, err := filepath.Glob(filepath.Join(filepath.Dir(path), "a b*é.db")); err != nil || len(found) != 1 {
		t.Errorf("found %q, %v", found, err)
	}
}

func TestConstraintsHaveNames(t *testing.T) {
	d := fresh(t)
	for _, c := range []struct{ kind, name, sql string }{
		{KindUnique, "shelf.name", "INSERT INTO shelf (name) VALUES ('first')"},
		{KindUnique, "shelf.id", "INSERT INTO shelf (id, name) VALUES (1, 'x')"},
		{KindUnique, "book.shelf", "INSERT INTO book (title, shelf, lent) VALUES ('a', 1, 1), ('b', 1, 1)"},
		{KindForeignKey, "", "INSERT INTO book (title, shelf) VALUES ('a', 99)"},
		{KindCheck, "some_pages", "INSERT INTO book (title, shelf, pages) VALUES ('a', 1, 0)"},
		{KindNotNull, "shelf.name", "INSERT INTO shelf (name) VALUES (NULL)"},
		{KindTrigger, "immutable: stone", "INSERT INTO stone (id) VALUES (1); DELETE FROM stone"},
		{KindTrigger, "immutable: stone", "INSERT INTO stone (id) VALUES (1); INSERT OR REPLACE INTO stone (id) VALUES (1)"},
		{KindType, "cannot store TEXT value in INTEGER column book.pages", "INSERT INTO book (title, shelf, pages) VALUES ('a', 1, 'secret')"},
	} {
		err := d.Write(t.Context(), func(tx *Tx) error {
			_, err := tx.Exec(c.sql)
			return err
		})
		var got *ConstraintError
		if !errors.As(err, &got) || !errors.Is(err, ErrConstraint) {
			t.Errorf("%s: got %v", c.sql, err)
			continue
		}
		want(t, c.sql+" kind", got.Kind, c.kind)
		want(t, c.sql+" name", got.Name, c.name)
		want(t, c.sql+" unique", IsUnique(err, c.name), c.kind == KindUnique)
		if strings.Contains(err.Error(), "secret") {
			t.Errorf("the error repeats the value: %v", err)
		}
	}
	// From a row the error comes raw, inside the function, and translated outside.
	err := d.Write(t.Context(), func(tx *Tx) error {
		var id int
		err := tx.QueryRow("INSERT INTO shelf (name) VALUES ('first') RETURNING id").Scan(&id)
		want(t, "IsUnique of a raw error", IsUnique(err, "shelf.name"), true)
		return err
	})
	wantErr(t, "from a row", err, ErrConstraint)
}

func TestFullTextTriggerRunsWithoutTrust(t *testing.T) {
	d := fresh(t)
	if err := addBook(d, "mohlakola"); err != nil {
		t.Fatal(err)
	}
	err := d.Read(t.Context(), func(tx *Tx) error {
		var id int
		return tx.QueryRow("SELECT rowid FROM word WHERE word MATCH 'mohlakola'").Scan(&id)
	})
	if err != nil {
		t.Error(err)
	}
}

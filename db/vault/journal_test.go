package vault_test

import (
	"database/sql"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"testing"
)

// A rollback journal that a power cut left is played back by whoever opens next.
func TestHotJournal(t *testing.T) {
	t.Parallel()
	v := open(t, 1)
	for _, mode := range []string{"delete", "persist"} {
		path := filepath.Join(t.TempDir(), "a.db")
		d := connect(t, path, v.Name(), "journal_mode = "+mode, "cache_size = 5")
		exec(t, d, people)
		exec(t, d, "CREATE INDEX person_name ON person (name)")
		add(t, d, 1, 300)
		want, err := digest(d)
		if err != nil {
			t.Fatal(err)
		}
		exec(t, d, "BEGIN")
		exec(t, d, "UPDATE person SET name = 'x' || name, photo = zeroblob(6000)") // more than the cache: it is on the disk
		exec(t, d, "DELETE FROM person WHERE id % 3 = 0")
		main, journal := read(t, path), read(t, path+"-journal")
		exec(t, d, "ROLLBACK")
		if got, err := digest(d); err != nil || got != want {
			t.Errorf("%s: after a rollback: %v, or other rows", mode, err)
		}
		d.Close()

		write(t, path, main)
		write(t, path+"-journal", journal)
		if r, err := v.Check(t.Context(), path); err != nil || !r.Unfinished || len(r.Problems()) == 0 {
			t.Errorf("%s: with a hot journal: %+v, %v", mode, r, err)
		}
		if got, err := look(t, v, path); err != nil || got != want {
			t.Errorf("%s: after a cut: %v, or other rows", mode, err)
		}
		sound(t, v, path)
	}
}

// SQLite does not write pages that a transaction has added and freed again. Where
// it writes others behind them the file would have holes.
func TestNoHoles(t *testing.T) {
	t.Parallel()
	v := open(t, 1)
	path := filepath.Join(t.TempDir(), "a.db")
	d := connect(t, path, v.Name(), "journal_mode = delete")
	exec(t, d, people)
	exec(t, d, "BEGIN")
	exec(t, d, "CREATE TABLE short (b BLOB)")
	exec(t, d, "INSERT INTO short VALUES (zeroblob(400000))")
	add(t, d, 1, 100)
	exec(t, d, "DELETE FROM short")
	exec(t, d, "COMMIT")
	if n := scan[int](t, d, "PRAGMA freelist_count"); n < 90 {
		t.Errorf("%d free pages", n)
	}
	d.Close()
	sound(t, v, path)
}

// The same statements on a plain database and on one in the vault, in every mode
// and with caches so small that temporary files, savepoints and journals are used.
func TestTheSameAsWithoutAVault(t *testing.T) {
	t.Parallel()
	v := open(t, 1)
	for _, mode := range []string{"wal", "delete", "persist"} {
		t.Run(mode, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			var two [2]*sql.DB
			for i, vfs := range []string{"", v.Name()} {
				two[i] = connect(t, filepath.Join(dir, fmt.Sprint(i, ".db")), vfs, "journal_mode = "+mode, "cache_size = 8",
					"temp_store = FILE", "wal_autocheckpoint = 30", "synchronous = off")
				exec(t, two[i], people)
				exec(t, two[i], "CREATE INDEX person_name ON person (name)")
				exec(t, two[i], "CREATE TEMP TABLE old (id INTEGER, name TEXT, photo BLOB)")
				add(t, two[i], 1, 200)
			}
			statements := []func(n int) string{
				func(n int) string {
					return fmt.Sprintf("INSERT OR IGNORE INTO person SELECT id + %d, name || %d, zeroblob(length(photo) * 7 %% 9000) FROM person WHERE (SELECT count(*) FROM person) < 1000 LIMIT 40", n, n)
				},
				func(n int) string { return fmt.Sprintf("DELETE FROM person WHERE id %% 5 = %d", n%5) },
				func(n int) string {
					return fmt.Sprintf("UPDATE person SET name = hex(name) WHERE id %% 7 = %d AND length(name) < 200", n%7)
				},
				func(n int) string {
					return fmt.Sprintf("INSERT INTO old SELECT * FROM person WHERE id %% 3 = %d AND (SELECT count(*) FROM old) < 1000 ORDER BY photo, name LIMIT 80", n%3)
				},
				func(n int) string { return "DELETE FROM old WHERE rowid % 2" },
				func(n int) string {
					return "SAVEPOINT a; UPDATE person SET photo = zeroblob(9000); DELETE FROM person WHERE id % 2; ROLLBACK TO a; UPDATE person SET name = name || '-' WHERE id < 40; RELEASE a"
				},
				func(n int) string {
					return "BEGIN; UPDATE old SET photo = zeroblob(5000); DELETE FROM person WHERE id % 3; ROLLBACK"
				},
				func(n int) string { return "VACUUM" },
			}
			for step := range times(8) {
				statement := statements[rand.N(len(statements))](1 + rand.N(10_000))
				var got [2]string
				for i, d := range two {
					exec(t, d, statement)
					all, err := digest(d)
					if err != nil {
						t.Fatalf("step %d, %s: %v", step, statement, err)
					}
					got[i] = all + scan[string](t, d, "SELECT coalesce(group_concat(id || name || length(photo)), '') FROM (SELECT * FROM old ORDER BY photo DESC, name, id)")
				}
				if got[0] != got[1] {
					t.Fatalf("step %d, %s: they differ", step, statement)
				}
			}
			if s := scan[string](t, two[1], "PRAGMA integrity_check"); s != "ok" {
				t.Error(s)
			}
			two[1].Close()
			sound(t, v, filepath.Join(dir, "1.db"))
		})
	}
}

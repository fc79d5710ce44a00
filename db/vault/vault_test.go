package vault_test

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"karete/db/vault"
)

func open(t testing.TB, key byte) *vault.Vault {
	t.Helper()
	v, err := vault.Open([32]byte{key})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// connect opens one connection through a VFS ("": none of ours).
func connect(t testing.TB, path, vfs string, pragmas ...string) *sql.DB {
	t.Helper()
	uri := "file:" + path
	if vfs != "" {
		uri += "?vfs=" + vfs
	}
	d, err := sql.Open("sqlite", uri)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	d.SetMaxOpenConns(1)
	for _, pragma := range pragmas {
		exec(t, d, "PRAGMA "+pragma)
	}
	return d
}

func exec(t testing.TB, d *sql.DB, query string, args ...any) {
	t.Helper()
	if _, err := d.Exec(query, args...); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
}

func scan[T any](t testing.TB, d *sql.DB, query string, args ...any) (v T) {
	t.Helper()
	if err := d.QueryRow(query, args...).Scan(&v); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return v
}

func code(err error) int {
	var e *sqlite.Error
	if errors.As(err, &e) {
		return e.Code()
	}
	return 0
}

const people = `CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT NOT NULL, photo BLOB)`

// add writes so many rows with names that can be searched for.
func add(t testing.TB, d *sql.DB, from, n int) {
	t.Helper()
	exec(t, d, `WITH RECURSIVE g (n) AS (SELECT ? UNION ALL SELECT n + 1 FROM g WHERE n < ?)
		INSERT INTO person SELECT n, 'Mathabo Mokoena ' || n, zeroblob(n * 37 % 9000) FROM g`, from, from+n-1)
}

func TestANewDatabaseHasTheGeometry(t *testing.T) {
	t.Parallel()
	v := open(t, 1)
	path := filepath.Join(t.TempDir(), "a.db")
	for _, mode := range []string{"wal", "delete", "truncate", "persist", "memory"} {
		t.Run(mode, func(t *testing.T) {
			name := path + mode
			d := connect(t, name, v.Name())
			if got := scan[string](t, d, "PRAGMA journal_mode = "+mode); got != mode {
				t.Fatalf("journal mode %s", got)
			}
			exec(t, d, "PRAGMA page_size = 8192") // it is fixed
			exec(t, d, people)
			add(t, d, 1, 300)
			exec(t, d, "DELETE FROM person WHERE id % 2")
			if _, err := d.Exec("VACUUM"); mode != "wal" && err == nil {
				t.Error("it took another page size")
			}
			exec(t, d, "PRAGMA page_size = 4096")
			exec(t, d, "VACUUM")
			exec(t, d, "VACUUM INTO ?", name+".copy")
			for _, file := range []string{name, name + ".copy"} {
				d.Close()
				d = connect(t, file, v.Name())
				if n := scan[int](t, d, "SELECT count(*) FROM person"); n != 150 {
					t.Errorf("%d rows", n)
				}
				if s := scan[string](t, d, "PRAGMA integrity_check"); s != "ok" {
					t.Error(s)
				}
				header := scan[[]byte](t, d, "SELECT substr(data, 1, 100) FROM sqlite_dbpage WHERE pgno = 1")
				if header[16] != 0x10 || header[17] != 0 || header[20] != 40 {
					t.Errorf("geometry %x", header[16:21])
				}
			}
			d.Close()
			if r, err := v.Check(t.Context(), name); err != nil || !r.Sound() || r.Pages < 50 {
				t.Errorf("%+v, %v", r, err)
			}
		})
	}
}

func TestNothingOpensWithoutTheKey(t *testing.T) {
	t.Parallel()
	v, other := open(t, 1), open(t, 2)
	path := filepath.Join(t.TempDir(), "a.db")
	d := connect(t, path, v.Name(), "journal_mode = wal")
	exec(t, d, people)
	if err := v.Close(); !errors.Is(err, vault.ErrInUse) {
		t.Errorf("closed over an open file: %v", err)
	}
	if _, err := v.Check(t.Context(), path); !errors.Is(err, vault.ErrInUse) {
		t.Errorf("checked an open file: %v", err)
	}
	d.Close()

	for _, vfs := range []string{other.Name(), ""} {
		d := connect(t, path, vfs)
		if _, err := d.Exec("SELECT * FROM sqlite_schema"); code(err) != sqlite3.SQLITE_NOTADB {
			t.Errorf("through %q: %v", vfs, err)
		}
		d.Close()
	}
	plain := filepath.Join(t.TempDir(), "plain.db")
	d = connect(t, plain, "")
	exec(t, d, people)
	d.Close()
	d = connect(t, plain, v.Name())
	if _, err := d.Exec("SELECT * FROM person"); code(err) != sqlite3.SQLITE_NOTADB {
		t.Errorf("a plain file: %v", err)
	}
	d.Close()

	for _, c := range []struct {
		path string
		v    *vault.Vault
		want bool
	}{{path, v, true}, {path, other, false}, {plain, v, false}, {path + "no", v, false}} {
		if got, err := c.v.Owns(c.path); got != c.want || err != nil {
			t.Errorf("owns: %v, %v", got, err)
		}
	}
	for name, want := range map[string]bool{path: false, plain: true, plain + "no": false} {
		if got, err := vault.Plain(name); got != want || err != nil {
			t.Errorf("plain: %v, %v", got, err)
		}
	}
	if r, err := other.Check(t.Context(), path); err != nil || r.Sound() || len(r.Problems()) != 2 {
		t.Errorf("checked with another key: %v, %v", r, err)
	}
	for range 2 {
		if err := v.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	}
	if err := connect(t, path, v.Name()).Ping(); err == nil || !strings.Contains(err.Error(), "no such vfs") {
		t.Errorf("after closing: %v", err)
	}
	if _, err := v.Check(t.Context(), path); !errors.Is(err, vault.ErrClosed) {
		t.Errorf("check after closing: %v", err)
	}
}

// Everything that could make SQLite go round the cipher or change the geometry.
func TestWhatIsRefused(t *testing.T) {
	t.Parallel()
	v := open(t, 1)
	path := filepath.Join(t.TempDir(), "a.db")
	d := connect(t, path, v.Name(), "journal_mode = wal")
	exec(t, d, people)
	add(t, d, 1, 10)
	if err := d.QueryRow("PRAGMA mmap_size = 1000000").Scan(new(int)); !errors.Is(err, sql.ErrNoRows) {
		t.Errorf("mapping: %v", err)
	}
	d.Close()

	// A snapshot of another geometry cannot be made through the vault.
	plain := connect(t, filepath.Join(t.TempDir(), "small.db"), "", "page_size = 1024")
	exec(t, plain, people)
	if _, err := plain.Exec("VACUUM INTO ?", "file:"+path+".2?reserve=40&vfs="+v.Name()); err == nil {
		t.Error("pages of 1024 bytes")
	}
	plain.Close()
	plain = connect(t, filepath.Join(t.TempDir(), "b.db"), "")
	exec(t, plain, people)
	if _, err := plain.Exec("VACUUM INTO ?", "file:"+path+".3?reserve=0&vfs="+v.Name()); err == nil {
		t.Error("pages without room for the seal")
	}
	for _, name := range []string{path + ".2", path + ".3"} {
		if b, err := os.ReadFile(name); err == nil && bytes.Contains(b, []byte("person")) {
			t.Error("in the clear")
		}
	}

	// Without the device's promise about overwriting SQLite would split a frame.
	d = connect(t, path, v.Name()+"&psow=0", "journal_mode = wal")
	if _, err := d.Exec("INSERT INTO person VALUES (100, 'x', NULL)"); err != nil && code(err)&0xff != sqlite3.SQLITE_IOERR {
		t.Errorf("psow=0: %v", err)
	}
	d.Close()
	if r, err := v.Check(t.Context(), path); err != nil || !r.Sound() {
		t.Errorf("%v, %v", r.Problems(), err)
	}
	if n := scan[int](t, connect(t, path, v.Name()), "SELECT count(*) FROM person"); n < 10 {
		t.Errorf("%d rows", n)
	}
}

// Many files open and close while others work.
func TestManyConnections(t *testing.T) {
	t.Parallel()
	v := open(t, 1)
	path := filepath.Join(t.TempDir(), "a.db")
	d := connect(t, path, v.Name(), "journal_mode = wal", "busy_timeout = 20000")
	exec(t, d, people)
	done := make(chan error)
	for i := range 4 {
		go func() {
			for round := range 5 {
				c, err := sql.Open("sqlite", "file:"+path+"?vfs="+v.Name()+"&_pragma=busy_timeout(20000)")
				if err == nil && i == 0 {
					_, err = c.Exec("INSERT INTO person (name, photo) VALUES (?, randomblob(5000))", fmt.Sprint(round))
				}
				var bad int
				if err == nil {
					err = c.QueryRow("SELECT count(*) FROM person WHERE length(photo) <> 5000").Scan(&bad)
				}
				if err == nil && bad > 0 {
					err = fmt.Errorf("%d bad rows", bad)
				}
				if err == nil {
					err = c.Close()
				}
				if err != nil {
					done <- err
					return
				}
			}
			done <- nil
		}()
	}
	for range 4 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	if n := scan[int](t, d, "SELECT count(*) FROM person"); n != 5 {
		t.Errorf("%d rows", n)
	}
	d.Close()
	if err := v.Close(); err != nil {
		t.Error(err)
	}
}

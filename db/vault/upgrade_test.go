package vault_test

import (
	"bytes"
	"database/sql"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"karete/db/vault"
)

func digest2(d *sql.DB) (s string, err error) {
	err = d.QueryRow("SELECT group_concat(id || name || length(photo)) FROM (SELECT * FROM person ORDER BY id)").Scan(&s)
	return s, err
}

// plainClinic is a database from before there was a vault, with a log that was
// not moved, and a snapshot from before a migration.
func plainClinic(t testing.TB, path string) (digest string) {
	t.Helper()
	d := connect(t, path, "", "journal_mode = wal", "wal_autocheckpoint = 0")
	exec(t, d, people)
	exec(t, d, "CREATE VIRTUAL TABLE search USING fts5 (name, content = '', contentless_delete = 1)")
	exec(t, d, "PRAGMA user_version = 7")
	add(t, d, 1, 200)
	exec(t, d, "INSERT INTO search (rowid, name) SELECT id, name FROM person")
	exec(t, d, "VACUUM INTO ?", path+".before-0003")
	exec(t, d, "PRAGMA wal_checkpoint(RESTART)")
	add(t, d, 1000, 50)
	digest, err := digest2(d)
	if err != nil {
		t.Fatal(err)
	}
	// A snapshot that was cut short, before its beginning was there.
	part := read(t, path+".before-0003")
	clear(part[:page])
	write(t, path+".before-0004.part", part)
	img := take(t, path) // as a cut leaves it: with a log
	d.Close()
	img.put(t, path)
	return digest
}

// inVault says that all of the database is there, and nothing in the clear beside it.
func inVault(t testing.TB, v *vault.Vault, path, want string) {
	t.Helper()
	names, err := filepath.Glob(path + "*")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, secret := range []string{"Mathabo", "person", "SQLite format"} {
			if bytes.Contains(b, []byte(secret)) {
				t.Errorf("%s in the clear in %s", secret, filepath.Base(name))
			}
		}
	}
	d := connect(t, path, v.Name(), "journal_mode = wal")
	got, err := digest2(d)
	if err != nil || got != want {
		t.Errorf("%v, or other rows", err)
	}
	if n := scan[int](t, d, "SELECT count(*) FROM search WHERE search MATCH 'mokoena'"); n != 200 {
		t.Errorf("%d found", n)
	}
	if n := scan[int](t, d, "PRAGMA user_version"); n != 7 {
		t.Errorf("version %d", n)
	}
	exec(t, d, "INSERT INTO person VALUES (5000, 'new', NULL)")
	exec(t, d, "DELETE FROM person WHERE id = 5000")
	d.Close()
	sound(t, v, path)
}

func TestUpgrade(t *testing.T) {
	t.Parallel()
	v := open(t, 1)
	path := filepath.Join(t.TempDir(), "kare[t]e.db") // a name that is a pattern, too
	want := plainClinic(t, path)
	before := map[string]*os.File{} // what becomes of the blocks that were in the clear
	for _, end := range []string{"", "-wal", ".before-0003"} {
		f, err := os.Open(path + end)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		before[end] = f
	}
	if err := v.Upgrade(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	for end, f := range before {
		if b, err := io.ReadAll(f); err != nil || len(b) == 0 || len(bytes.Trim(b, "\x00")) > 0 {
			t.Errorf("%q was not overwritten, of %d bytes, %v", end, len(b), err)
		}
	}
	names, err := filepath.Glob(filepath.Join(filepath.Dir(path), "*"))
	if err != nil || len(names) != 1 {
		t.Errorf("left: %q, %v", names, err)
	}
	for range 2 { // again: nothing to do
		inVault(t, v, path, want)
		if err := v.Upgrade(t.Context(), path); err != nil {
			t.Fatal(err)
		}
	}
	if err := v.Upgrade(t.Context(), filepath.Join(t.TempDir(), "none.db")); err != nil {
		t.Errorf("no database: %v", err)
	}
	// A snapshot of the vault's own stays.
	d := connect(t, path, v.Name())
	exec(t, d, "VACUUM INTO ?", path+".before-0004")
	link := filepath.Join(t.TempDir(), "link.db")
	if err := os.Symlink(path, link); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{path, link} {
		if err := v.Upgrade(t.Context(), name); !errors.Is(err, vault.ErrInUse) {
			t.Errorf("while it is open: %v", err)
		}
	}
	d.Close()
	if err := v.Upgrade(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path + ".before-0004"); err != nil {
		t.Error(err)
	}
}

// A log that SQLite does not take for one holds names all the same.
func TestUpgradeOverwritesAnyLog(t *testing.T) {
	t.Parallel()
	v := open(t, 1)
	path := filepath.Join(t.TempDir(), "karete.db")
	plainClinic(t, path)
	img := take(t, path)
	clear(img.log[:32])
	img.put(t, path)
	f, err := os.Open(path + "-wal")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := v.Upgrade(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	if b, err := io.ReadAll(f); err != nil || bytes.Contains(b, []byte("Mathabo")) || exists(path+"-wal") {
		t.Errorf("it was not overwritten, or is there still (%v)", err)
	}
}

// Every state that a power cut may leave, made by hand.
func TestUpgradeGoesOnFromWhereItWas(t *testing.T) {
	t.Parallel()
	v := open(t, 1)
	base := filepath.Join(t.TempDir(), "karete.db")
	want := plainClinic(t, base)
	original, snapshot := take(t, base), read(t, base+".before-0003")
	if err := v.Upgrade(t.Context(), base); err != nil {
		t.Fatal(err)
	}
	sealed := read(t, base)
	half := bytes.Clone(original.main)
	clear(half[page:])

	for what, lay := range map[string]func(path string){
		"a copy half written": func(path string) {
			write(t, path+".sealing", sealed[:len(sealed)/2])
			write(t, path+".sealing-journal", []byte("rest"))
		},
		"a whole copy, no second name": func(path string) { write(t, path+".sealing", sealed) },
		"the second name made": func(path string) {
			write(t, path+".sealing", sealed)
			if err := os.Link(path, path+".plain"); err != nil {
				t.Fatal(err)
			}
		},
		"replaced, nothing overwritten": func(path string) {
			rename(t, path, path+".plain")
			write(t, path, sealed)
		},
		"half overwritten": func(path string) {
			write(t, path+".plain", half)
			write(t, path, sealed)
		},
		"overwritten, not removed": func(path string) {
			write(t, path+".plain", make([]byte, len(half)))
			write(t, path, sealed)
		},
		"an older upgrade's rest beside a plain one": func(path string) { write(t, path+".plain", snapshot) },
		"the log overwritten, snapshots not": func(path string) {
			write(t, path, sealed)
			write(t, path+"-wal", nil)
		},
	} {
		path := filepath.Join(t.TempDir(), "karete.db")
		original.put(t, path)
		write(t, path+".before-0003", snapshot)
		write(t, path+".before-0004.part", snapshot[page:])
		lay(path)
		if err := v.Upgrade(t.Context(), path); err != nil {
			t.Errorf("%s: %v", what, err)
			continue
		}
		inVault(t, v, path, want)
		names, err := filepath.Glob(path + "*")
		names = slices.DeleteFunc(names, func(n string) bool { return n == path || n == path+"-wal" || n == path+"-shm" })
		if err != nil || len(names) > 0 {
			t.Errorf("%s: left %q, %v", what, names, err)
		}
		if t.Failed() {
			t.Fatal(what)
		}
	}
}

// What is damaged is not brought in, and what cannot be read again is no reason to
// throw the original away.
func TestUpgradeLeavesWhatItCannotDo(t *testing.T) {
	t.Parallel()
	v := open(t, 1)
	path := filepath.Join(t.TempDir(), "karete.db")
	plainClinic(t, path)
	d := connect(t, path, "")
	exec(t, d, "PRAGMA wal_checkpoint(TRUNCATE)")
	d.Close()
	b := read(t, path)
	for at := 2 * page; at < len(b); at += 3 * page {
		garble(b[at : at+200])
	}
	write(t, path, b)
	if err := v.Upgrade(t.Context(), path); err == nil {
		t.Error("a damaged database was brought in")
	}
	if !bytes.Equal(read(t, path), b) {
		t.Error("the original was changed")
	}
	if names, err := filepath.Glob(path + ".sealing*"); err != nil || len(names) > 0 {
		t.Errorf("left %q, %v", names, err)
	}

	stranger := open(t, 2)
	path = filepath.Join(t.TempDir(), "karete.db")
	want := plainClinic(t, path)
	if err := stranger.Upgrade(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	write(t, path+".plain", b)
	if err := v.Upgrade(t.Context(), path); !errors.Is(err, vault.ErrDamaged) {
		t.Errorf("under another key: %v", err)
	}
	if !bytes.Equal(read(t, path+".plain"), b) {
		t.Error("the only readable copy is gone")
	}
	if err := stranger.Upgrade(t.Context(), path); err != nil {
		t.Error(err)
	}
	inVault(t, stranger, path, want)
}

func TestRekey(t *testing.T) {
	t.Parallel()
	old, fresh := open(t, 1), open(t, 2)
	path := filepath.Join(t.TempDir(), "karete.db")
	want := plainClinic(t, path)
	if err := old.Upgrade(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	d := connect(t, path, old.Name(), "journal_mode = wal", "wal_autocheckpoint = 0")
	exec(t, d, "UPDATE person SET photo = NULL WHERE id = 1000")
	exec(t, d, "UPDATE person SET photo = zeroblob(1000 * 37 % 9000) WHERE id = 1000")
	exec(t, d, "VACUUM INTO ?", path+".before-0008")
	img := take(t, path)
	if err := old.Rekey(t.Context(), fresh, path, path+".rekey"); !errors.Is(err, vault.ErrInUse) {
		t.Errorf("while it is open: %v", err)
	}
	d.Close()
	img.put(t, path) // with its log

	if err := old.Rekey(t.Context(), fresh, path, path+".rekey"); err != nil {
		t.Fatal(err)
	}
	if err := old.Rekey(t.Context(), fresh, path, path+".rekey"); !errors.Is(err, os.ErrExist) {
		t.Errorf("over another: %v", err)
	}
	owner := func() string {
		var owners []string
		for what, v := range map[string]*vault.Vault{"old": old, "new": fresh} {
			if yes, err := v.Owns(path); err != nil {
				t.Fatal(err)
			} else if yes {
				owners = append(owners, what)
			}
		}
		return strings.Join(owners, " and ")
	}
	if owner() != "old" {
		t.Errorf("before the switch it belongs to %s", owner())
	}
	log := read(t, path+"-wal")
	if err := vault.Replace(path+".rekey", path); err != nil {
		t.Fatal(err)
	}
	if owner() != "new" {
		t.Errorf("after the switch it belongs to %s", owner())
	}
	if names, err := filepath.Glob(path + "*"); err != nil || len(names) != 1 {
		t.Errorf("left %q, %v", names, err)
	}
	write(t, path+"-wal", log) // the cut came before it was removed
	inVault(t, fresh, path, want)
	d = connect(t, path, old.Name())
	if _, err := d.Exec("SELECT * FROM person"); err == nil {
		t.Error("it opens under the old key")
	}
	d.Close()
}

func TestACopyIsComparedAndRefusedOverAnother(t *testing.T) {
	t.Parallel()
	v := open(t, 1)
	path := filepath.Join(t.TempDir(), "karete.db")
	plainClinic(t, path)
	if err := v.CopyFrom(t.Context(), path, path+".new"); err != nil {
		t.Fatal(err)
	}
	if err := v.CopyFrom(t.Context(), path, path+".new"); !errors.Is(err, os.ErrExist) {
		t.Errorf("over another: %v", err)
	}
	if err := v.CopyFrom(t.Context(), path+".new", path+".2"); !errors.Is(err, vault.ErrNotPlain) {
		t.Errorf("of an encrypted one: %v", err)
	}
	names, err := filepath.Glob(path + "*")
	if err != nil || len(names) != 5 { // itself, its log, its snapshots, the copy
		t.Errorf("%q, %v", names, err)
	}
}

func read(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func write(t testing.TB, name string, b []byte) {
	t.Helper()
	if err := os.WriteFile(name, b, 0o600); err != nil {
		t.Fatal(err)
	}
}

func rename(t testing.TB, from, to string) {
	t.Helper()
	if err := os.Rename(from, to); err != nil {
		t.Fatal(err)
	}
}

func exists(name string) bool {
	_, err := os.Lstat(name)
	return err == nil
}

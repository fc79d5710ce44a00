package db

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"karete/db/vault"
	"karete/db/vault/vaulttest"
)

func openThrough(t *testing.T, path, vfs string) (*DB, error) {
	t.Helper()
	d, err := Open(t.Context(), Options{Path: path, VFS: vfs, Readers: 1, CacheMiB: 2, Clock: func() time.Time { return morning }, Migrations: schema(shelf)})
	if err == nil {
		t.Cleanup(func() { d.Close() })
	}
	return d, err
}

// filled is a closed database all of which is in its file.
func filled(t *testing.T, vfs string) (path string) {
	t.Helper()
	d, err := openThrough(t, filepath.Join(t.TempDir(), "karete.db"), vfs)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 30 {
		if err := addBook(d, page(i)); err != nil {
			t.Fatal(err)
		}
	}
	c, err := d.dial.open(writing)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.run("PRAGMA wal_checkpoint(TRUNCATE)"); err != nil {
		t.Fatal(err)
	}
	c.close()
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	return d.Path()
}

func alter(t *testing.T, name string, f func([]byte) []byte) {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, f(b), 0o600); err != nil {
		t.Fatal(err)
	}
}

// A damaged page is told, over and over, and the box writes nothing because of it.
// What people enter elsewhere is still taken.
func TestDamageIsToldAndWritesNothing(t *testing.T) {
	path := filled(t, vaulttest.VFS())
	d, err := openThrough(t, path, vaulttest.VFS())
	if err != nil {
		t.Fatal(err)
	}
	var root int64
	if err := d.Read(t.Context(), func(tx *Tx) error {
		return tx.QueryRow("SELECT rootpage FROM sqlite_schema WHERE name = 'book'").Scan(&root)
	}); err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	alter(t, path, func(b []byte) []byte {
		clear(b[(root-1)*4096+8 : root*4096])
		return b
	})
	if d, err = openThrough(t, path, vaulttest.VFS()); err != nil {
		t.Fatal(err)
	}
	files := func() (all []byte) {
		for _, name := range []string{path, path + "-wal"} {
			b, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, b...)
		}
		return all
	}
	before := files()
	for range 3 {
		err := d.Read(t.Context(), func(tx *Tx) error {
			return tx.QueryRow("SELECT sum(length(title)) FROM book NOT INDEXED").Scan(new(int))
		})
		wantErr(t, "reading over it", err, ErrCorrupt)
		d.probe.last = time.Time{}
		wantErr(t, "probe", d.Probe(t.Context()), ErrCorrupt)
		want(t, "state", d.State().Name, StateFailing)
	}
	if !strings.HasPrefix(d.Probe(t.Context()).Error(), "db: the database is damaged") {
		t.Error(d.Probe(t.Context()))
	}
	copied := filepath.Join(t.TempDir(), "copy.db")
	wantErr(t, "snapshot", d.Snapshot(t.Context(), copied), ErrCorrupt)
	if _, err := os.Stat(copied); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the snapshot is there: %v", err)
	}
	if found, err := d.IntegrityCheck(t.Context()); err != nil || len(found) == 0 {
		t.Errorf("integrity: %q, %v", found, err)
	}
	if !bytes.Equal(before, files()) {
		t.Error("the box wrote to a damaged database")
	}
	err = d.Write(t.Context(), func(tx *Tx) error {
		_, err := tx.Exec("INSERT INTO stone (text) VALUES ('elsewhere')")
		return err
	})
	wantErr(t, "a write elsewhere", err, nil)
	want(t, "state after it", d.State().Name, StateFailing)
	wantErr(t, "probe after it", d.Probe(t.Context()), ErrCorrupt)
}

func TestOneBitIsFoundInAVault(t *testing.T) {
	v, err := vault.Open([32]byte{1})
	if err != nil {
		t.Fatal(err)
	}
	path := filled(t, v.Name())
	alter(t, path, func(b []byte) []byte {
		b[4096*7+2000] ^= 4
		return b
	})
	d, err := openThrough(t, path, v.Name())
	if err != nil {
		t.Fatal(err)
	}
	found, err := d.IntegrityCheck(t.Context())
	if err != nil || len(found) != 1 || !strings.HasPrefix(found[0], "page 8 of ") {
		t.Errorf("%q, %v", found, err)
	}
}

func TestWhatCannotBeOpenedIsNotMadeAnew(t *testing.T) {
	v, err := vault.Open([32]byte{1})
	if err != nil {
		t.Fatal(err)
	}
	other, err := vault.Open([32]byte{2})
	if err != nil {
		t.Fatal(err)
	}
	refused := func(what, path, vfs string) {
		t.Helper()
		before, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		_, err = openThrough(t, path, vfs)
		wantErr(t, what, err, ErrCorrupt)
		if after, err := os.ReadFile(path); err != nil || !bytes.Equal(before, after) {
			t.Errorf("%s: the file was written to (%v)", what, err)
		}
	}
	path := filled(t, v.Name())
	refused("another key", path, other.Name())
	refused("no key", path, "")
	alter(t, path, func(b []byte) []byte { b[50] ^= 1; return b })
	refused("page 1", path, v.Name())

	path = filled(t, v.Name())
	alter(t, path, func(b []byte) []byte { return nil })
	if err := os.WriteFile(path+"-wal", make([]byte, 5000), 0o600); err != nil {
		t.Fatal(err)
	}
	refused("nothing but a log", path, v.Name())
	if b, err := os.ReadFile(path + "-wal"); err != nil || len(b) != 5000 {
		t.Errorf("its log: %d bytes, %v", len(b), err)
	}
}

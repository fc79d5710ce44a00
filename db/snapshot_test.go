package db

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"karete/db/vault/vaulttest"
)

func TestSnapshotIsADatabase(t *testing.T) {
	d := fresh(t)
	if err := addBook(d, "one"); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "copy.db")
	for _, leftover := range []string{path, path + ".part"} {
		if err := os.WriteFile(leftover, []byte("of an earlier one"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := d.Snapshot(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	if err := addBook(d, "two"); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(path + "*")
	if err != nil || len(files) != 1 {
		t.Errorf("files left: %q, %v", files, err)
	}
	copied := open(t, path)
	want(t, "in the copy", titles(t, copied), "one")
	found, err := copied.IntegrityCheck(t.Context())
	if err != nil || len(found) > 0 {
		t.Errorf("integrity of the copy: %q, %v", found, err)
	}
}

func TestSnapshotThatFailsLeavesTheOldOne(t *testing.T) {
	d := fresh(t)
	dir := t.TempDir()
	path := filepath.Join(dir, "copy.db")
	if err := d.Snapshot(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(path+".part", "in the way"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := d.Snapshot(t.Context(), path); err == nil {
		t.Error("it did not notice")
	}
	after, err := os.ReadFile(path)
	if err != nil || !bytes.Equal(before, after) {
		t.Errorf("the old snapshot changed: %v", err)
	}
}

func TestIntegrityCheckFindsDamage(t *testing.T) {
	d := fresh(t)
	for range 50 {
		if err := addBook(d, page(0)); err != nil {
			t.Fatal(err)
		}
	}
	if err := d.Write(t.Context(), func(tx *Tx) error {
		_, err := tx.Exec("DROP TABLE word; DROP TRIGGER book_word")
		return err
	}); err != nil {
		t.Fatal(err)
	}
	found, err := d.IntegrityCheck(t.Context())
	if err != nil || len(found) > 0 {
		t.Fatalf("before: %q, %v", found, err)
	}
	var root int64
	err = d.Read(t.Context(), func(tx *Tx) error {
		return tx.QueryRow("SELECT rootpage FROM sqlite_schema WHERE name = 'book'").Scan(&root)
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}

	// An orphan, made by somebody who does not care about foreign keys.
	c, err := dialer{dsn: dsn(d.Path(), vaulttest.VFS())}.open(writing)
	if err != nil {
		t.Fatal(err)
	}
	for _, sql := range []string{"PRAGMA foreign_keys = OFF", "UPDATE book SET shelf = 5 WHERE id = 3", "PRAGMA wal_checkpoint(TRUNCATE)"} {
		if _, err := c.sql.ExecContext(t.Context(), sql); err != nil {
			t.Fatal(err)
		}
	}
	c.close()
	d = open(t, d.Path())
	found, err = d.IntegrityCheck(t.Context())
	if err != nil || strings.Join(found, "") != "row 3 of book refers to a row of shelf that is not there" {
		t.Errorf("orphan: %q, %v", found, err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}

	// A page of nonsense, as a worn SD card returns it.
	f, err := os.OpenFile(d.Path(), os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteAt(bytes.Repeat([]byte{0xa5}, 4096), (root-1)*4096); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	d = open(t, d.Path())
	found, err = d.IntegrityCheck(t.Context())
	if err != nil || len(found) == 0 {
		t.Errorf("damaged page: %q, %v", found, err)
	}
	err = d.Read(t.Context(), func(tx *Tx) error {
		var n int
		return tx.QueryRow("SELECT sum(length(title)) FROM book").Scan(&n)
	})
	wantErr(t, "reading over it", err, ErrCorrupt)
	want(t, "state", d.State().Name, StateFailing)
}

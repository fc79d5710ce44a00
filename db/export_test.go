package db

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"karete/db/vault"
)

// exported is a snapshot's file, and the titles in it.
func exported(t *testing.T, d *DB, meanwhile func()) (image []byte, books int) {
	t.Helper()
	var out bytes.Buffer
	err := d.Export(t.Context(), func(tx *Tx, i Image) error {
		if err := tx.QueryRow("SELECT count(*) FROM book").Scan(&books); err != nil {
			return err
		}
		meanwhile()
		if _, err := tx.Exec("DELETE FROM book"); !errors.Is(err, ErrNotWritable) {
			t.Errorf("written through an export: %v", err)
		}
		n, err := i.WriteTo(&out)
		if n != i.Bytes() || n != int64(out.Len()) {
			t.Errorf("%d bytes of %d", n, i.Bytes())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes(), books
}

func TestExportIsASnapshot(t *testing.T) {
	t.Parallel()
	d := fresh(t)
	if err := addBook(d, "one"); err != nil {
		t.Fatal(err)
	}
	image, books := exported(t, d, func() {
		if err := addBook(d, "two"); err != nil {
			t.Error(err)
		}
	})
	if books != 1 || string(image[:16]) != "SQLite format 3\x00" || image[writeVersion] != 1 || image[readVersion] != 1 {
		t.Errorf("%d books, header %q", books, image[:24])
	}
	v, err := vault.Open([32]byte{7})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "copy.db")
	if err := v.Import(t.Context(), bytes.NewReader(image), int64(len(image)), path); err != nil {
		t.Fatal(err)
	}
	sealed, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	copied, err := Look(t.Context(), Options{Path: path, VFS: v.Name(), Migrations: d.migrations})
	if err != nil {
		t.Fatal(err)
	}
	want(t, "in the copy", titles(t, copied), "one")
	want(t, "in the original", titles(t, d), "one two")
	if found, err := copied.IntegrityCheck(t.Context()); err != nil || len(found) > 0 {
		t.Errorf("%q, %v", found, err)
	}
	if found, err := copied.CheckSchema(t.Context()); err != nil || len(found) > 0 {
		t.Errorf("%q, %v", found, err)
	}
	for what, err := range map[string]error{"write": addBook(copied, "three"), "probe": copied.Probe(t.Context())} {
		if !errors.Is(err, ErrReadOnly) || errors.Is(err, ErrCorrupt) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if err := errors.Join(copied.Close(), v.Close()); err != nil {
		t.Error(err)
	}
	if list, err := os.ReadDir(filepath.Dir(path)); err != nil || len(list) != 1 {
		t.Errorf("looking left %v, %v", list, err)
	}
	if after, err := os.ReadFile(path); err != nil || !bytes.Equal(sealed, after) {
		t.Errorf("looking changed it, %v", err)
	}
}

func TestExportEndsWithWhoeverEndsIt(t *testing.T) {
	t.Parallel()
	d := fresh(t)
	gone := errors.New("the stick is gone")
	ctx, cancel := context.WithCancel(t.Context())
	for what, c := range map[string]struct {
		ctx  context.Context
		f    func(*Tx, Image) error
		want error
	}{
		"its own":     {t.Context(), func(*Tx, Image) error { return gone }, gone},
		"the writer":  {t.Context(), func(_ *Tx, i Image) error { _, err := i.WriteTo(failing{gone}); return err }, gone},
		"the context": {ctx, func(_ *Tx, i Image) error { cancel(); _, err := i.WriteTo(io.Discard); return err }, context.Canceled},
		"nested": {t.Context(), func(tx *Tx, _ Image) error {
			return d.Export(tx.Context(), func(*Tx, Image) error { return nil })
		}, ErrNested},
	} {
		if err := d.Export(c.ctx, c.f); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if err := addBook(d, "after it all"); err != nil {
		t.Error(err)
	}
	if err := d.Close(); err != nil {
		t.Error(err)
	}
	if err := d.Export(t.Context(), func(*Tx, Image) error { return nil }); !errors.Is(err, ErrClosed) {
		t.Error(err)
	}
}

type failing struct{ error }

func (f failing) Write([]byte) (int, error) { return 0, f.error }

func TestLookMakesNothing(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "a.db")
	if _, err := Look(t.Context(), Options{Path: path}); !errors.Is(err, os.ErrNotExist) {
		t.Error(err)
	}
	if list, err := os.ReadDir(dir); err != nil || len(list) > 0 {
		t.Errorf("made %v, %v", list, err)
	}
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Look(t.Context(), Options{Path: path}); !errors.Is(err, ErrCorrupt) {
		t.Error(err)
	}
	if err := os.WriteFile(path, bytes.Repeat([]byte("no database"), 1000), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Look(t.Context(), Options{Path: path}); !errors.Is(err, ErrCorrupt) {
		t.Error(err)
	}
}

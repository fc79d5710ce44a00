package vault

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"testing"

	"karete/db/durable"
)

// The page SQLite keeps its locks on lies a gigabyte in, so the page alone is tried.
func TestImportLeavesTheLockPageOut(t *testing.T) {
	t.Parallel()
	k, err := derive([32]byte{1})
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(filepath.Join(t.TempDir(), "a"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	in := importer{pages: newPages(k.main, kindMain), from: bytes.NewReader(nil), to: f, paced: durable.NewPaced(f), count: lockPage + 1}
	for _, number := range []int64{lockPage - 1, lockPage, lockPage + 1} {
		if err := in.page(number); err != nil {
			t.Fatal(err)
		}
	}
	if err := in.flush(); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(f)
	if err != nil || len(b) != 3*pageSize {
		t.Fatalf("%d bytes, %v", len(b), err)
	}
	if !bytes.Equal(b[pageSize:2*pageSize], empty[:]) {
		t.Error("the lock page was written")
	}
	for i, number := range map[int]uint32{0: lockPage - 1, 2: lockPage + 1} {
		if !in.open(b[i*pageSize:(i+1)*pageSize], number) {
			t.Errorf("page %d is not where it should be", number)
		}
	}
}

package durable

import (
	"crypto/rand"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"
)

func TestForget(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "a")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	content := make([]byte, 3<<20)
	rand.Read(content)
	w := NewPaced(f)
	for range 6 { // more than is flushed at a time
		if _, err := w.Write(content); err != nil {
			t.Fatal(err)
		}
	}
	if absent(f, 18<<20) {
		t.Fatal("what was just written is not in memory")
	}
	if err := f.Sync(); err != nil {
		t.Fatal(err)
	}
	var s unix.Statfs_t
	if err := unix.Fstatfs(int(f.Fd()), &s); err != nil {
		t.Fatal(err)
	}
	inMemory := s.Type == unix.TMPFS_MAGIC
	if gone, err := Forget(path); err != nil || gone == inMemory {
		t.Errorf("forgotten: %v, %v; on a file system in memory: %v", gone, err, inMemory)
	}
	if _, err := Forget(path + ".not"); err == nil {
		t.Error("a file that is not there was forgotten")
	}
}

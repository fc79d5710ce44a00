package vault

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// steps writes down what is done to a file.
type steps struct {
	*os.File
	done []string
}

func (s *steps) WriteAt(b []byte, off int64) (int, error) {
	if off == 0 {
		s.done = append(s.done, "beginning")
	} else if len(s.done) == 0 {
		s.done = append(s.done, "rest")
	}
	return s.File.WriteAt(b, off)
}

func (s *steps) Sync() error {
	s.done = append(s.done, "sync")
	return s.File.Sync()
}

func TestTheBeginningIsOverwrittenLast(t *testing.T) {
	t.Parallel()
	for _, size := range []int{0, 16, 4096, 200_001} {
		name := filepath.Join(t.TempDir(), "a")
		if err := os.WriteFile(name, bytes.Repeat([]byte("x"), size), 0o600); err != nil {
			t.Fatal(err)
		}
		f, err := os.OpenFile(name, os.O_RDWR, 0)
		if err != nil {
			t.Fatal(err)
		}
		s := &steps{File: f}
		if err := overwrite(s); err != nil {
			t.Fatal(err)
		}
		if want := []string{"rest", "sync", "beginning", "sync"}; size > 4096 && !slices.Equal(s.done, want) {
			t.Errorf("%q", s.done)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		if b, err := os.ReadFile(name); err != nil || !bytes.Equal(b, make([]byte, size)) {
			t.Errorf("%d bytes: %v, not zeros", size, err)
		}
	}
}

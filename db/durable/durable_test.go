package durable

import (
	"os"
	"path/filepath"
	"testing"
)

func TestReplaceAndRemove(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path, tmp := filepath.Join(dir, "a"), filepath.Join(dir, "a.part")
	for _, text := range []string{"first", "second"} {
		if err := os.WriteFile(tmp, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := Replace(tmp, path); err != nil {
			t.Fatal(err)
		}
		if b, err := os.ReadFile(path); err != nil || string(b) != text {
			t.Errorf("%q, %v", b, err)
		}
	}
	if err := Replace(tmp, path); err == nil {
		t.Error("replaced by nothing")
	}
	for range 2 {
		if err := Remove(path); err != nil {
			t.Error(err)
		}
	}
	if err := Remove(dir + "/a\x00b"); err == nil {
		t.Error("an impossible name was removed")
	}
}

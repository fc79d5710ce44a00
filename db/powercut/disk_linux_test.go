//go:build !arm && !386

package powercut_test

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"karete/db/durable"
	"karete/db/powercut"
)

// What was flushed is there after every cut; what was not is there in some, gone in
// others, and in part in others. Otherwise the disk would prove nothing.
func TestWhatIsFlushedLastsAndTheRestMayGo(t *testing.T) {
	t.Parallel()
	begin := t.TempDir()
	write(t, filepath.Join(begin, "old"), strings.Repeat("o", 4000))
	seen := map[string]bool{}
	r := rand.New(rand.NewPCG(1, 2))
	for range 60 {
		d := powercut.Mount(t, begin, -1)
		at := func(name string) string { return filepath.Join(d.Dir, name) }
		write(t, at("kept"), "kept")
		must(t, durable.File(at("kept")))
		must(t, durable.Folder(d.Dir))
		write(t, at("nameless"), "flushed, but its name was not")
		must(t, durable.File(at("nameless")))
		write(t, at("old"), strings.Repeat("n", 4000))
		must(t, os.Rename(at("kept"), at("moved")))
		d.Cut()
		if _, err := os.ReadFile(at("moved")); err == nil {
			t.Fatal("read without power")
		}
		after := t.TempDir()
		d.After(t, r, after)
		moved, kept := read(after, "moved"), read(after, "kept")
		if (moved == "kept") == (kept == "kept") {
			t.Errorf("what was flushed: %q under the old name, %q under the new", kept, moved)
		}
		seen["moved"] = seen["moved"] || moved != ""
		seen["not moved"] = seen["not moved"] || kept != ""
		seen["nameless is there"] = seen["nameless is there"] || read(after, "nameless") != ""
		seen["nameless is gone"] = seen["nameless is gone"] || read(after, "nameless") == ""
		old := read(after, "old")
		o, n := strings.Count(old, "o"), strings.Count(old, "n")
		switch {
		case o == 4000:
			seen["old"] = true
		case n == 4000:
			seen["new"] = true
		case n > 0:
			seen["torn"] = true
		case strings.Trim(old, "\x00") == "" && old != "":
			seen["zeros"] = true
		}
	}
	for _, fate := range []string{"moved", "not moved", "nameless is there", "nameless is gone", "old", "new", "torn"} {
		if !seen[fate] {
			t.Errorf("never seen in 60 cuts: %s", fate)
		}
	}
}

func TestThePowerGoesAfterSoManyChanges(t *testing.T) {
	t.Parallel()
	d := powercut.Mount(t, "", 3)
	for n := range 5 {
		err := os.Mkdir(filepath.Join(d.Dir, strings.Repeat("x", n+1)), 0o700)
		if (err == nil) != (n < 3) {
			t.Errorf("change %d: %v", n, err)
		}
	}
	<-d.Gone
}

func write(t *testing.T, name, text string) {
	t.Helper()
	must(t, os.WriteFile(name, []byte(text), 0o600))
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func read(dir, name string) string {
	b, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		return ""
	}
	return string(b)
}

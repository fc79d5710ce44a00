package vault_test

import (
	"bytes"
	"path/filepath"
	"slices"
	"testing"
)

func TestSalvage(t *testing.T) {
	t.Parallel()
	v := open(t, 1)
	h := theHistory(t, v)
	path := filepath.Join(t.TempDir(), "a.db")
	h.before.put(t, path)
	if aside, err := v.Salvage(t.Context(), path); aside != "" || err != nil {
		t.Errorf("a sound log: %q, %v", aside, err)
	}
	for _, c := range []struct{ at, kept int }{
		{h.ends[3] + 30, 3}, // a page of the fourth transaction
		{h.ends[9] + 2, 9},
		{4, -1}, // the header: none counts, not even the one before the first noted
	} {
		img := image{h.before.main, bytes.Clone(h.before.log)}
		img.log[c.at] ^= 1
		img.put(t, path)
		if _, err := look(t, v, path); err == nil {
			t.Errorf("byte %d: it opens", c.at)
		}
		aside, err := v.Salvage(t.Context(), path)
		if err != nil || !bytes.Equal(read(t, aside), img.log) {
			t.Fatalf("byte %d: set aside %q, %v", c.at, aside, err)
		}
		got, err := look(t, v, path)
		if at := slices.Index(h.digests, got); err != nil || at != c.kept {
			t.Errorf("byte %d: %v, or not the state after %d transactions but %d", c.at, err, c.kept, at)
		}
		sound(t, v, path)
	}
	if names, err := filepath.Glob(path + "-wal.damaged-*"); err != nil || len(names) != 3 {
		t.Errorf("%q, %v", names, err)
	}
}

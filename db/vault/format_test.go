package vault_test

import (
	"path/filepath"
	"testing"

	"karete/db/vault"
)

// testdata/v1.db and its log were written by the first version of the format, under
// the key below. Every later version must open them: they never change.
func TestOpensWhatTheFirstVersionWrote(t *testing.T) {
	t.Parallel()
	v, err := vault.Open([32]byte([]byte("a key for tests, known to anyone")))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "v1.db")
	for _, end := range []string{"", "-wal"} {
		write(t, path+end, read(t, filepath.Join("testdata", "v1.db"+end)))
	}
	if r, err := v.Check(t.Context(), path); err != nil || !r.Sound() || r.Pages != 2 {
		t.Errorf("%+v, %v", r, err)
	}
	d := connect(t, path, v.Name())
	if s := scan[string](t, d, "SELECT group_concat(text) FROM note"); s != "in the database,in the log" {
		t.Errorf("%q", s)
	}
	d.Close()
	sound(t, v, path)
}

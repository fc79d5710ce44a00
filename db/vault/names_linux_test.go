package vault_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Nothing that is written is in the clear, and the search that says so finds it
// when it is.
func TestNoNamesOnTheDisk(t *testing.T) {
	v := open(t, 1)
	for vfs, clear := range map[string]bool{"": true, v.Name(): false} {
		found := map[string]bool{}
		look := func(kind, name string) {
			b, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if len(b) == 0 && kind != "-wal" {
				t.Errorf("%s is empty", kind)
			}
			for _, secret := range []string{"Mathabo", "Mokoena", "person", "SQLite format", "name TEXT"} {
				if bytes.Contains(b, []byte(secret)) {
					found[kind] = true
				}
			}
		}
		dir := t.TempDir()
		path := filepath.Join(dir, "a.db")
		d := connect(t, path, vfs, "journal_mode = wal", "cache_size = 8", "temp_store = FILE", "synchronous = off")
		exec(t, d, people)
		add(t, d, 1, 500)
		exec(t, d, "PRAGMA wal_checkpoint(RESTART)")
		add(t, d, 1000, 500)
		exec(t, d, "CREATE TEMP TABLE old AS SELECT * FROM person")
		exec(t, d, "VACUUM INTO ?", path+".copy")
		for _, kind := range []string{"", "-wal", "-shm", ".copy"} {
			if kind != "-shm" || !clear { // it holds no content either way
				look(kind, path+kind)
			}
		}
		for _, name := range temporaries(t) {
			look("temporary", name)
		}
		exec(t, d, "PRAGMA journal_mode = delete")
		exec(t, d, "BEGIN")
		exec(t, d, "UPDATE person SET name = name || '!', photo = NULL")
		look("-journal", path+"-journal")
		exec(t, d, "COMMIT")
		d.Close()
		for _, kind := range []string{"", "-wal", ".copy", "-journal", "temporary"} {
			if found[kind] != clear {
				t.Errorf("vault %v: names found in %q: %v", !clear, kind, found[kind])
			}
		}
	}
}

// temporaries are the files of this process that have no name any more, which is
// how SQLite keeps its temporary ones: only their descriptors lead to them.
func temporaries(t *testing.T) (names []string) {
	t.Helper()
	all, err := filepath.Glob("/proc/self/fd/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range all {
		to, err := os.Readlink(name)
		if err == nil && strings.HasSuffix(to, " (deleted)") && strings.Contains(to, "etilqs_") {
			names = append(names, name)
		}
	}
	return names
}

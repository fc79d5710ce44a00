package archive

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"karete/db/smalldisk"
	"karete/db/vault/keyring"
)

// A medium that is full, or cannot be written, costs the backup that was being made
// and nothing else.
func TestOnAMediumWithoutRoom(t *testing.T) {
	t.Parallel()
	dir := smalldisk.On(t, 8)
	if dir == "" {
		return
	}
	c := newClinic(t)
	first, err := Make(t.Context(), dir, "first"+Extension, c.source)
	if err != nil {
		t.Fatal(err)
	}
	free := smalldisk.Fill(t, dir)
	if _, err := Make(t.Context(), dir, "second"+Extension, c.source); !errors.Is(err, ErrFull) {
		t.Errorf("made on a full medium: %v", err)
	}
	here := t.TempDir()
	if _, err := Prove(t.Context(), first.Path, c.identity(), dir, nil); !errors.Is(err, ErrFull) {
		t.Errorf("proved on a full medium: %v", err)
	}
	if p, err := Prove(t.Context(), first.Path, c.identity(), here, nil); err != nil || p.SHA256 != first.SHA256 || p.Medium {
		t.Errorf("the first is not good any more, or a disk in memory was taken for one: %+v, %v", p, err)
	}
	free()
	smalldisk.Remount(t, dir, true)
	if _, err := Make(t.Context(), dir, "third"+Extension, c.source); !errors.Is(err, ErrReadOnly) {
		t.Errorf("made on a medium that cannot be written: %v", err)
	}
	if _, err := Prove(t.Context(), first.Path, c.identity(), dir, nil); !errors.Is(err, ErrReadOnly) {
		t.Errorf("proved in a folder that cannot be written: %v", err)
	}
	if _, err := Restore(t.Context(), first.Path, c.by(keyring.File), here, nil); err != nil {
		t.Errorf("from a medium that cannot be written: %v", err)
	}
	smalldisk.Remount(t, dir, false)
	if list, err := os.ReadDir(dir); err != nil || len(list) != 1 || list[0].Name() != filepath.Base(first.Path) {
		t.Errorf("left: %v, %v", list, err)
	}
	// Room for the folder, but not for the database.
	small := filepath.Join(dir, "small")
	if err := os.Mkdir(small, 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := Restore(t.Context(), first.Path, c.by(keyring.File), small, nil); !errors.Is(err, ErrFull) {
		t.Errorf("restored where there is no room: %v", err)
	}
	none(t, small)
}

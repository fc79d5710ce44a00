//go:build !arm && !386

package archive

import (
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"karete/db/powercut"
)

// rounds is how many cuts; KARETE_CRASH=20 has that many times as many, for a release.
func rounds(n int) int {
	if factor, err := strconv.Atoi(os.Getenv("KARETE_CRASH")); err == nil {
		return n * factor
	}
	return n
}

// moment is when the power goes in round i of so many: over all of the work, and in
// the last rounds just after it.
func moment(r *rand.Rand, i, rounds, changes int) int {
	each := changes/rounds + 1
	return i*(changes+each)/(rounds-1) + r.IntN(each)
}

// The power goes, or the stick is pulled out, while a backup is written: the one
// before is as it was, and there is a new one only if it is whole.
func TestPowerCutsWhileABackupIsWritten(t *testing.T) {
	t.Parallel()
	c := newClinic(t)
	before := c.backup()
	earlier := "karete-0123abcd-20261123T0600Z" + Extension
	stick := t.TempDir()
	text, err := os.ReadFile(before.Path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(stick, earlier), text, 0o600); err != nil {
		t.Fatal(err)
	}
	whole := powercut.Mount(t, stick, -1)
	if _, err := Make(t.Context(), whole.Dir, made, c.source); err != nil {
		t.Fatal(err)
	}
	all := whole.Changes()
	r := rand.New(rand.NewPCG(4, 1))
	told, there := 0, 0
	for i := range rounds(12) {
		disk := powercut.Mount(t, stick, moment(r, i, rounds(12), all))
		_, said := Make(t.Context(), disk.Dir, made, c.source)
		disk.Cut()
		after := t.TempDir()
		disk.After(t, r, after)
		if got, err := os.ReadFile(filepath.Join(after, earlier)); err != nil || string(got) != string(text) {
			t.Errorf("the backup before: %v", err)
		}
		_, err := Prove(t.Context(), filepath.Join(after, made), c.identity(), t.TempDir(), nil)
		switch {
		case err == nil:
			there++
		case said == nil || !errors.Is(err, fs.ErrNotExist):
			t.Errorf("making said %v, proving says %v", said, err)
		}
		if said == nil {
			told++
		}
	}
	if told == 0 || there < told || told == rounds(12) {
		t.Errorf("%d changes; %d were made, %d are there", all, told, there)
	}
}

// The same while one is restored: nothing that is whole stands in the folder unless
// restoring said so, and the backup is only read.
func TestPowerCutsWhileABackupIsRestored(t *testing.T) {
	t.Parallel()
	c := newClinic(t)
	b := c.backup()
	key := c.by("recovery")
	whole := powercut.Mount(t, "", -1)
	restored := func(d *powercut.Disk) error {
		_, err := Restore(t.Context(), b.Path, key, d.Dir, nil)
		return err
	}
	if err := restored(whole); err != nil {
		t.Fatal(err)
	}
	all := whole.Changes()
	r := rand.New(rand.NewPCG(4, 2))
	for i := range rounds(6) {
		disk := powercut.Mount(t, "", moment(r, i, rounds(6), all))
		said := restored(disk)
		disk.Cut()
		after := t.TempDir()
		disk.After(t, r, after)
		if said != nil {
			continue // the folder is restore's own, and goes at the next start
		}
		for _, name := range []string{"keys.json", "keys.json.copy", "box.pub", databaseFile} {
			was, err := os.ReadFile(filepath.Join(whole.Dir, name))
			if err != nil {
				t.Fatal(err)
			}
			if is, err := os.ReadFile(filepath.Join(after, name)); err != nil || len(is) != len(was) {
				t.Errorf("%s: %v, %d bytes of %d", name, err, len(is), len(was))
			}
		}
	}
}

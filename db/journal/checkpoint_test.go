package journal_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"karete/db"
	"karete/db/journal"
)

func TestSign(t *testing.T) {
	t.Parallel()
	b := newBook(t)
	first := b.sign()
	if again := b.sign(); again != first {
		t.Errorf("signed the same head twice: %+v and %+v", first, again)
	}
	b.look()
	second := b.sign()
	if second.Size != first.Size+1 || second.Tree != b.head() {
		t.Errorf("signed %+v, head is %+v", second.Tree, b.head())
	}
	if !strings.HasPrefix(first.Note, "karete/qhalasi\n15\n") {
		t.Errorf("the note is %q", first.Note)
	}
	opened, err := journal.OpenCheckpoint(second.Note, b.key.Verifier)
	if err != nil || opened.Tree != second.Tree {
		t.Errorf("opened %+v, %v", opened, err)
	}
	other, err := journal.NewKey(t.TempDir(), "karete/qhalasi")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := journal.OpenCheckpoint(second.Note, other.Verifier); !errors.Is(err, journal.ErrCheckpoint) {
		t.Errorf("another box's key: %v", err)
	}
}

func TestSignAnEmptyJournal(t *testing.T) {
	t.Parallel()
	b := newBook(t)
	b.tamper("DELETE FROM journal", "DELETE FROM journal_hash")
	if c := b.sign(); c.Size != 0 {
		t.Errorf("signed %+v", c)
	}
	b.look()
	b.sign()
	r, err := journal.VerifyHead(t.Context(), b.DB, b.key.Verifier, 5)
	if err != nil || !r.Clean() || r.Signed != 1 {
		t.Errorf("%+v, %v", r, err)
	}
}

func TestProofs(t *testing.T) {
	t.Parallel()
	b := newBook(t)
	sizes := []journal.Tree{b.head()}
	for range 6 {
		b.look()
		sizes = append(sizes, b.head())
	}
	last := sizes[len(sizes)-1]
	b.read(func(tx *db.Tx) error {
		for _, tree := range sizes {
			proof, err := journal.ProveTree(tx, last.Size, tree.Size)
			if err != nil {
				return err
			}
			if err := journal.CheckConsistency(proof, last, tree); err != nil {
				t.Errorf("%d entries to %d: %v", tree.Size, last.Size, err)
			}
			tree.Root[0]++
			if journal.CheckConsistency(proof, last, tree) == nil {
				t.Errorf("a false tree of %d entries is consistent", tree.Size)
			}
		}
		for seq := int64(1); seq <= last.Size; seq++ {
			e, _, err := journal.BySeq(tx, seq)
			if err != nil {
				return err
			}
			proof, err := journal.ProveRecord(tx, last.Size, seq)
			if err != nil {
				return err
			}
			if err := journal.CheckInclusion(proof, last, e); err != nil {
				t.Errorf("entry %d: %v", seq, err)
			}
			e.ActorID += "x"
			if journal.CheckInclusion(proof, last, e) == nil {
				t.Errorf("a false entry %d is included", seq)
			}
		}
		return nil
	})
}

func TestKeyIsKept(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if _, err := journal.LoadKey(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no key: %v", err)
	}
	made, err := journal.NewKey(dir, "karete/box")
	if err != nil {
		t.Fatal(err)
	}
	loaded, err := journal.LoadKey(dir)
	if err != nil || loaded.Public != made.Public {
		t.Errorf("loaded %q, %v; made %q", loaded.Public, err, made.Public)
	}
	if _, err := journal.NewKey(dir, "karete/box"); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a second key: %v", err)
	}
	if names, _ := filepath.Glob(filepath.Join(dir, "*")); len(names) != 2 {
		t.Errorf("left behind: %v", names)
	}
	info, err := os.Stat(filepath.Join(dir, journal.KeyFile))
	if err != nil {
		t.Fatal(err)
	}
	if mode := info.Mode().Perm(); mode != 0o600 && runtime.GOOS != "windows" {
		t.Errorf("the key's mode is %o", mode)
	}

	// The public half can be had again, but never another one.
	if err := os.Remove(filepath.Join(dir, journal.VerifierFile)); err != nil {
		t.Fatal(err)
	}
	if _, err := journal.LoadKey(dir); err != nil {
		t.Error(err)
	}
	verifier, err := journal.LoadVerifier(dir)
	if err != nil || verifier.KeyHash() != made.Verifier.KeyHash() {
		t.Errorf("%v, %v", verifier, err)
	}
	other := t.TempDir()
	if _, err := journal.NewKey(other, "karete/other"); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(filepath.Join(other, journal.VerifierFile), filepath.Join(dir, journal.VerifierFile)); err != nil {
		t.Fatal(err)
	}
	if _, err := journal.LoadKey(dir); !errors.Is(err, journal.ErrKey) {
		t.Errorf("another box's public half: %v", err)
	}
	if err := os.WriteFile(filepath.Join(dir, journal.KeyFile), []byte("PRIVATE+KEY+x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := journal.LoadKey(dir); !errors.Is(err, journal.ErrKey) {
		t.Errorf("a broken key: %v", err)
	}
	for _, name := range []string{"", "two words", "a+b"} {
		if _, err := journal.NewKey(t.TempDir(), name); !errors.Is(err, journal.ErrKey) {
			t.Errorf("the name %q: %v", name, err)
		}
	}
}

package journal_test

import (
	"errors"
	"fmt"
	"path/filepath"
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
	other, err := journal.NewKey("karete/qhalasi")
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

func TestKeyIsReadAndPublished(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	made, err := journal.NewKey("karete/box")
	if err != nil {
		t.Fatal(err)
	}
	read, err := journal.ParseKey(made.Private() + "\n")
	if err != nil || read.Public != made.Public {
		t.Errorf("read %q, %v; made %q", read.Public, err, made.Public)
	}
	for range 2 {
		if err := read.Publish(dir); err != nil {
			t.Fatal(err)
		}
	}
	verifier, err := journal.LoadVerifier(dir)
	if err != nil || verifier.KeyHash() != made.Verifier.KeyHash() {
		t.Errorf("%v, %v", verifier, err)
	}
	if names, _ := filepath.Glob(filepath.Join(dir, "*")); len(names) != 1 {
		t.Errorf("left behind: %v", names)
	}
	other, err := journal.NewKey("karete/other")
	if err != nil {
		t.Fatal(err)
	}
	if err := other.Publish(dir); !errors.Is(err, journal.ErrKey) {
		t.Errorf("another box's public half gave way: %v", err)
	}
	if _, err := journal.ParseKey("PRIVATE+KEY+x+0+AAAA"); !errors.Is(err, journal.ErrKey) || strings.Contains(err.Error(), "PRIVATE") {
		t.Errorf("a broken key: %v", err)
	}
	if text := fmt.Sprintf("%v %+v %#v", made, made, made); strings.Contains(text, "PRIVATE") {
		t.Errorf("it prints as %s", text)
	}
	for _, name := range []string{"", "two words", "a+b"} {
		if _, err := journal.NewKey(name); !errors.Is(err, journal.ErrKey) {
			t.Errorf("the name %q: %v", name, err)
		}
	}
}

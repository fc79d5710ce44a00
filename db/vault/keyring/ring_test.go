package keyring

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var cheap = Options{Cost: Cost{MemoryKiB: 8, Passes: 1}, Now: func() time.Time { return time.Date(2026, 11, 22, 8, 0, 0, 0, time.UTC) }}

const phrase = "four words nobody guesses"

// created is a ring with a passphrase, in a folder of its own.
func created(t testing.TB) (string, *Ring) {
	t.Helper()
	dir := t.TempDir()
	r, err := Create(t.Context(), dir, FromPassphrase(phrase), "’M’e Mpho", cheap)
	if err != nil {
		t.Fatal(err)
	}
	return dir, r
}

func add(t testing.TB, r *Ring, s Secret, label string, inPlaceOf ...string) Slot {
	t.Helper()
	p, err := r.Prepare(t.Context(), s, label)
	if err == nil {
		err = r.Add(p, inPlaceOf...)
	}
	if err != nil {
		t.Fatal(err)
	}
	return p.Slot()
}

// opens is the data keys that the folder gives to who has the secret.
func opens(t testing.TB, dir string, s Secret) ([]Key, error) {
	t.Helper()
	l, err := Load(dir, cheap)
	if err != nil {
		return nil, err
	}
	r, err := l.Unlock(t.Context(), s)
	if err != nil {
		return nil, err
	}
	return r.Keys(), nil
}

func must(t testing.TB, dir string, s Secret, want []Key) {
	t.Helper()
	got, err := opens(t, dir, s)
	if err != nil || fmt.Sprint(got) != fmt.Sprint(want) {
		t.Fatalf("opens to other keys, or not: %v", err)
	}
}

func TestEveryKindOpens(t *testing.T) {
	t.Parallel()
	dir, r := created(t)
	code := NewCode()
	stick, text := NewKeyFile()
	box, _ := NewKeyFile()
	add(t, r, code.Secret(), "sheet")
	add(t, r, stick, "stick")
	add(t, r, box.ForBox(), "")
	must(t, dir, FromPassphrase(phrase), r.Keys())
	typed, err := ParseCode(strings.ToLower(strings.ReplaceAll(string(code), "-", " ")))
	if err != nil {
		t.Fatal(err)
	}
	must(t, dir, typed.Secret(), r.Keys())
	read, err := ParseKeyFile(append(text, '\r', '\n'))
	if err != nil {
		t.Fatal(err)
	}
	must(t, dir, read, r.Keys())
	must(t, dir, box, r.Keys())
	for name, s := range map[string]Secret{"a passphrase": FromPassphrase(phrase + " "), "a code": NewCode().Secret(), "a passphrase that is the code": FromPassphrase(TidyGroup(string(code)))} {
		if _, err := opens(t, dir, s); !errors.Is(err, ErrWrong) {
			t.Errorf("%s opens: %v", name, err)
		}
	}
	for _, name := range []string{MainFile, CopyFile} {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil || bytes.Contains(b, []byte(phrase)) || bytes.Contains(b, []byte(code[:9])) {
			t.Errorf("%s: %v", name, err)
		}
		if info, err := os.Stat(filepath.Join(dir, name)); err != nil || info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s may be read by others", name)
		}
	}
}

// The same letters from another keyboard.
func TestPassphrasesAreLetters(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	r, err := Create(t.Context(), dir, FromPassphrase("caf\u00e9 on the corner"), "", cheap)
	if err != nil {
		t.Fatal(err)
	}
	must(t, dir, FromPassphrase("cafe\u0301 on the corner"), r.Keys())
}

func TestTheLastPersonsKeyStays(t *testing.T) {
	t.Parallel()
	dir, r := created(t)
	first := r.Opened()
	box, _ := NewKeyFile()
	auto := add(t, r, box.ForBox(), "")
	if err := r.Revoke(first.ID); !errors.Is(err, ErrLast) {
		t.Errorf("with the box's alone left: %v", err)
	}
	if err := r.Revoke("0000000000000000"); !errors.Is(err, ErrUnknown) {
		t.Error(err)
	}
	second := add(t, r, FromPassphrase("another one nobody guesses"), "Sr Makhotso")
	if err := r.Revoke(first.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := opens(t, dir, FromPassphrase(phrase)); !errors.Is(err, ErrWrong) {
		t.Errorf("what was revoked opens: %v", err)
	}
	if err := r.Revoke(auto.ID); err != nil {
		t.Fatal(err)
	}
	if err := r.Revoke(second.ID); !errors.Is(err, ErrLast) {
		t.Error(err)
	}
	// In place of: the old sheet goes with the new one's coming.
	third := add(t, r, NewCode().Secret(), "sheet", second.ID)
	if got := r.Slots(); len(got) != 1 || got[0].ID != third.ID {
		t.Errorf("%+v", got)
	}
}

// A new data key is sealed to every slot without anybody's secret, and the old
// one is of no use for it.
func TestTheDataKeyIsRenewed(t *testing.T) {
	t.Parallel()
	dir, r := created(t)
	code := NewCode()
	add(t, r, code.Secret(), "sheet")
	stick, _ := NewKeyFile()
	lost := add(t, r, stick, "lost stick")
	old := r.Keys()[0]

	next, err := r.Renew(lost.ID)
	if err != nil || next == old {
		t.Fatal("no other key", err)
	}
	must(t, dir, FromPassphrase(phrase), []Key{old, next})
	must(t, dir, code.Secret(), []Key{old, next})
	if _, err := r.Renew(); !errors.Is(err, ErrBusy) {
		t.Errorf("renewed twice at once: %v", err)
	}
	if err := r.Revoke(r.Opened().ID); !errors.Is(err, ErrBusy) {
		t.Errorf("changed meanwhile: %v", err)
	}
	if err := r.Finish(Key{1}); !errors.Is(err, ErrUnknown) {
		t.Error(err)
	}
	if err := r.Finish(next); err != nil {
		t.Fatal(err)
	}
	must(t, dir, FromPassphrase(phrase), []Key{next})
	must(t, dir, code.Secret(), []Key{next})
	if _, err := opens(t, dir, stick); !errors.Is(err, ErrWrong) {
		t.Errorf("the lost stick opens: %v", err)
	}
}

// Either copy alone opens, and the other is mended.
func TestEitherCopyOpens(t *testing.T) {
	t.Parallel()
	spoil := map[string]func(string) error{
		"missing": os.Remove,
		"empty":   func(p string) error { return os.Truncate(p, 0) },
		"torn":    func(p string) error { return os.Truncate(p, 700) },
		"a flipped bit": func(p string) error {
			b, err := os.ReadFile(p)
			b[bytes.Index(b, []byte("Mpho"))] ^= 1
			return errors.Join(err, os.WriteFile(p, b, 0o600))
		},
		"a flipped key": func(p string) error {
			b, err := os.ReadFile(p)
			at := bytes.Index(b, []byte("public")) + 20
			b[at] = "AB"[b[at]&1]
			return errors.Join(err, os.WriteFile(p, b, 0o600))
		},
	}
	for _, name := range []string{MainFile, CopyFile} {
		for what, f := range spoil {
			dir, r := created(t)
			if err := f(filepath.Join(dir, name)); err != nil {
				t.Fatal(err)
			}
			if err := r.Check(); !errors.Is(err, ErrBroken) || !strings.Contains(err.Error(), name+" ") {
				t.Errorf("%s %s is not noticed: %v", name, what, err)
			}
			must(t, dir, FromPassphrase(phrase), r.Keys())
			l, err := Load(dir, cheap)
			if err != nil || len(l.copies) != 2 {
				t.Fatalf("%s %s was not mended: %v", name, what, err)
			}
			if again, err := l.Unlock(t.Context(), FromPassphrase(phrase)); err != nil || again.Check() != nil {
				t.Errorf("%s %s was not mended: %v", name, what, err)
			}
		}
	}
	dir, _ := created(t)
	for _, name := range []string{MainFile, CopyFile} {
		if err := os.Truncate(filepath.Join(dir, name), 10); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := Load(dir, cheap); !errors.Is(err, ErrBroken) {
		t.Error(err)
	}
	if _, err := Load(t.TempDir(), cheap); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
	if !Exists(dir) || Exists(t.TempDir()) {
		t.Error("what exists")
	}
	if _, err := Create(t.Context(), dir, FromPassphrase(phrase), "", cheap); err == nil {
		t.Error("made anew over what is there")
	}
}

// Whoever can write the file cannot have a data key sealed to a slot of theirs,
// nor make a slot cheaper to guess.
func TestAnotherHandIsNoticed(t *testing.T) {
	t.Parallel()
	dir, r := created(t)
	s := r.state.clone()
	theirs, _, err := newSlot(t.Context(), FromPassphrase("I was never asked"), "", cheap.Cost, r.now())
	if err != nil {
		t.Fatal(err)
	}
	s.Slots = append(s.Slots, theirs)
	s.Keys[0].Sealed[theirs.ID] = []byte("anything")
	s.Writes++
	forge := func(s *state) {
		t.Helper()
		text, err := s.encode()
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{MainFile, CopyFile} {
			if err := os.WriteFile(filepath.Join(dir, name), text, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	forge(s)
	if _, err := opens(t, dir, FromPassphrase(phrase)); !errors.Is(err, ErrBroken) {
		t.Errorf("a slot more: %v", err)
	}
	s = r.state.clone()
	s.Slots[0].Passes = 2
	forge(s)
	if _, err := opens(t, dir, FromPassphrase(phrase)); !errors.Is(err, ErrWrong) {
		t.Errorf("another cost: %v", err)
	}
	s = r.state.clone()
	s.Slots[0].Kind = Recovery
	forge(s)
	if _, err := opens(t, dir, Secret{Recovery, []byte(phrase)}); !errors.Is(err, ErrBroken) {
		t.Errorf("another kind: %v", err)
	}
}

// The power may go at any moment of a change: what stands on the disk opens to the
// old keys or to the new ones.
func TestAChangeIsWholeOrNot(t *testing.T) {
	t.Parallel()
	dir, r := created(t)
	before := r.Keys()
	old, err := os.ReadFile(filepath.Join(dir, CopyFile))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Renew(); err != nil {
		t.Fatal(err)
	}
	// Cut after the first copy: the second is still the old one.
	if err := os.WriteFile(filepath.Join(dir, CopyFile), old, 0o600); err != nil {
		t.Fatal(err)
	}
	must(t, dir, FromPassphrase(phrase), r.Keys())
	// Cut before the first copy was renamed: a file of no name lies about.
	if err := os.WriteFile(filepath.Join(dir, MainFile), old, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, CopyFile), old, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "."+MainFile+".123"), old[:100], 0o600); err != nil {
		t.Fatal(err)
	}
	must(t, dir, FromPassphrase(phrase), before)
}

func TestNothingAfterClosing(t *testing.T) {
	t.Parallel()
	_, r := created(t)
	p, err := r.Prepare(t.Context(), NewCode().Secret(), "")
	if err != nil {
		t.Fatal(err)
	}
	r.Close()
	if err := r.Add(p); !errors.Is(err, ErrClosed) || len(r.Keys()) != 0 {
		t.Errorf("%v, %d keys", err, len(r.Keys()))
	}
}

func TestSecretsDoNotPrint(t *testing.T) {
	t.Parallel()
	code := NewCode()
	s := fmt.Sprintf("%v %+v %#v %s %v", FromPassphrase(phrase), FromPassphrase(phrase), FromPassphrase(phrase), code.Secret(), code)
	if strings.Contains(s, "guess") || strings.Contains(s, string(code)) {
		t.Error(s)
	}
}

func TestLabelsAreOneShortLine(t *testing.T) {
	t.Parallel()
	if got := tidyLabel(" Sr\n\x00Makhotso’s\tstick " + strings.Repeat("x", 300)); strings.ContainsAny(got, "\n\x00\t") || len([]rune(got)) != maxText || !strings.HasPrefix(got, "Sr Makhotso’s stick x") {
		t.Errorf("%q", got)
	}
}

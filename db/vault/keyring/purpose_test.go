package keyring

import (
	"bytes"
	"context"
	"errors"
	"testing"
	"time"
)

func TestASlotSealsForAPurpose(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	file, _ := NewKeyFile()
	code := NewCode().Secret()
	for _, secret := range []Secret{file, file.ForBox(), code, FromPassphrase(phrase)} {
		slot, _, err := newSlot(ctx, secret, "", cheap.Cost, time.Now())
		if err != nil {
			t.Fatal(err)
		}
		small := []byte("sixteen bytes...")
		sealed, err := slot.SealFor("backup", small)
		if err != nil {
			t.Fatal(err)
		}
		// What stands in a backup's header is less than the slot.
		bare := Slot{ID: slot.ID, Kind: slot.Kind, Memory: slot.Memory, Passes: slot.Passes, Salt: slot.Salt}
		if err := bare.Check(); err != nil {
			t.Error(err)
		}
		if got, err := bare.OpenFor(ctx, secret, "backup", sealed); err != nil || !bytes.Equal(got, small) {
			t.Errorf("%s: %q, %v", slot.Kind, got, err)
		}
		other := bare
		other.ID = "00000000000000aa"
		turned := bytes.Clone(sealed)
		turned[len(turned)-1] ^= 1
		stranger, _ := NewKeyFile()
		for what, open := range map[string]func() ([]byte, error){
			"another purpose": func() ([]byte, error) { return bare.OpenFor(ctx, secret, "letter", sealed) },
			"another slot":    func() ([]byte, error) { return other.OpenFor(ctx, secret, "backup", sealed) },
			"another secret":  func() ([]byte, error) { return bare.OpenFor(ctx, stranger, "backup", sealed) },
			"another code":    func() ([]byte, error) { return bare.OpenFor(ctx, NewCode().Secret(), "backup", sealed) },
			"a bit turned":    func() ([]byte, error) { return bare.OpenFor(ctx, secret, "backup", turned) },
			"nothing":         func() ([]byte, error) { return bare.OpenFor(ctx, secret, "backup", nil) },
		} {
			if got, err := open(); !errors.Is(err, ErrWrong) {
				t.Errorf("%s, %s: %q, %v", slot.Kind, what, got, err)
			}
		}
		if key, err := slot.unseal("", "", mustSeed(t, secret, slot), sealed); err == nil {
			t.Errorf("it opens as a data key: %x", key)
		}
		if _, err := bare.SealFor("backup", small); !errors.Is(err, ErrBroken) {
			t.Errorf("sealed without a public key: %v", err)
		}
	}
}

func mustSeed(t *testing.T, secret Secret, slot Slot) []byte {
	t.Helper()
	seed, err := secret.seed(t.Context(), slot.Salt, slot.cost())
	if err != nil {
		t.Fatal(err)
	}
	return seed
}

func TestASlotFromElsewhereIsBounded(t *testing.T) {
	t.Parallel()
	good := Slot{ID: "0123456789abcdef", Kind: Recovery, Memory: 64 << 10, Passes: 3, Salt: make([]byte, saltBytes)}
	if err := good.Check(); err != nil {
		t.Fatal(err)
	}
	for what, change := range map[string]func(*Slot){
		"no id":            func(s *Slot) { s.ID = "" },
		"an id of words":   func(s *Slot) { s.ID = "the first of all" },
		"no kind":          func(s *Slot) { s.Kind = "" },
		"gigabytes":        func(s *Slot) { s.Memory = 1 << 31 },
		"for ever":         func(s *Slot) { s.Passes = 1 << 31 },
		"no cost":          func(s *Slot) { s.Memory, s.Passes = 0, 0 },
		"a file that has":  func(s *Slot) { s.Kind = File },
		"no salt":          func(s *Slot) { s.Salt = nil },
		"too much of salt": func(s *Slot) { s.Salt = make([]byte, 1<<20) },
	} {
		s := good
		change(&s)
		if err := s.Check(); !errors.Is(err, ErrBroken) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func TestTheTextOfARing(t *testing.T) {
	t.Parallel()
	_, r := created(t)
	text, slots, err := r.Text()
	if err != nil || len(slots) != len(r.Slots()) {
		t.Fatal(err)
	}
	database, same, err := ReadText(text)
	if err != nil || database != r.Database() || len(same) != len(slots) || same[0].ID != slots[0].ID {
		t.Errorf("%s, %v, %v", database, same, err)
	}
	keys, err := OpenText(t.Context(), text, FromPassphrase(phrase))
	if err != nil || len(keys) != 1 || keys[0] != r.Keys()[0] {
		t.Errorf("%d keys, %v", len(keys), err)
	}
	if _, err := OpenText(t.Context(), text, NewCode().Secret()); !errors.Is(err, ErrWrong) {
		t.Error(err)
	}
	changed := bytes.Replace(text, []byte(`"writes": 1`), []byte(`"writes": 2`), 1)
	if _, err := OpenText(t.Context(), changed, FromPassphrase(phrase)); !errors.Is(err, ErrBroken) {
		t.Errorf("changed by another hand: %v", err)
	}
	for _, f := range []func([]byte) error{
		func(b []byte) error { _, _, err := ReadText(b); return err },
		func(b []byte) error { _, err := OpenText(t.Context(), b, FromPassphrase(phrase)); return err },
	} {
		if err := f([]byte("{}")); !errors.Is(err, ErrBroken) {
			t.Error(err)
		}
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	one <- struct{}{} // somebody else is reckoning
	_, err = OpenText(ended, text, FromPassphrase(phrase))
	<-one
	if !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	r.Close()
	if _, _, err := r.Text(); !errors.Is(err, ErrClosed) {
		t.Error(err)
	}
}

package id

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/google/uuid"
)

func TestNewIsValidAndRises(t *testing.T) {
	before := ""
	for range 5000 {
		made := New()
		if !Valid(made) {
			t.Fatalf("New() = %q, which Valid refuses", made)
		}
		if made <= before {
			t.Fatalf("%q came after %q", made, before)
		}
		before = made
	}
}

func TestAtIsTheSameForTheSameTimeAndBytes(t *testing.T) {
	at := time.UnixMilli(0x0193_5a2b_4c5d).UTC()
	made, err := At(at, bytes.NewReader(bytes.Repeat([]byte{0xff}, 16)))
	if err != nil {
		t.Fatal(err)
	}
	if want := "01935a2b-4c5d-7fff-bfff-ffffffffffff"; made != want {
		t.Errorf("At = %q, want %q", made, want)
	}
	if !Valid(made) {
		t.Errorf("Valid refuses %q", made)
	}
	u := uuid.MustParse(made)
	if u.Version() != 7 || u.Variant() != uuid.RFC4122 {
		t.Errorf("version %d, variant %v", u.Version(), u.Variant())
	}
	if sec, nsec := u.Time().UnixTime(); time.Unix(sec, nsec).UnixMilli() != at.UnixMilli() {
		t.Errorf("time inside is %v, want %v", time.Unix(sec, nsec), at)
	}
}

func TestAtSortsByTime(t *testing.T) {
	random := rand.NewChaCha8([32]byte{7})
	at := time.Date(2026, 11, 22, 8, 0, 0, 0, time.UTC)
	before := ""
	for range 1000 {
		made, err := At(at, random)
		if err != nil {
			t.Fatal(err)
		}
		if made <= before || !Valid(made) {
			t.Fatalf("%q came after %q", made, before)
		}
		before, at = made, at.Add(time.Millisecond)
	}
}

func TestAtPassesOnTheReadersError(t *testing.T) {
	broken := errors.New("no entropy")
	if made, err := At(time.Now(), iotest.ErrReader(broken)); !errors.Is(err, broken) || made != "" {
		t.Errorf("At = %q, %v", made, err)
	}
}

func TestValid(t *testing.T) {
	const good = "01935a2b-4c5d-7abc-8def-0123456789ab"
	for text, want := range map[string]bool{
		good:                                      true,
		"00000000-0000-7000-8000-000000000000":    true,
		"ffffffff-ffff-7fff-bfff-ffffffffffff":    true,
		"":                                        false,
		strings.ToUpper(good):                     false,
		"{" + good + "}":                          false,
		"urn:uuid:" + good:                        false,
		strings.ReplaceAll(good, "-", ""):         false,
		good + "0":                                false,
		good[:35]:                                 false,
		" " + good[1:]:                            false,
		"01935a2b-4c5d-4abc-8def-0123456789ab":    false, // version 4
		"01935a2b-4c5d-7abc-cdef-0123456789ab":    false, // variant of Microsoft
		"01935a2b-4c5d-7abc-8def-0123456789ag":    false,
		"01935a2b04c5d-7abc-8def-0123456789ab":    false,
		"00000000-0000-0000-0000-000000000000":    false,
		"01935a2b-4c5d-7abc-8def-0123456789\x00a": false,
	} {
		if Valid(text) != want {
			t.Errorf("Valid(%q) = %v", text, !want)
		}
	}
}

func FuzzValid(f *testing.F) {
	f.Add("01935a2b-4c5d-7abc-8def-0123456789ab")
	f.Add("01935A2B-4C5D-7ABC-8DEF-0123456789AB")
	f.Fuzz(func(t *testing.T, text string) {
		u, err := uuid.Parse(text)
		want := err == nil && u.Version() == 7 && u.Variant() == uuid.RFC4122 && u.String() == text
		if Valid(text) != want {
			t.Errorf("Valid(%q) = %v, google/uuid says %v", text, !want, want)
		}
	})
}

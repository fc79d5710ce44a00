package setup

import (
	"testing"
	"time"

	"karete/server/fault"
)

func TestTheDoorOpensToTheCodeHoweverTyped(t *testing.T) {
	t.Parallel()
	d := NewDoor()
	d.code = "10AB0XYZ"
	for _, typed := range []string{"10AB0XYZ", "10ab-0xyz", " IOAB OXYZ ", "l0ab0xyz"} {
		if err := d.Admit(Visitor{Code: typed}); err != nil {
			t.Errorf("%q: %v", typed, err)
		}
	}
	for _, typed := range []string{"", "10AB0XY", "10AB0XYZ0", "10AB0XYY"} {
		if err := d.Admit(Visitor{Code: typed}); !fault.Is(err, fault.Forbidden) {
			t.Errorf("%q: %v", typed, err)
		}
	}
}

func TestGuessingTheCodeTakesEverLonger(t *testing.T) {
	t.Parallel()
	d := NewDoor()
	now := time.Now()
	d.now = func() time.Time { return now }
	guess := func() error { return d.Admit(Visitor{Code: "00000000"}) }
	for range freeCodes - 1 {
		_ = guess()
	}
	for _, seconds := range []int{2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900} {
		if err := guess(); !fault.Is(err, fault.Forbidden) {
			t.Fatalf("before a wait of %d s: %v", seconds, err)
		}
		err := d.Admit(Visitor{Code: d.code})
		if !fault.Is(err, fault.Throttled) || fault.Of(err).Params["retryAfterSeconds"] != seconds {
			t.Fatalf("want a wait of %d s: %v %v", seconds, err, fault.Of(err).Params)
		}
		if err := d.Admit(Visitor{Local: true}); err != nil {
			t.Errorf("at the box itself: %v", err)
		}
		now = now.Add(time.Duration(seconds) * time.Second)
	}
	if err := d.Admit(Visitor{Code: d.code}); err != nil {
		t.Error(err)
	}
	if err := guess(); !fault.Is(err, fault.Forbidden) {
		t.Errorf("it did not start afresh: %v", err)
	}
	if err := d.Admit(Visitor{Code: d.code}); err != nil {
		t.Error(err)
	}
}

func TestCodesDiffer(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for range 100 {
		code := NewDoor().code
		if len(code) != codeLength || tidyCode(code) != code || seen[code] {
			t.Fatalf("code %q", code)
		}
		seen[code] = true
	}
}

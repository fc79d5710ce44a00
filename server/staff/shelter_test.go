package staff

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"karete/db"
	"karete/server/factor/factortest"
	"karete/server/fault"
)

// inMemory counts a try there, as begin does when the disk took no write.
func (h *house) inMemory(t guess) error {
	now, err := h.steady.now(h.t.Context(), h.db)
	if err != nil {
		h.t.Fatal(err)
	}
	return h.hold(h.t.Context(), db.ErrFull, func(b book) error {
		if wait, err := t.wait(b, now); err != nil || wait > 0 {
			return throttled(wait)
		}
		return t.count(b, now)
	})
}

// Many at once get no more tries in memory than on the disk, and what was counted
// there is on the disk as soon as it takes it.
func TestTheBrakeHoldsInMemory(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.in("thato", desk) // known, so that only the pair's brake is at work
	var through atomic.Int64
	var all sync.WaitGroup
	for range 40 {
		all.Go(func() {
			if err := h.inMemory(newTry("thato", desk)); err == nil {
				through.Add(1)
			} else if !fault.Is(err, fault.Throttled) {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if n := through.Load(); n != freeTries {
		t.Errorf("%d tries of 40, want %d", n, freeTries)
	}
	if !h.held.counts() {
		t.Fatal("nothing is held")
	}
	if n := h.count(`SELECT count(*) FROM sign_in_brake WHERE failures > 0`); n != 0 {
		t.Fatalf("%d rows on the disk already", n)
	}
	if _, err := h.try("thato", right, desk); waitOf(err) != 2*time.Second { // the disk takes it: first what is held
		t.Errorf("the right password: %v", err)
	}
	if err := h.gate.Settle(t.Context()); err != nil || h.held.counts() {
		t.Errorf("still held: %v", err)
	}
	h.start()
	if _, err := h.try("thato", right, desk); waitOf(err) != 2*time.Second {
		t.Errorf("after a restart: %v", err)
	}
	h.pass(2 * time.Second)
	h.in("thato", desk)
}

func TestWhatIsHeldIsBounded(t *testing.T) {
	t.Parallel()
	s, at := newShelter(), time.Unix(1_000_000, 0)
	row := func(n int, when time.Time) brakeRow {
		return brakeRow{key: fmt.Sprint(n), failures: 1, lastAt: when, openAt: when, found: true}
	}
	for n := range maxHeldBrakes {
		if err := s.keep(row(n, at)); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.keep(row(maxHeldBrakes, at.Add(accountQuiet-1))); err == nil {
		t.Error("no bound")
	}
	if err := s.keep(row(7, at)); err != nil {
		t.Errorf("a row that is there: %v", err)
	}
	if err := s.keep(row(maxHeldBrakes, at.Add(accountQuiet))); err != nil { // those of an hour ago have gone
		t.Error(err)
	}
	if _, there := s.brake([]byte("7")); there || !s.counts() {
		t.Error("it let the wrong ones go")
	}
}

// A code works once, whether the disk or memory knows.
func TestACodeWorksOnceInMemory(t *testing.T) {
	t.Parallel()
	h := open(t)
	seed, codes := h.app(h.admin)
	for _, code := range []string{factortest.Code(t, seed, h.clock.Now().Add(30*time.Second)), codes[2]} {
		var write func(*db.Tx) error
		hold := func() error {
			return h.db.Read(t.Context(), func(tx *db.Tx) (err error) {
				write, err = h.factors.HoldIn(tx, h.admin.ID, code)
				return err
			})
		}
		if err := hold(); err != nil {
			t.Fatal(err)
		}
		kept := write
		wantCode(t, hold(), fault.BadCode)
		take := func(tx *db.Tx) error { return h.factors.TakeIn(tx, h.admin.ID, code) }
		wantCode(t, h.db.Write(t.Context(), take), fault.BadCode)
		if err := h.db.Write(t.Context(), kept); err != nil {
			t.Fatal(err)
		}
	}
	h.start() // memory is gone, the disk knows
	_, err := h.withCode("mpho", right, codes[2], desk)
	wantCode(t, err, fault.BadCode)
	if n := h.count(`SELECT count(*) FROM factor_recovery WHERE used_at IS NOT NULL`); n != 1 {
		t.Errorf("%d codes are used up", n)
	}
}

package staff

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"karete/server/fault"
)

const (
	desk  = "192.168.0.7"
	other = "192.168.0.8"
)

// waitOf is how long a refusal says to wait; 0 when it is another one.
func waitOf(err error) time.Duration {
	f := fault.Of(err)
	if f == nil || f.Code != fault.Throttled {
		return 0
	}
	return time.Duration(f.Params["retryAfterSeconds"].(int)) * time.Second
}

func TestWaitsGrow(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.in("thato", desk) // known, so that only the pair's brake is at work
	waits := []time.Duration{0, 0, 0, 0, 0}
	for s := 2; s <= 512; s *= 2 {
		waits = append(waits, time.Duration(s)*time.Second)
	}
	waits = append(waits, 15*time.Minute, 15*time.Minute)
	checked := 0
	for i, want := range waits {
		_, err := h.try("thato", "wrong", desk)
		if got := waitOf(err); got != want {
			t.Fatalf("before try %d: wait %v, want %v", i+1, got, want)
		}
		if want > 0 {
			_, err = h.try("thato", right, desk)
			if waitOf(err) != want { // the right one is not looked at
				t.Fatalf("right password while braked: %v", err)
			}
			h.pass(want - time.Millisecond)
			if _, err = h.try("thato", "wrong", desk); waitOf(err) != time.Second {
				t.Fatalf("a millisecond early: %v", err)
			}
			h.pass(time.Millisecond)
			_, err = h.try("thato", "wrong", desk)
		}
		if code(err) != fault.BadCredentials {
			t.Fatalf("try %d: %v", i+1, err)
		}
		checked++
	}
	h.pass(15 * time.Minute)
	h.in("thato", desk)
	if _, err := h.try("thato", "wrong", desk); code(err) != fault.BadCredentials {
		t.Errorf("it did not start afresh: %v", err)
	}
}

func TestAtMostTwentyGuessesInAnHour(t *testing.T) {
	t.Parallel()
	for name, address := range map[string]func(i int) string{
		"from one address":     func(int) string { return other },
		"from ever new ones":   func(i int) string { return fmt.Sprintf("10.0.%d.%d", i/200, i%200) },
		"from one it is known": func(int) string { return desk },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := open(t)
			h.in("mpho", desk)
			looked := 0
			// A patient guesser comes back at the very moment each answer gives.
			for i, begin := 0, h.ticked; h.ticked-begin < time.Hour; i++ {
				_, err := h.try("mpho", "wrong", address(i))
				if code(err) == fault.BadCredentials {
					looked++
				}
				h.pass(waitOf(err))
			}
			if looked < 15 || looked > 20 {
				t.Errorf("%d guesses looked at in an hour", looked)
			}
		})
	}
}

func TestAFloodLocksNobodyOutAtTheirOwnDesk(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.in("thato", desk)
	for i := range 40 {
		_, _ = h.try("thato", "wrong", fmt.Sprintf("10.0.0.%d", i))
	}
	h.in("thato", desk)
	_, err := h.try("thato", right, other)
	if wait := waitOf(err); wait <= 0 || wait > time.Hour {
		t.Errorf("an address never seen: %v", err)
	}
	// Signing in at the desk gives strangers nothing.
	_, err = h.try("thato", "wrong", "10.0.1.1")
	wantCode(t, err, fault.Throttled)
	h.pass(time.Hour)
	h.in("thato", other)
}

func TestOneAddressAtManyAccounts(t *testing.T) {
	t.Parallel()
	h := open(t)
	for i := range addressBurst {
		_, err := h.try(fmt.Sprint("name", i), "wrong", desk)
		wantCode(t, err, fault.BadCredentials)
	}
	_, err := h.try("mpho", right, desk)
	if waitOf(err) != time.Minute {
		t.Fatalf("%v", err)
	}
	h.in("mpho", other)
	looked := 0
	for range 60 {
		h.pass(time.Minute)
		for range 3 {
			if _, err := h.try(fmt.Sprint("name", looked+1000), "wrong", desk); code(err) == fault.BadCredentials {
				looked++
			}
		}
	}
	if looked != 60 {
		t.Errorf("%d looked at in the next hour, want one a minute", looked)
	}
}

func TestTheBrakeOutlastsARestartAndAnyClock(t *testing.T) {
	t.Parallel()
	for name, jump := range map[string]time.Duration{"no jump": 0, "back": -40 * 365 * 24 * time.Hour, "an hour back": -time.Hour} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := open(t)
			for range freeTries {
				_, err := h.try("thato", "wrong", desk)
				wantCode(t, err, fault.BadCredentials)
			}
			h.clock.Advance(jump)
			h.start()
			if _, err := h.try("thato", right, desk); waitOf(err) != 2*time.Second {
				t.Fatalf("after the restart: %v", err)
			}
			h.pass(2 * time.Second)
			h.in("thato", desk)
		})
	}
}

func TestAClockJumpDoesNotShortenAWait(t *testing.T) {
	t.Parallel()
	h := open(t)
	for range freeTries {
		_, _ = h.try("thato", "wrong", desk)
	}
	for _, jump := range []time.Duration{48 * time.Hour, -96 * time.Hour} {
		h.clock.Advance(jump)
		if _, err := h.try("thato", right, desk); waitOf(err) != 2*time.Second {
			t.Fatalf("after a jump of %v: %v", jump, err)
		}
	}
}

func TestManyGuessesAtOnceAreCountedOneByOne(t *testing.T) {
	t.Parallel()
	h := open(t)
	var looked atomic.Int32
	var all sync.WaitGroup
	for range 40 {
		all.Go(func() {
			_, _, err := h.SignIn(context.Background(), SignIn{Username: "thato", Password: "wrong"}, From{Address: desk})
			if code(err) == fault.BadCredentials {
				looked.Add(1)
			}
		})
	}
	all.Wait()
	if looked.Load() != freeTries {
		t.Errorf("%d looked at, want %d", looked.Load(), freeTries)
	}
}

func TestTheBrakeForgets(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.in("mpho", desk)
	for i := range 12 {
		_, _ = h.try(fmt.Sprint("name", i), "wrong", other)
	}
	h.pass(25 * time.Hour)
	_, _ = h.try("thato", "wrong", desk)
	// The pair, the account, the address of this one; and that mpho is known here.
	if n := h.count(`SELECT count(*) FROM sign_in_brake`); n != 4 {
		t.Errorf("%d rows, want 4", n)
	}
}

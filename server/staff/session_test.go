package staff

import (
	"slices"
	"testing"
	"time"

	"karete/db/dbtest"
	"karete/server/fault"
)

func TestASessionEndsWhenItIsNotUsed(t *testing.T) {
	t.Parallel()
	h := open(t)
	used, idle := h.in("thato", desk), h.in("mpho", desk)
	idleID := h.who(idle).SessionID
	for range 2 {
		h.pass(IdleLimit / 2)
		h.who(used)
	}
	if err := h.Sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	h.gone(idle)
	if !slices.Equal(h.ended, []string{idleID}) {
		t.Errorf("ended %v, want %s", h.ended, idleID)
	}
	h.who(used)
	h.pass(IdleLimit - time.Millisecond)
	h.who(used)
	h.pass(time.Millisecond) // a day after it began, however much it was used
	h.gone(used)
}

func TestUsingASessionWritesNothing(t *testing.T) {
	t.Parallel()
	h := open(t)
	token := h.in("thato", desk)
	seen := func() int { return h.count(`SELECT seen_at FROM session`) }
	before := seen()
	h.pass(time.Hour)
	h.who(token)
	if seen() != before {
		t.Error("a use was written at once")
	}
	if err := h.Sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := seen(); got != before+int(time.Hour/time.Millisecond) {
		t.Errorf("after the sweep %d, want an hour later than %d", got, before)
	}
}

func TestSessionsOutlastARestartAndAnyClock(t *testing.T) {
	t.Parallel()
	h := open(t)
	token := h.in("thato", desk)
	h.pass(time.Hour)
	h.who(token)
	if err := h.Sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	h.clock.Advance(-56 * 365 * 24 * time.Hour) // 1970
	h.start()
	h.who(token)
	h.clock.Advance(56 * 365 * 24 * time.Hour) // somebody sets it
	h.who(token)
	h.pass(IdleLimit)
	h.gone(token)
	h.clock.Advance(-2 * IdleLimit)
	h.gone(token) // no jump revives it
}

func TestNobodySignsInBeforeThereIsAClinic(t *testing.T) {
	t.Parallel()
	h := &house{t: t, path: t.TempDir() + "/karete.db", clock: dbtest.NewClock()}
	h.start()
	_, err := h.try("admin", "admin", desk)
	wantCode(t, err, fault.NotSetUp)
}

func TestTheListTellsTimesOnTheBoxsClock(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.in("thato", desk)
	h.pass(10 * time.Minute)
	h.clock.Advance(365 * 24 * time.Hour) // set meanwhile
	list, err := h.Sessions(t.Context(), h.admin)
	if err != nil {
		t.Fatal(err)
	}
	if len(list) != 1 || !list[0].SeenAt.Equal(h.clock.Now().Add(-10*time.Minute)) {
		t.Errorf("%+v", list)
	}
}

package server

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"karete/db"
	"karete/db/dbtest"
	"karete/db/journal"
	"karete/server/access"
	"karete/server/clock"
	"karete/server/clock/clocktest"
	"karete/server/id"
	"karete/server/timekeeper"
)

const year = 365 * 24 * time.Hour

// jumpy is a box on a machine whose clock jumps, on the clinic's network.
func (b *box) jumpy() (*onNetwork, *clocktest.Machine) {
	b.t.Helper()
	m := clocktest.New(dbtest.Start)
	c := b.config()
	c.HTTPS, c.Now, c.Machine = "127.0.0.1:0", nil, m
	s, err := New(b.t.Context(), c)
	if err != nil {
		b.t.Fatal(err)
	}
	b.setUp(s)
	return b.onNetwork(s), m
}

// serial is of the certificate that a device with the right time is shown; "" when it
// does not believe it.
func (n *onNetwork) serial() string {
	n.t.Helper()
	if err := n.server.home().renew(n.t.Context()); err != nil { // as is done every few seconds
		n.t.Fatal(err)
	}
	res, err := n.browser(true).Get("https://karete.local/api/v1/box")
	if err != nil {
		return ""
	}
	res.Body.Close()
	return res.TLS.PeerCertificates[0].SerialNumber.Text(16)
}

func (n *onNetwork) state() timekeeper.BoxTime {
	n.t.Helper()
	s, err := n.server.home().rooms.Time.Read(n.t.Context(), access.TheBox())
	if err != nil {
		n.t.Fatal(err)
	}
	return s
}

func TestCertificatesOutlastAJump(t *testing.T) {
	t.Parallel()
	b := newBox(t)
	n, m := b.jumpy()
	first := n.serial()
	for _, jump := range []time.Duration{-56 * year, 130 * year, -74 * year} {
		m.Jump(jump)
		if got := n.serial(); got == "" || got != first {
			t.Errorf("jump %v: another certificate, %q for %q", jump, got, first)
		}
	}
	// A manager who errs by years, and mends it.
	set := func(at time.Time) {
		t.Helper()
		_, err := n.server.home().rooms.Time.Set(t.Context(), access.TheBox(), timekeeper.SetClock{ID: id.New(), By: clock.ByDevice, Now: &at})
		if err != nil {
			t.Fatal(err)
		}
	}
	set(dbtest.Start.Add(3 * year))
	n.serial()
	set(dbtest.Start)
	if n.serial() == "" {
		t.Error("a device with the right time does not believe the box")
	}
}

// What the clock knows is not lost when the records are closed and opened again.
func TestADoubtOutlastsTheHouse(t *testing.T) {
	t.Parallel()
	b := newBox(t)
	n, m := b.jumpy()
	m.Jump(-3 * year)
	if err := n.server.home().rooms.Time.Keep(t.Context()); err != nil {
		t.Fatal(err)
	}
	m.Pass(time.Hour)
	for i := range 2 {
		if s := n.state(); s.Doubt != clock.Back || !s.Now.Equal(dbtest.Start.Add(time.Hour)) {
			t.Errorf("%+v", s)
		}
		if i == 0 {
			if err := n.server.Rekey(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
	}
	res, err := n.browser(true).Get("https://karete.local/api/v1/box")
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if got := res.Header.Get("Date"); res.StatusCode != http.StatusOK || got != dbtest.Start.Add(time.Hour).UTC().Format(http.TimeFormat) {
		t.Errorf("%d, the time told is %s", res.StatusCode, got)
	}
}

// The start of every kind of machine, with the records that an earlier run left.
func TestTheStartLooksAtTheNewestEntry(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		wakes time.Time
		doubt clock.Why
		keeps bool // a battery keeps the time
		entry string
	}{
		{dbtest.Start.Add(15 * time.Hour), clock.Sure, true, ""},
		{dbtest.Start.Add(15 * time.Hour), clock.Unset, false, "clock.doubted"},
		{time.Unix(0, 0), clock.Behind, true, "clock.doubted"},
		{dbtest.Start.Add(60 * year), clock.Ahead, true, "clock.doubted"},
	} {
		t.Run(fmt.Sprint(c.wakes.Year(), c.doubt), func(t *testing.T) {
			t.Parallel()
			b := newBox(t)
			first := b.start()
			b.setUp(first)
			b.stop(first)
			m := clocktest.New(c.wakes)
			if !c.keeps {
				m.NoBattery()
			}
			config := b.config()
			config.Now, config.Machine = nil, m
			s, err := New(t.Context(), config)
			if err != nil {
				t.Fatal(err)
			}
			defer b.stop(s)
			keeper := s.home().rooms.Time
			if err := keeper.Keep(t.Context()); err != nil {
				t.Fatal(err)
			}
			got, err := keeper.Read(t.Context(), access.TheBox())
			if err != nil || got.Doubt != c.doubt || got.Now.Before(dbtest.Start) || got.Now.After(dbtest.Start.Add(15*time.Hour)) {
				t.Errorf("%+v, %v", got, err)
			}
			if last := newest(t, s); c.entry != "" && last != c.entry {
				t.Errorf("the newest entry is %s", last)
			}
		})
	}
}

// newest is the action of the newest entry.
func newest(t *testing.T, s *Server) (action string) {
	t.Helper()
	err := s.home().db.Read(t.Context(), func(tx *db.Tx) error {
		last, _, err := journal.Last(tx)
		action = last.Action
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return action
}

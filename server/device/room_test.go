package device

import (
	"testing"
	"time"

	"karete/db"
	"karete/db/dbtest"
	"karete/server/access"
	"karete/server/act"
	"karete/server/clock"
	"karete/server/facility"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/staff"
)

// house is a clinic with a manager, whose machine ticks only when the test says so.
type house struct {
	*Room
	t      *testing.T
	clock  *dbtest.Clock
	ticked time.Duration
	db     *db.DB
	people *staff.Room
	ended  []string
	admin  access.Actor
}

func open(t *testing.T) *house {
	t.Helper()
	h := &house{t: t, clock: dbtest.NewClock()}
	h.db = dbtest.New(t, dbtest.WithClock(h.clock))
	now := clock.New(h.clock.Now)
	gate := act.NewGate(h.db, act.Options{Clock: now})
	h.people = staff.New(gate, staff.Options{Clock: now, Cost: staff.Cost{MemoryKiB: 8, Passes: 1}})
	h.people.OnEnd(func(ids []string) { h.ended = append(h.ended, ids...) })
	h.Room = New(gate, h.people, Options{Clock: now, Elapsed: func() time.Duration { return h.ticked }})
	person := staff.NewStaff{ID: id.New(), Username: "mpho", Profile: staff.Profile{DisplayName: "Mpho", Roles: []access.Role{access.Admin}, Language: "en"}}
	_, err := act.Do(t.Context(), gate, access.TheBox(), act.Command{ID: id.New(), Action: "setup.finish"}, func(tx *act.Tx) error {
		if err := facility.FoundIn(tx, id.New(), facility.Identity{Name: "Ha Matala Clinic", Code: "MSU-014", District: "Maseru", Country: "LS"}, "en"); err != nil {
			return err
		}
		return staff.AddIn(tx, person, staff.Secret{})
	}, func(*db.Tx, string) (struct{}, error) { return struct{}{}, nil })
	if err != nil {
		t.Fatal(err)
	}
	h.admin = access.Actor{ID: person.ID, Name: "Mpho", Roles: person.Roles, SessionID: id.New()}
	return h
}

var from = staff.From{Address: "192.168.1.7", Device: "Chrome, Android"}

func (h *house) pair(kind Kind) Pairing {
	h.t.Helper()
	p, err := h.Pair(h.t.Context(), h.admin, NewPairing{ID: id.New(), Kind: kind, Name: "Tablet 6"}, "https://karete.local")
	if err != nil {
		h.t.Fatal(err)
	}
	return p
}

func (h *house) enrol(code string) (token string, err error) {
	token, _, err = h.Enrol(h.t.Context(), access.Actor{}, Enrolment{ID: id.New(), Code: code}, from)
	return token, err
}

func (h *house) known(token string) (Known, bool) {
	h.t.Helper()
	k, ok, err := h.Authenticate(h.t.Context(), token, "1.4.2")
	if err != nil {
		h.t.Fatal(err)
	}
	return k, ok
}

func wantCode(t *testing.T, err error, want fault.Code) {
	t.Helper()
	if !fault.Is(err, want) {
		t.Fatalf("%v, want %s", err, want)
	}
}

func TestACodeWorksForTenMinutesWhateverTheClockDoes(t *testing.T) {
	t.Parallel()
	h := open(t)
	early, late := h.pair(Tablet), h.pair(Tablet)
	h.clock.Advance(1000 * time.Hour)
	h.ticked += pairingLasts - time.Second
	if _, err := h.enrol(early.Code); err != nil {
		t.Error(err)
	}
	h.ticked += time.Second
	h.clock.Advance(-2000 * time.Hour)
	_, err := h.enrol(late.Code)
	wantCode(t, err, fault.PairingOver)
}

func TestOneCodeOneDevice(t *testing.T) {
	t.Parallel()
	h := open(t)
	p := h.pair(Display)
	done := make(chan error)
	for range 8 {
		go func() {
			_, err := h.enrol(p.Code)
			done <- err
		}()
	}
	in := 0
	for range 8 {
		if err := <-done; err == nil {
			in++
		} else if !fault.Is(err, fault.PairingOver) {
			t.Error(err)
		}
	}
	if in != 1 {
		t.Errorf("%d got in by one code", in)
	}
}

// A device's id stands in the manager's list, and guests are all one actor: whoever
// knows it and holds a code of their own must not be answered with that device.
func TestTheIDOfADeviceIsNoWayIn(t *testing.T) {
	t.Parallel()
	h := open(t)
	in := Enrolment{ID: id.New(), Code: h.pair(Tablet).Code}
	token, _, err := h.Enrol(t.Context(), access.Actor{}, in, from)
	if err != nil {
		t.Fatal(err)
	}
	stolen := Enrolment{ID: in.ID, Code: h.pair(Tablet).Code}
	if token, _, err := h.Enrol(t.Context(), access.Actor{}, stolen, from); err == nil {
		t.Errorf("let in as that device with %d letters", len(token))
	}
	if _, ok := h.known(token); !ok {
		t.Error("the device itself is out")
	}
	stolen.ID = id.New()
	if _, _, err := h.Enrol(t.Context(), access.Actor{}, stolen, from); err != nil {
		t.Errorf("the code was used up by what was refused: %v", err)
	}
}

func TestARepeatThatFailsGivesNoCodeBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	in := Enrolment{ID: id.New(), Code: h.pair(Tablet).Code}
	if _, _, err := h.Enrol(t.Context(), access.Actor{}, in, from); err != nil {
		t.Fatal(err)
	}
	again := in
	again.Name = "Another name" // the same command with another body is refused
	if _, _, err := h.Enrol(t.Context(), access.Actor{}, again, from); err == nil {
		t.Fatal("answered")
	}
	_, err := h.enrol(in.Code)
	wantCode(t, err, fault.PairingOver)
}

func TestWhatADeviceIsKnownBy(t *testing.T) {
	t.Parallel()
	h := open(t)
	token, err := h.enrol(h.pair(Kiosk).Code)
	if err != nil {
		t.Fatal(err)
	}
	k, ok := h.known(token)
	if !ok || k.Name != "Tablet 6" || k.Kind != Kiosk || !k.Actor().IsDevice() || !k.Actor().Has(access.Kiosk) {
		t.Errorf("%+v %v", k, ok)
	}
	if _, ok := h.known("another"); ok {
		t.Error("anybody is known")
	}
	// Being seen is written down by the sweep only, and outlives a restart.
	h.clock.Advance(time.Hour)
	h.known(token)
	if err := h.Sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	list, err := New(h.gate, h.people, Options{}).List(t.Context(), h.admin)
	if err != nil {
		t.Fatal(err)
	}
	if len(list) != 1 || !list[0].SeenAt.Equal(h.clock.Now()) || list[0].App != "1.4.2" || list[0].Browser != "Chrome, Android" {
		t.Errorf("%+v", list)
	}

	if _, err := h.Revoke(t.Context(), h.admin, k.ID, DeviceRevocation{ID: id.New()}); err != nil {
		t.Fatal(err)
	}
	if _, ok := h.known(token); ok {
		t.Error("it is still known")
	}
	if len(h.ended) != 1 || h.ended[0] != "device:"+k.ID {
		t.Errorf("ended %v", h.ended)
	}
	var tokens int
	err = h.db.Read(t.Context(), func(tx *db.Tx) error {
		return tx.QueryRow(`SELECT count(*) FROM device_token`).Scan(&tokens)
	})
	if err != nil || tokens != 0 {
		t.Errorf("%d tokens, %v", tokens, err)
	}
}

func TestABrowserIsOneDevice(t *testing.T) {
	t.Parallel()
	h := open(t)
	old, err := h.enrol(h.pair(Tablet).Code)
	if err != nil {
		t.Fatal(err)
	}
	before, _ := h.known(old)
	token, _, err := h.Enrol(t.Context(), before.Actor(), Enrolment{ID: id.New(), Code: h.pair(Desk).Code}, from)
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := h.known(old); ok {
		t.Error("it is two devices")
	}
	if k, ok := h.known(token); !ok || k.Kind != Desk {
		t.Errorf("%+v %v", k, ok)
	}
}

func TestNoSecretIsJournalled(t *testing.T) {
	t.Parallel()
	h := open(t)
	p := h.pair(Tablet)
	token, err := h.enrol(p.Code)
	if err != nil {
		t.Fatal(err)
	}
	var n int
	err = h.db.Read(t.Context(), func(tx *db.Tx) error {
		return tx.QueryRow(`SELECT count(*) FROM journal WHERE instr(payload, ?) OR instr(payload, ?)`, token, p.Code).Scan(&n)
	})
	if err != nil || n != 0 {
		t.Errorf("%d entries, %v", n, err)
	}
}

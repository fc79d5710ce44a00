package factor_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"karete/db"
	"karete/db/dbtest"
	"karete/server/access"
	"karete/server/act"
	"karete/server/clock"
	"karete/server/facility"
	"karete/server/factor"
	"karete/server/factor/factortest"
	"karete/server/fault"
	"karete/server/id"
)

// house is a clinic with one manager, whose machine ticks only when the test says
// so.
type house struct {
	*factor.Room
	t      *testing.T
	db     *db.DB
	gate   *act.Gate
	clock  *dbtest.Clock
	now    *clock.Clock
	ticked time.Duration
	mpho   access.Actor
}

var here = factor.SiteOf("karete.local:8080", false)

func open(t *testing.T) *house {
	t.Helper()
	h := &house{t: t, clock: dbtest.NewClock()}
	h.db = dbtest.New(t, dbtest.WithClock(h.clock), func(o *db.Options) { o.Path = filepath.Join(t.TempDir(), "karete.db") })
	h.now = clock.New(h.clock.Now)
	h.gate = act.NewGate(h.db, act.Options{Clock: h.now})
	h.Room = factor.New(h.gate, factor.Options{Clock: h.now, Ticking: func() time.Duration { return h.ticked }})
	_, err := act.Do(t.Context(), h.gate, access.TheBox(), act.Command{ID: id.New(), Action: "setup.finish"}, func(tx *act.Tx) error {
		return facility.FoundIn(tx, id.New(), facility.Identity{Name: "Ha Matala Clinic", Code: "MSU-014", District: "Maseru", Country: "LS"}, "en")
	}, func(*db.Tx, string) (int, error) { return 0, nil })
	if err != nil {
		t.Fatal(err)
	}
	h.mpho = h.hire("mpho")
	return h
}

func (h *house) hire(name string) access.Actor {
	h.t.Helper()
	a := access.Actor{ID: id.New(), Name: name, Roles: []access.Role{access.Admin}, SessionID: id.New()}
	_, err := act.Do(h.t.Context(), h.gate, access.TheBox(), act.Command{ID: id.New(), Action: "staff.create"}, func(tx *act.Tx) error {
		tx.Subject("staff", a.ID)
		tx.Changed("staff", a.ID)
		_, err := tx.Exec(`INSERT INTO staff (id, username, display_name, roles, departments, language, senior, active, created_at, version)
			VALUES (?, ?, ?, '["admin"]', '[]', 'en', 0, 1, 0, 1)`, a.ID, name, name)
		return err
	}, func(*db.Tx, string) (int, error) { return 0, nil })
	if err != nil {
		h.t.Fatal(err)
	}
	return a
}

func ok[T any](t *testing.T) func(v T, err error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func refused(t *testing.T, err error, code fault.Code) {
	t.Helper()
	if !fault.Is(err, code) {
		t.Errorf("got %v, want the fault %s", err, code)
	}
}

// enrol gives mpho an app and answers its seed and the recovery codes.
func (h *house) enrol() (seed string, codes []string) {
	h.t.Helper()
	begun := ok[factor.NewApp](h.t)(h.BeginApp(h.t.Context(), h.mpho))
	in := factor.ProveApp{ID: id.New(), Enrolment: begun.Enrolment, Code: factortest.Code(h.t, begun.Seed, h.clock.Now())}
	e := ok[factor.Enrolled](h.t)(h.ProveApp(h.t.Context(), h.mpho, in, here))
	return begun.Seed, e.NewRecoveryCodes
}

func (h *house) take(code string) error {
	return h.db.Write(h.t.Context(), func(tx *db.Tx) error { return h.TakeIn(tx, h.mpho.ID, code) })
}

func TestAnAppIsKeptOnceItHasShownACode(t *testing.T) {
	t.Parallel()
	h := open(t)
	var told []string
	h.OnChange(func(staffID string) { told = append(told, staffID) })
	begun := ok[factor.NewApp](t)(h.BeginApp(t.Context(), h.mpho))
	if len(begun.Seed) != 32 || !strings.HasPrefix(begun.SVG, "<svg") {
		t.Errorf("seed of %d letters, %.20s", len(begun.Seed), begun.SVG)
	}
	in := factor.ProveApp{ID: id.New(), Enrolment: begun.Enrolment, Code: "000000"}
	_, err := h.ProveApp(t.Context(), h.mpho, in, here)
	refused(t, err, fault.BadCode)
	in.Code = factortest.Code(t, begun.Seed, h.clock.Now())
	other := h.mpho
	other.SessionID = id.New()
	_, err = h.ProveApp(t.Context(), other, in, here)
	refused(t, err, fault.ChallengeOver)
	if f := ok[factor.Factors](t)(h.Read(t.Context(), h.mpho, here)); f.App != nil || f.Here != "karete.local" {
		t.Errorf("%+v", f)
	}
	e := ok[factor.Enrolled](t)(h.ProveApp(t.Context(), h.mpho, in, here))
	if e.App == nil || e.RecoveryCodes != 10 || len(e.NewRecoveryCodes) != 10 || !slices.Equal(told, []string{h.mpho.ID}) {
		t.Errorf("%+v, told %v", e, told)
	}
	again := ok[factor.Enrolled](t)(h.ProveApp(t.Context(), h.mpho, in, here))
	if again.NewRecoveryCodes != nil || again.RecoveryCodes != 10 {
		t.Errorf("repeated: %+v", again)
	}
	in.ID = id.New() // else a code from before could be shown again
	_, err = h.ProveApp(t.Context(), h.mpho, in, here)
	refused(t, err, fault.ChallengeOver)
}

func TestASeedDoesNotWaitForEver(t *testing.T) {
	t.Parallel()
	h := open(t)
	begun := ok[factor.NewApp](t)(h.BeginApp(t.Context(), h.mpho))
	h.ticked += 15 * time.Minute
	in := factor.ProveApp{ID: id.New(), Enrolment: begun.Enrolment, Code: factortest.Code(t, begun.Seed, h.clock.Now())}
	_, err := h.ProveApp(t.Context(), h.mpho, in, here)
	refused(t, err, fault.ChallengeOver)
}

func TestACodeIsTakenOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	seed, _ := h.enrol()
	refused(t, h.take(factortest.Code(t, seed, h.clock.Now())), fault.BadCode) // it proved the app
	for _, drift := range []time.Duration{-30 * time.Second, 0, 30 * time.Second} {
		h.clock.Advance(2 * time.Minute)
		code := factortest.Code(t, seed, h.clock.Now().Add(drift))
		if err := h.take(" " + code[:3] + " " + code[3:]); err != nil {
			t.Errorf("%v off: %v", drift, err)
		}
		refused(t, h.take(code), fault.BadCode)
	}
	// A newer one has been taken: the one before is over, too.
	h.clock.Advance(2 * time.Minute)
	if err := h.take(factortest.Code(t, seed, h.clock.Now())); err != nil {
		t.Fatal(err)
	}
	refused(t, h.take(factortest.Code(t, seed, h.clock.Now().Add(-30*time.Second))), fault.BadCode)
	for _, drift := range []time.Duration{-60 * time.Second, 60 * time.Second} {
		h.clock.Advance(5 * time.Minute)
		refused(t, h.take(factortest.Code(t, seed, h.clock.Now().Add(drift))), fault.BadCode)
	}
}

func TestAClockPutBackIsTold(t *testing.T) {
	t.Parallel()
	h := open(t)
	seed, codes := h.enrol()
	h.clock.Advance(-24 * time.Hour)
	err := h.take(factortest.Code(t, seed, h.clock.Now()))
	refused(t, err, fault.BadCode)
	if fault.Of(err).Params["clockDoubtful"] != true {
		t.Errorf("%+v", fault.Of(err))
	}
	if err := h.take(codes[0]); err != nil {
		t.Errorf("a recovery code asks for no time: %v", err)
	}
	h.now.Begin(clock.Memory{}, h.clock.Now().Add(24*time.Hour))
	if f := ok[factor.Factors](t)(h.Read(t.Context(), h.mpho, here)); !f.ClockDoubtful {
		t.Error("nothing tells that the clock is doubtful")
	}
}

func TestRecoveryCodesWorkOnceEach(t *testing.T) {
	t.Parallel()
	h := open(t)
	_, codes := h.enrol()
	for i, code := range codes {
		if i == 0 {
			code = strings.ToUpper(strings.ReplaceAll(code, "-", " "))
		}
		if err := h.take(code); err != nil {
			t.Fatalf("%d: %v", i, err)
		}
		refused(t, h.take(code), fault.BadCode)
	}
	e := ok[factor.Enrolled](t)(h.RenewCodes(t.Context(), h.mpho, factor.NewCodes{ID: id.New()}, here))
	if e.RecoveryCodes != 10 || slices.Contains(codes, e.NewRecoveryCodes[0]) {
		t.Errorf("%+v", e)
	}
	other := h.hire("thabo")
	err := h.db.Write(t.Context(), func(tx *db.Tx) error { return h.TakeIn(tx, other.ID, e.NewRecoveryCodes[0]) })
	refused(t, err, fault.BadCode)
	_, err = h.RenewCodes(t.Context(), other, factor.NewCodes{ID: id.New()}, here)
	refused(t, err, fault.WrongState)
}

func TestTheLastFactorTakesTheCodesWithIt(t *testing.T) {
	t.Parallel()
	h := open(t)
	_, codes := h.enrol()
	h.passkey(h.mpho)
	e := ok[factor.Enrolled](t)(h.RemoveApp(t.Context(), h.mpho, here))
	if e.App != nil || e.RecoveryCodes != 10 || len(e.Passkeys) != 1 {
		t.Errorf("%+v", e)
	}
	_, err := h.RemoveApp(t.Context(), h.mpho, here)
	refused(t, err, fault.NotFound)
	_, err = h.RemovePasskey(t.Context(), h.hire("thabo"), e.Passkeys[0].ID, here)
	refused(t, err, fault.NotFound)
	e = ok[factor.Enrolled](t)(h.RemovePasskey(t.Context(), h.mpho, e.Passkeys[0].ID, here))
	if e.RecoveryCodes != 0 || len(e.Passkeys) != 0 {
		t.Errorf("%+v", e)
	}
	refused(t, h.take(codes[0]), fault.BadCode)
}

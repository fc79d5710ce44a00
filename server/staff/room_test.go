package staff

import (
	"context"
	"path/filepath"
	"slices"
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
)

const right = "four words nobody guesses"

// house is a clinic with one manager and one nurse, whose machine ticks only
// when the test says so.
type house struct {
	*Room
	t      *testing.T
	path   string
	clock  *dbtest.Clock
	ticked time.Duration
	db     *db.DB
	ended  []string
	admin  access.Actor
	nurse  string
}

func open(t *testing.T) *house {
	t.Helper()
	h := &house{t: t, path: filepath.Join(t.TempDir(), "karete.db"), clock: dbtest.NewClock()}
	h.start()
	_, err := act.Do(t.Context(), h.gate, access.TheBox(), act.Command{ID: id.New(), Action: "setup.finish"}, func(tx *act.Tx) error {
		return facility.FoundIn(tx, id.New(), facility.Identity{Name: "Ha Matala Clinic", Code: "MSU-014", District: "Maseru", Country: "LS"}, "en")
	}, func(tx *db.Tx, _ string) (facility.Facility, error) { return facility.In(tx) })
	if err != nil {
		t.Fatal(err)
	}
	manager := h.hire("mpho", access.Admin)
	h.admin = access.Actor{ID: manager, Name: "mpho", Roles: []access.Role{access.Admin}, SessionID: id.New()}
	h.nurse = h.hire("thato", access.Nurse)
	return h
}

// start opens the same files again, as after a power cut.
func (h *house) start() {
	h.t.Helper()
	if h.db != nil {
		if err := h.db.Close(); err != nil {
			h.t.Fatal(err)
		}
	}
	h.db = dbtest.New(h.t, dbtest.WithClock(h.clock), func(o *db.Options) { o.Path = h.path })
	now := clock.New(h.clock.Now)
	h.Room = New(act.NewGate(h.db, act.Options{Clock: now}), Options{Clock: now, Cost: Cost{MemoryKiB: 8, Passes: 1}})
	h.steady.elapsed = func() time.Duration { return h.ticked }
	h.OnEnd(func(ids []string) { h.ended = append(h.ended, ids...) })
}

func (h *house) hire(username string, roles ...access.Role) string {
	h.t.Helper()
	hash, err := h.Hash(h.t.Context(), right)
	if err != nil {
		h.t.Fatal(err)
	}
	in := NewStaff{ID: id.New(), Username: username, Profile: Profile{DisplayName: username, Roles: roles, Language: "en"}}
	_, err = act.Do(h.t.Context(), h.gate, access.TheBox(), act.Command{ID: in.ID, Action: "staff.create"},
		func(tx *act.Tx) error { return AddIn(tx, in, Secret{Hash: hash}) }, In)
	if err != nil {
		h.t.Fatal(err)
	}
	return in.ID
}

// pass lets time go by, for the clock and for the machine.
func (h *house) pass(d time.Duration) {
	h.ticked += d
	h.clock.Advance(d)
}

func (h *house) try(username, password, address string) (token string, err error) {
	token, _, err = h.SignIn(context.Background(), SignIn{Username: username, Password: password}, From{Address: address, Device: "Chrome, Linux"})
	return token, err
}

func (h *house) in(username, address string) string {
	h.t.Helper()
	token, err := h.try(username, right, address)
	if err != nil {
		h.t.Fatalf("%s at %s: %v", username, address, err)
	}
	return token
}

func (h *house) who(token string) Signed {
	h.t.Helper()
	s, err := h.Authenticate(h.t.Context(), token)
	if err != nil {
		h.t.Fatal(err)
	}
	return s
}

func (h *house) gone(token string) {
	h.t.Helper()
	if s, err := h.Authenticate(h.t.Context(), token); !fault.Is(err, fault.Unauthenticated) {
		h.t.Fatalf("%+v %v, want unauthenticated", s.Actor, err)
	}
}

func (h *house) read(staffID string) Staff {
	h.t.Helper()
	var s Staff
	err := h.db.Read(h.t.Context(), func(tx *db.Tx) (err error) {
		s, err = In(tx, staffID)
		return err
	})
	if err != nil {
		h.t.Fatal(err)
	}
	return s
}

func (h *house) count(query string, args ...any) (n int) {
	h.t.Helper()
	if err := h.db.Read(h.t.Context(), func(tx *db.Tx) error { return tx.QueryRow(query, args...).Scan(&n) }); err != nil {
		h.t.Fatal(err)
	}
	return n
}

func code(err error) fault.Code {
	if err == nil {
		return ""
	}
	return fault.Of(err).Code
}

func wantCode(t *testing.T, err error, want fault.Code) {
	t.Helper()
	if code(err) != want {
		t.Fatalf("%v, want %q", err, want)
	}
}

func TestUserNamesAreTakenOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	in := NewStaff{ID: id.New(), Username: " Thato ", Profile: Profile{DisplayName: "Another Thato", Roles: []access.Role{access.Clerk}, Language: "st"}}
	_, err := h.Create(t.Context(), h.admin, in)
	wantCode(t, err, fault.UsernameTaken)
	for _, bad := range []string{"", "x", "has space", "-dash", "tšepo", "a@b", "abcdefghijklmnopqrstuvwxyz0123456"} {
		in.ID, in.Username = id.New(), bad
		_, err := h.Create(t.Context(), h.admin, in)
		wantCode(t, err, fault.Invalid)
	}
	in.ID, in.Username = id.New(), "Thato.K"
	issued, err := h.Create(t.Context(), h.admin, in)
	if err != nil {
		t.Fatal(err)
	}
	if issued.Staff.Username != "thato.k" || !issued.Staff.MustChangePassword || len(issued.OneTimePassword) != 23 {
		t.Errorf("%+v", issued)
	}
	if _, err := h.try("THATO.K", issued.OneTimePassword, "192.168.0.7"); err != nil {
		t.Error(err)
	}
}

func TestTheLastManagerStays(t *testing.T) {
	t.Parallel()
	h := open(t)
	manager := h.read(h.admin.ID)
	leave := StaffChange{ID: id.New(), Active: false, Profile: Profile{DisplayName: "Mpho", Roles: manager.Roles, Language: "en"}}
	_, err := h.Update(t.Context(), h.admin, manager.ID, manager.Version, leave)
	wantCode(t, err, fault.LastAdmin)
	demote := StaffChange{ID: id.New(), Active: true, Profile: Profile{DisplayName: "Mpho", Roles: []access.Role{access.Nurse}, Language: "en"}}
	_, err = h.Update(t.Context(), h.admin, manager.ID, manager.Version, demote)
	wantCode(t, err, fault.LastAdmin)

	h.hire("second", access.Nurse, access.Admin)
	if _, err := h.Update(t.Context(), h.admin, manager.ID, manager.Version, leave); err != nil {
		t.Fatal(err)
	}
}

func TestAStaleChangeIsRefused(t *testing.T) {
	t.Parallel()
	h := open(t)
	change := StaffChange{ID: id.New(), Active: true, Profile: Profile{DisplayName: "Thato M.", Roles: []access.Role{access.Nurse}, Language: "st", Senior: true}}
	s, err := h.Update(t.Context(), h.admin, h.nurse, 1, change)
	if err != nil {
		t.Fatal(err)
	}
	if s.DisplayName != "Thato M." || !s.Senior || s.Version != 2 || s.Language != "st" {
		t.Errorf("%+v", s)
	}
	change.ID, change.DisplayName = id.New(), "Somebody Else"
	_, err = h.Update(t.Context(), h.admin, h.nurse, 1, change)
	wantCode(t, err, fault.Stale)
	if now, ok := fault.Of(err).Current.(Staff); !ok || now.DisplayName != "Thato M." || now.Version != 2 {
		t.Errorf("current %+v", fault.Of(err).Current)
	}
	change.Departments = []string{id.New()}
	_, err = h.Update(t.Context(), h.admin, h.nurse, 2, change)
	if f := fault.Of(err); f.Code != fault.Invalid || f.Field != "departments[0]" || f.Fields[0].Code != "unknown" {
		t.Errorf("%v", err)
	}
}

func TestOnlyWorkAndLeavingEndSessions(t *testing.T) {
	t.Parallel()
	h := open(t)
	token := h.in("thato", "192.168.0.7")
	change := StaffChange{ID: id.New(), Active: true, Profile: Profile{DisplayName: "Thato Mohapi", Roles: []access.Role{access.Nurse}, Language: "en", Senior: true}}
	s, err := h.Update(t.Context(), h.admin, h.nurse, 1, change)
	if err != nil {
		t.Fatal(err)
	}
	if who := h.who(token); who.Name != "Thato Mohapi" || !who.Senior || len(h.ended) != 0 {
		t.Errorf("%+v, ended %v", who, h.ended)
	}
	session := h.who(token).SessionID
	change.ID, change.Roles = id.New(), []access.Role{access.Doctor, access.Nurse}
	if s, err = h.Update(t.Context(), h.admin, h.nurse, s.Version, change); err != nil {
		t.Fatal(err)
	}
	h.gone(token)
	if !slices.Equal(h.ended, []string{session}) || !slices.Equal(s.Roles, []access.Role{access.Nurse, access.Doctor}) {
		t.Errorf("ended %v, roles %v", h.ended, s.Roles)
	}
	token = h.in("thato", "192.168.0.7")
	change.ID, change.Active = id.New(), false
	if _, err := h.Update(t.Context(), h.admin, h.nurse, s.Version, change); err != nil {
		t.Fatal(err)
	}
	h.gone(token)
	_, err = h.try("thato", right, "192.168.0.7")
	wantCode(t, err, fault.BadCredentials)
	if n := h.count(`SELECT count(*) FROM journal WHERE action = 'session.refused' AND subject_id = ? AND cast(payload AS text) LIKE '%"reason":"inactive"%'`, h.nurse); n != 1 {
		t.Errorf("%d refusals journalled", n)
	}
}

func TestANewPasswordEndsTheOtherSessions(t *testing.T) {
	t.Parallel()
	h := open(t)
	here, there := h.in("thato", "192.168.0.7"), h.in("thato", "192.168.0.8")
	me := h.who(here)
	h.who(there)
	_, err := h.ChangePassword(t.Context(), me.Actor, PasswordChange{ID: id.New(), Current: right, Next: "cattle post above the river"}, From{Address: "192.168.0.7"})
	if err != nil {
		t.Fatal(err)
	}
	h.who(here)
	h.gone(there)
	if _, err := h.try("thato", right, "192.168.0.7"); code(err) != fault.BadCredentials {
		t.Errorf("the old one: %v", err)
	}
}

func TestNothingSecretReachesTheJournal(t *testing.T) {
	t.Parallel()
	h := open(t)
	token := h.in("thato", "192.168.0.7")
	h.who(token)
	_, err := h.try("typed my password here", "and my name there", "192.168.0.7")
	wantCode(t, err, fault.BadCredentials)
	issued, err := h.ResetPassword(t.Context(), h.admin, h.nurse, PasswordReset{ID: id.New()})
	if err != nil {
		t.Fatal(err)
	}
	h.gone(token)
	for _, secret := range []string{token, issued.OneTimePassword, right, "argon2id", "typed my password", "and my name"} {
		if n := h.count(`SELECT count(*) FROM journal WHERE instr(cast(payload AS text), ?) OR instr(subject_id, ?)`, secret, secret); n > 0 {
			t.Errorf("%d entries hold %q", n, secret)
		}
	}
	if n := h.count(`SELECT count(*) FROM journal WHERE action = 'session.refused' AND actor_id = '' AND cast(payload AS text) LIKE '%"reason":"unknown"%'`); n != 1 {
		t.Errorf("%d refusals journalled", n)
	}
	if n := h.count(`SELECT count(*) FROM journal WHERE action = 'session.create' AND actor_id = ?`, h.nurse); n != 1 {
		t.Errorf("%d sign-ins journalled", n)
	}
	if n := h.count(`SELECT count(*) FROM session WHERE instr(token_hash, cast(? AS blob))`, token); n > 0 {
		t.Error("the token itself is kept")
	}
}

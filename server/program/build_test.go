package program

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"karete/db"
	"karete/db/dbtest"
	"karete/db/journal"
	"karete/server/access"
	"karete/server/act"
	"karete/server/clock"
	"karete/server/facility"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/staff"
)

const right = "four words nobody guesses"

// house is a clinic with a manager and a nurse, whose steady time moves only when
// the test says so.
type house struct {
	*Room
	t      *testing.T
	path   string
	db     *db.DB
	clock  *dbtest.Clock
	steady time.Time
	ended  []string
	admin  access.Actor
	nurse  string
}

func open(t *testing.T) *house {
	t.Helper()
	h := &house{t: t, path: filepath.Join(t.TempDir(), "karete.db"), clock: dbtest.NewClock(), steady: dbtest.Start}
	h.start()
	h.do(func(tx *act.Tx) error {
		return facility.FoundIn(tx, id.New(), facility.Identity{Name: "Ha Matala Clinic", Code: "MSU-014", District: "Maseru", Country: "LS"}, "en")
	})
	h.admin = access.Actor{ID: h.hire("mpho", access.Admin), Name: "mpho", Roles: []access.Role{access.Admin}, SessionID: id.New()}
	h.nurse = h.hire("thato", access.Nurse)
	return h
}

// start opens the same file again, as after a power cut.
func (h *house) start() {
	h.t.Helper()
	if h.db != nil {
		if err := h.db.Close(); err != nil {
			h.t.Fatal(err)
		}
	}
	h.db = dbtest.New(h.t, dbtest.WithClock(h.clock), func(o *db.Options) { o.Path = h.path })
	now := clock.New(h.clock.Now)
	gate := act.NewGate(h.db, act.Options{Clock: now})
	h.Room = New(gate, staff.New(gate, staff.Options{Clock: now, Cost: staff.Cost{MemoryKiB: 8, Passes: 1}}))
	h.now = func(context.Context) (time.Time, error) { return h.steady, nil }
	remember := func(ids []string) { h.ended = append(h.ended, ids...) }
	h.OnEnd(remember)
	h.people.OnEnd(remember)
}

// pass lets time go by.
func (h *house) pass(d time.Duration) {
	h.steady = h.steady.Add(d)
	h.clock.Advance(d)
}

func (h *house) do(run func(*act.Tx) error) {
	h.t.Helper()
	_, err := act.Do(h.t.Context(), h.gate, access.TheBox(), act.Command{ID: id.New(), Action: "demo.fill"}, run,
		func(*db.Tx, string) (struct{}, error) { return struct{}{}, nil })
	if err != nil {
		h.t.Fatal(err)
	}
}

func (h *house) hire(username string, roles ...access.Role) string {
	h.t.Helper()
	hash, err := h.people.Hash(h.t.Context(), right)
	if err != nil {
		h.t.Fatal(err)
	}
	in := staff.NewStaff{ID: id.New(), Username: username, Profile: staff.Profile{DisplayName: username, Roles: roles, Language: "en"}}
	h.do(func(tx *act.Tx) error { return staff.AddIn(tx, in, staff.Secret{Hash: hash}) })
	return in.ID
}

// register makes a program: with roles for itself, without any for a person.
func (h *house) register(name string, roles ...access.Role) RegisteredProgram {
	h.t.Helper()
	in := RegisterProgram{ID: id.New(), Name: name, ActsFor: Person, Roles: roles}
	if len(roles) > 0 {
		in.ActsFor = Itself
	}
	p, err := h.Register(h.t.Context(), h.admin, in)
	if err != nil {
		h.t.Fatal(err)
	}
	return p
}

// signIn lets a program in, for the nurse when it acts for people.
func (h *house) signIn(p RegisteredProgram) Tokens {
	h.t.Helper()
	in := TokenRequest{ClientID: p.Program.ID, ClientSecret: p.ClientSecret}
	if p.Program.ActsFor == Person {
		in.Username, in.Password = "thato", right
	}
	tokens, err := h.Create(h.t.Context(), in, staff.From{Address: "10.0.0.7"})
	if err != nil {
		h.t.Fatal(err)
	}
	return tokens
}

func (h *house) refresh(p RegisteredProgram, token string) (Tokens, error) {
	return h.Refresh(h.t.Context(), RefreshRequest{ClientID: p.Program.ID, ClientSecret: p.ClientSecret, RefreshToken: token})
}

// who is behind a token; the zero actor when it is not good.
func (h *house) who(token string) access.Actor {
	h.t.Helper()
	who, err := h.Authenticate(h.t.Context(), token)
	if err != nil && !fault.Is(err, fault.Unauthenticated) {
		h.t.Fatal(err)
	}
	return who
}

func (h *house) good(what string, tokens Tokens) access.Actor {
	h.t.Helper()
	who := h.who(tokens.AccessToken)
	if !who.Program {
		h.t.Errorf("%s: not let in", what)
	}
	return who
}

func (h *house) dead(what string, tokens Tokens, p RegisteredProgram) {
	h.t.Helper()
	if h.who(tokens.AccessToken).SignedIn() {
		h.t.Errorf("%s: the access token is good", what)
	}
	if _, err := h.refresh(p, tokens.RefreshToken); !fault.Is(err, fault.BadCredentials) {
		h.t.Errorf("%s: the refresh token answers %v", what, err)
	}
}

// entries of the journal with an action.
func (h *house) entries(action string) (list []journal.Entry) {
	h.t.Helper()
	err := h.db.Read(h.t.Context(), func(tx *db.Tx) (err error) {
		list, err = journal.List(tx, journal.Filter{Action: action}, 100)
		return err
	})
	if err != nil {
		h.t.Fatal(err)
	}
	return list
}

package server

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"karete/db"
	"karete/db/dbtest"
	"karete/db/journal"
	"karete/db/vault/keyring"
	"karete/server/access"
	"karete/server/facility"
	"karete/server/id"
	"karete/server/patient"
	"karete/server/reception"
	"karete/server/seal"
	"karete/server/setup"
	"karete/server/staff"
	"karete/server/visit"
)

const (
	password = "morning-porridge-and-milk"
	phrase   = "the goat sleeps on the roof"
)

// box is a clinic's data folder and what the server over it logs.
type box struct {
	t     *testing.T
	dir   string
	clock *dbtest.Clock
	log   *logged

	manual bool // somebody must open the records after each start
}

func newBox(t *testing.T) *box {
	return &box{t: t, dir: filepath.Join(t.TempDir(), "data"), clock: dbtest.NewClock(), log: &logged{}}
}

// logged is a log that a test can read while it is written.
type logged struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *logged) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(b)
}

func (l *logged) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// start is the server over the folder, as after a boot.
func (b *box) start() *Server {
	b.t.Helper()
	s, err := New(b.t.Context(), b.config())
	if err != nil {
		b.t.Fatal(err)
	}
	return s
}

// config is cheap to open, and looks for sticks in a folder of its own.
func (b *box) config() Config {
	return Config{Data: b.dir, HTTP: "127.0.0.1:0", Version: "test", Now: b.clock.Now, Log: slog.New(slog.NewTextHandler(b.log, nil)),
		Seal:   seal.Options{Keys: keyring.Options{Cost: keyring.Cost{MemoryKiB: 8, Passes: 1}}, Places: []string{filepath.Join(b.dir, "..", "stick")}},
		Sticks: []string{filepath.Join(b.dir, "..", "blue*")}}
}

// stop ends a server that does not serve.
func (b *box) stop(s *Server) {
	b.t.Helper()
	if err := s.Close(); err != nil {
		b.t.Error(err)
	}
}

func (b *box) answers() setup.Answers {
	return setup.Answers{
		Language: "en", Clinic: &facility.Identity{Name: "Ha Matala Clinic", Code: "HML", District: "Maseru", Country: "LS"},
		Admin: &setup.AdminAnswer{Username: "mpho", DisplayName: "’M’e Mpho", Password: password}, Clock: &setup.ClockAnswer{Confirmed: true},
		Recovery:    &setup.RecoveryAnswer{Passphrase: phrase, AutoUnlock: !b.manual},
		Departments: []setup.DepartmentAnswer{{Code: "OPD", Name: "OPD", Kind: "consultation"}},
	}
}

// setUp founds the clinic and checks one patient in, past the edge.
func (b *box) setUp(s *Server) visit.Visit {
	b.t.Helper()
	ctx := b.t.Context()
	if _, err := s.SetUp(ctx, b.answers()); err != nil {
		b.t.Fatal(err)
	}
	departments, err := s.home().rooms.Facility.Departments(ctx, access.TheBox())
	if err != nil {
		b.t.Fatal(err)
	}
	out, err := s.home().rooms.Reception.Register(ctx, access.TheBox(), reception.Registration{
		Registration: patient.Registration{ID: id.New(), Demographics: patient.Demographics{GivenNames: "Thabo", Sex: patient.Male, BirthPrecision: "unknown"}},
		CheckIn:      &reception.Arrival{DepartmentID: departments[0].ID},
	})
	if err != nil {
		b.t.Fatal(err)
	}
	return *out.Visit
}

// serve runs the server until the returned function stops it, as SIGTERM does.
func (b *box) serve(s *Server) (url string, stop func() error) {
	b.t.Helper()
	l, err := s.Listen()
	if err != nil {
		b.t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(b.t.Context())
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(ctx, l) }()
	return "http://" + l.Addr().String(), func() error {
		cancel()
		return <-ended
	}
}

// signedIn is a browser in which the manager has signed in.
func (b *box) signedIn(url string) *http.Client {
	b.t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		b.t.Fatal(err)
	}
	c := &http.Client{Jar: jar}
	in, err := json.Marshal(staff.SignIn{Username: "mpho", Password: password})
	if err != nil {
		b.t.Fatal(err)
	}
	r, err := c.Post(url+"/api/v1/session", "application/json", bytes.NewReader(in))
	if err != nil {
		b.t.Fatal(err)
	}
	defer r.Body.Close()
	if r.StatusCode != http.StatusCreated {
		text, _ := io.ReadAll(r.Body)
		b.t.Fatalf("%d %s", r.StatusCode, text)
	}
	return c
}

// after opens the folder's database when the server has gone.
func (b *box) after(read func(*db.Tx) error) {
	b.t.Helper()
	b.opened(func(d *db.DB) error { return d.Read(b.t.Context(), read) })
}

func (b *box) opened(use func(*db.DB) error) {
	b.t.Helper()
	ctx := b.t.Context()
	keys, err := seal.New(b.dir, b.config().Seal)
	if err != nil {
		b.t.Fatal(err)
	}
	if err := keys.Open(ctx, keyring.FromPassphrase(phrase), "command"); err != nil {
		b.t.Fatal(err)
	}
	path := filepath.Join(b.dir, DatabaseFile)
	v, err := keys.Look(path)
	if err != nil {
		b.t.Fatal(err)
	}
	d, err := db.Open(ctx, db.Options{Path: path, VFS: v.Name()})
	if err != nil {
		b.t.Fatal(err)
	}
	if err := errors.Join(use(d), d.Close(), v.Close()); err != nil {
		b.t.Fatal(err)
	}
}

// A stop ends the open streams, lets everybody go, and signs the journal's head.
func TestAGracefulStop(t *testing.T) {
	t.Parallel()
	b := newBox(t)
	s := b.start()
	b.setUp(s)
	url, stop := b.serve(s)
	c := b.signedIn(url)
	stream, err := c.Get(url + "/api/v1/events?topics=queue")
	if err != nil || stream.StatusCode != http.StatusOK {
		t.Fatal(err, stream)
	}
	defer stream.Body.Close()
	began := time.Now()
	if err := stop(); err != nil {
		t.Error(err)
	}
	if took := time.Since(began); took > graceful-time.Second {
		t.Errorf("the stream held the stop up for %v", took)
	}
	if _, err := io.ReadAll(stream.Body); err != nil {
		t.Errorf("the stream was cut, not ended: %v", err)
	}
	if _, err := http.Get(url + "/healthz"); err == nil {
		t.Error("it still answers")
	}
	b.after(func(tx *db.Tx) error {
		last, ok, err := journal.LastCheckpoint(tx)
		size, sizeErr := journal.Size(tx)
		if !ok || err != nil || sizeErr != nil || last.Size != size || size < 3 {
			t.Errorf("signed %+v of %d entries, %v", last.Tree, size, err)
		}
		return nil
	})
	if text := b.log.String(); strings.Contains(text, "level=ERROR") || strings.Contains(text, "level=WARN") || strings.Contains(text, "Thabo") {
		t.Errorf("logged:\n%s", text)
	}
}

// A day that ended while the box slept is closed at the start, as of itself.
func TestDaysAreClosedAtTheStart(t *testing.T) {
	t.Parallel()
	b := newBox(t)
	s := b.start()
	v := b.setUp(s)
	b.stop(s)
	b.clock.Advance(3 * 24 * time.Hour)
	s = b.start()
	written := make(chan struct{}, 100)
	s.home().db.OnCommit(func() { written <- struct{}{} })
	_, stop := b.serve(s)
	for closed := false; !closed; { // other jobs of the start write too, in any order
		<-written
		err := s.home().db.Read(t.Context(), func(tx *db.Tx) error {
			now, err := visit.ReadIn(tx, v.ID)
			closed = now.ClosedAt != nil
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := stop(); err != nil {
		t.Fatal(err)
	}
	b.after(func(tx *db.Tx) error {
		got, err := visit.ReadIn(tx, v.ID)
		if got.Status != visit.Left || got.ClosedBy != "box" || got.ClosedAt.Format(time.RFC3339) != "2026-11-24T21:59:59Z" {
			t.Errorf("%+v", got)
		}
		return err
	})
	if !strings.Contains(b.log.String(), "visits=1") {
		t.Errorf("logged:\n%s", b.log)
	}
}

// Damage is for `karete check` to name: the clinic works on, and the log says so.
func TestDamageDoesNotStopTheClinic(t *testing.T) {
	t.Parallel()
	b := newBox(t)
	s := b.start()
	b.setUp(s)
	b.stop(s)
	b.opened(func(d *db.DB) error {
		for _, statement := range []string{"DROP TRIGGER journal_no_update", "UPDATE journal SET actor_id = 'nobody' WHERE seq = 1"} {
			if err := d.Write(t.Context(), func(tx *db.Tx) error { _, err := tx.Exec(statement); return err }); err != nil {
				return err
			}
		}
		return nil
	})
	s = b.start()
	if text := b.log.String(); !strings.Contains(text, "run karete check") || !strings.Contains(text, "code=entry-changed seq=1") {
		t.Errorf("logged:\n%s", text)
	}
	url, stop := b.serve(s)
	r, err := http.Get(url + "/healthz")
	if err != nil || r.StatusCode != http.StatusOK {
		t.Errorf("%v %v", r, err)
	}
	r.Body.Close()
	if err := stop(); err != nil {
		t.Error(err)
	}
}

// A Pi wakes in the past after a power cut: what is written then says so.
func TestAClockThatLostTimeIsDoubted(t *testing.T) {
	t.Parallel()
	b := newBox(t)
	s := b.start()
	b.setUp(s)
	b.stop(s)
	source := func(s *Server) (last journal.Entry) {
		t.Helper()
		if _, err := s.home().rooms.Gate.Allow(t.Context(), access.Actor{ID: "x", Roles: []access.Role{access.Clerk}}, "staff.list"); err == nil {
			t.Fatal("a clerk may list staff")
		}
		if err := s.home().db.Read(t.Context(), func(tx *db.Tx) (err error) { last, _, err = journal.Last(tx); return err }); err != nil {
			t.Fatal(err)
		}
		return last
	}
	b.clock.Advance(-time.Hour)
	s = b.start()
	if got := source(s); got.TimeSource != "doubtful" {
		t.Errorf("%+v", got)
	}
	b.stop(s)
	b.clock.Advance(2 * time.Hour)
	s = b.start()
	if got := source(s); got.TimeSource != "box" {
		t.Errorf("once it has caught up: %+v", got)
	}
	b.stop(s)
}

// Whoever cuts the power at the very first start finds a box that starts again.
func TestAStartThatWasCutShort(t *testing.T) {
	t.Parallel()
	b := newBox(t)
	first := b.start()
	cut := b.copied() // as the power leaves it: never closed
	b.stop(first)
	s := cut.start()
	if code, err := s.SetupCode(t.Context()); err != nil || code == "" {
		t.Errorf("%q, %v", code, err)
	}
	cut.setUp(s)
	if code, err := s.SetupCode(t.Context()); err != nil || code != "" {
		t.Errorf("a code for a clinic that is set up: %q, %v", code, err)
	}
	cut.stop(s)
}

// Two programs over one folder would undo each other's work.
func TestOneProgramAFolder(t *testing.T) {
	t.Parallel()
	b := newBox(t)
	first := b.start()
	if _, err := New(t.Context(), b.config()); err == nil || !strings.Contains(err.Error(), "another Karete works in") {
		t.Error(err)
	}
	b.stop(first)
	b.stop(b.start())
}

// copied is the same folder in another place, as it stands now.
func (b *box) copied() *box {
	b.t.Helper()
	c := newBox(b.t)
	c.manual = b.manual
	if err := os.CopyFS(c.dir, os.DirFS(b.dir)); err != nil {
		b.t.Fatal(err)
	}
	return c
}

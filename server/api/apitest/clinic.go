package apitest

import (
	"context"
	"errors"
	"log/slog"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"karete/assets"
	"karete/db"
	"karete/db/dbtest"
	"karete/db/journal"
	"karete/server/access"
	"karete/server/act"
	"karete/server/api"
	"karete/server/clock"
	"karete/server/facility"
	"karete/server/health"
	"karete/server/id"
	"karete/server/setup"
	"karete/server/staff"
	"karete/server/timekeeper"
	"karete/server/web"
)

// Password is everybody's here.
const Password = "four words nobody guesses"

// Passphrase opens the records.
const Passphrase = "the goat sleeps on the roof"

// Version is what the clinic says it runs.
const Version = "0.0.0-test"

// cheap makes a sign-in cost no time to speak of.
var cheap = staff.Cost{MemoryKiB: 8, Passes: 1}

// Clinic is a box that answers over HTTP on the loopback address.
type Clinic struct {
	DB    *db.DB
	Gate  *act.Gate
	Clock *dbtest.Clock
	Key   journal.Key // that the box signs with
	API   *api.API
	URL   string // of the server, without a path

	// Departments gives the id of each department by its code: OPD, U5, ANC, NCD, PHA.
	Departments map[string]string
	// Staff gives the id of each person by their user name, which is their role:
	// admin, clerk, nurse, doctor; and senior, a nurse who may lower a triage colour.
	Staff map[string]string

	// PatientID is who As("patient") is.
	PatientID string

	t       testing.TB
	clients map[string]*Client
}

// New is a clinic that is set up. Every one is a copy of the first, because the
// wizard takes longer than most tests.
func New(t testing.TB) *Clinic {
	t.Helper()
	c := Open(t, copied(t))
	c.learn()
	return c
}

// NewOn is New on a machine whose clock jumps; Clock moves nothing there.
func NewOn(t testing.TB, m clock.Machine) *Clinic {
	t.Helper()
	return OpenOn(t, copied(t), m)
}

// copied is the database file of a clinic that is set up.
func copied(t testing.TB) string {
	t.Helper()
	founded.Do(func() { founded.file = found(t) })
	path := filepath.Join(t.TempDir(), "karete.db")
	if err := os.WriteFile(path, founded.file, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

var founded struct {
	sync.Once
	file []byte
}

// found sets a clinic up, and answers with its database.
func found(t testing.TB) []byte {
	t.Helper()
	c := NewEmpty(t)
	a := setup.Answers{
		Language: "en",
		Clinic:   &facility.Identity{Name: "Ha Matala Clinic", Code: "MSU-014", District: "Maseru", Country: "LS", Phone: "2231 0000"},
		Admin:    &setup.AdminAnswer{Username: "admin", DisplayName: "’M’e Mpho Letsie", Password: Password},
		Clock:    &setup.ClockAnswer{Confirmed: true},
	}
	for _, d := range assets.Departments() {
		if d.Suggested {
			a.Departments = append(a.Departments, setup.DepartmentAnswer{Code: d.Code, Name: d.Name, NameSt: d.NameSt, Kind: d.Kind})
		}
	}
	if _, err := c.API.Setup.Apply(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	c.hire("clerk", "Palesa Motsoane", access.Clerk, false)
	c.hire("nurse", "Thato Mohapi", access.Nurse, false)
	c.hire("senior", "Makhotso Tau", access.Nurse, true)
	c.hire("doctor", "Dr P. Ramaili", access.Doctor, false)
	path := filepath.Join(t.TempDir(), "founded.db")
	if err := errors.Join(c.DB.Snapshot(t.Context(), path), c.DB.Close()); err != nil { // a disk under it may be taken away
		t.Fatal(err)
	}
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// NewEmpty is a box that nobody has set up.
func NewEmpty(t testing.TB) *Clinic {
	t.Helper()
	return Open(t, filepath.Join(t.TempDir(), "karete.db"))
}

// Open is the box over a database file that may be there already: the same clinic
// after a restart.
func Open(t testing.TB, path string) *Clinic {
	t.Helper()
	stands := dbtest.NewClock()
	c := on(t, path, clock.New(stands.Now))
	c.Clock = stands
	return c
}

// OpenOn is Open on a machine whose clock jumps, where the clinic is set up.
func OpenOn(t testing.TB, path string, m clock.Machine) *Clinic {
	t.Helper()
	now := clock.On(m)
	c := on(t, path, now)
	if err := timekeeper.Begin(t.Context(), c.DB, now); err != nil {
		t.Fatal(err)
	}
	c.learn()
	return c
}

func on(t testing.TB, path string, now *clock.Clock) *Clinic {
	t.Helper()
	c := &Clinic{t: t, clients: map[string]*Client{}}
	c.DB = dbtest.New(t, func(o *db.Options) { o.Path, o.Clock = path, now.Now })
	log := slog.New(health.Keep(slog.NewTextHandler(testLog{t}, nil)))
	c.Gate = act.NewGate(c.DB, act.Options{Clock: now, Log: log})
	c.Key = signing(t, c.DB)
	c.API = api.New(rooms(t, c.DB, c.Gate, now, c.Key), Version, log)
	server := httptest.NewServer(web.Guarded(c.API.Handler()))
	t.Cleanup(server.Close)
	c.URL = strings.Replace(server.URL, "127.0.0.1", "localhost", 1) // by a name: there are no passkeys at an address
	return c
}

// hire takes somebody in who has chosen their password already.
func (c *Clinic) hire(username, name string, role access.Role, senior bool) {
	c.t.Helper()
	hash, err := c.API.Staff.Hash(c.t.Context(), Password)
	if err != nil {
		c.t.Fatal(err)
	}
	in := staff.NewStaff{ID: id.New(), Username: username, Profile: staff.Profile{
		DisplayName: name, Roles: []access.Role{role}, Language: "en", Senior: senior,
	}}
	_, err = act.Do(c.t.Context(), c.Gate, access.TheBox(), act.Command{ID: in.ID, Action: "staff.create"},
		func(tx *act.Tx) error { return staff.AddIn(tx, in, staff.Secret{Hash: hash}) }, staff.In)
	if err != nil {
		c.t.Fatal(err)
	}
}

func (c *Clinic) learn() {
	c.t.Helper()
	c.Departments, c.Staff = map[string]string{}, map[string]string{}
	err := c.DB.Read(context.Background(), func(tx *db.Tx) error {
		departments, err := facility.DepartmentsIn(tx)
		if err != nil {
			return err
		}
		for _, d := range departments {
			c.Departments[d.Code] = d.ID
		}
		people, err := staff.ListIn(tx)
		for _, s := range people {
			c.Staff[s.Username] = s.ID
		}
		return err
	})
	if err != nil {
		c.t.Fatal(err)
	}
}

// testLog sends what the box logs to the test that made it.
type testLog struct{ t testing.TB }

func (l testLog) Write(b []byte) (int, error) {
	l.t.Logf("%s", b)
	return len(b), nil
}

package demo

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"time"

	"karete/server/access"
	"karete/server/act"
	"karete/server/card"
	"karete/server/clock"
	"karete/server/encounter"
	"karete/server/facility"
	"karete/server/id"
	"karete/server/queue"
	"karete/server/reception"
	"karete/server/setup"
	"karete/server/staff"
	"karete/server/triage"
	"karete/server/visit"
)

// Plan is how big the made-up clinic is.
type Plan struct {
	Patients int       // people registered before the first day
	Days     int       // days of visits before today
	Seed     uint64    // the same seed on the same day makes the same clinic
	Now      time.Time // the moment at which today is half over
}

// Clock is the time inside the made-up clinic; the database is opened with it.
type Clock struct {
	mu  sync.Mutex
	now time.Time
}

// Now is the time there.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *Clock) set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = t
}

// Source makes ids for a clinic: from the seed and the time there.
type Source struct {
	clock  *Clock
	random *rand.ChaCha8
}

// NewSource is the source of a seed.
func NewSource(c *Clock, seed uint64) *Source {
	var key [32]byte
	for i := range 8 {
		key[i] = byte(seed >> (8 * i))
	}
	return &Source{clock: c, random: rand.NewChaCha8(key)}
}

// NewID is the next id. The rooms call it from one write at a time.
func (s *Source) NewID() id.ID {
	v, err := id.At(s.clock.Now(), s.random)
	if err != nil {
		panic(err) // ChaCha8 gives bytes for ever
	}
	return v
}

// Read makes the source the randomness of card tokens too.
func (s *Source) Read(b []byte) (int, error) { return s.random.Read(b) }

// Rooms are the rooms the made-up people work in.
type Rooms struct {
	Gate       *act.Gate
	Setup      *setup.Room
	Staff      *staff.Room
	Reception  *reception.Room
	Cards      *card.Room
	Visits     *visit.Room
	Queue      *queue.Room
	Triage     *triage.Room
	Encounters *encounter.Room
}

// Password is the one everybody in a made-up clinic has.
const Password = "porridge-at-sunrise"

// worker is one of the made-up staff.
type worker struct {
	username, name string
	roles          []access.Role
	senior         bool
}

var workers = []worker{
	{"mpho", "’M’e Mpho", []access.Role{access.Admin}, false},
	{"palesa", "Palesa M.", []access.Role{access.Clerk}, false},
	{"thato", "Nurse Thato", []access.Role{access.Nurse}, false},
	{"makhotso", "Sr Makhotso", []access.Role{access.Nurse}, true},
	{"ramaili", "Dr Ramaili", []access.Role{access.Doctor}, true},
	{"khoele", "Dr Khoele", []access.Role{access.Doctor}, true},
}

// clinic is the fill under way.
type clinic struct {
	Rooms
	plan   Plan
	clock  *Clock
	source *Source
	random *rand.Rand
	zone   *time.Location
	people []*person
	actors map[string]access.Actor
	depts  map[string]string // id by code
}

// Fill makes the clinic. It answers with its sign-ins, ready to print.
func Fill(ctx context.Context, rooms Rooms, c *Clock, s *Source, plan Plan) (signIns string, err error) {
	zone := clock.Zone("Africa/Maseru")
	f := &clinic{Rooms: rooms, plan: plan, clock: c, source: s, random: rand.New(rand.NewPCG(plan.Seed, 7)), zone: zone,
		actors: map[string]access.Actor{}, depts: map[string]string{}}
	today := midnight(plan.Now, zone)
	c.set(today.AddDate(0, 0, -plan.Days-1).Add(8 * time.Hour))
	if err := f.found(ctx); err != nil {
		return "", fmt.Errorf("found the clinic: %w", err)
	}
	f.people = crowd(f.random, plan.Patients, c.Now().In(zone))
	for _, p := range f.people {
		c.set(c.Now().Add(time.Second))
		if err := f.register(ctx, p); err != nil {
			return "", fmt.Errorf("register: %w", err)
		}
	}
	for n := plan.Days; n >= 1; n-- {
		day := today.AddDate(0, 0, -n)
		if day.Weekday() == time.Sunday {
			continue
		}
		if err := f.day(ctx, plan.Days-n, day.Add(7*time.Hour+20*time.Minute), plan.Now); err != nil {
			return "", fmt.Errorf("a day of work: %w", err)
		}
	}
	if err := f.day(ctx, plan.Days, opening(plan.Now, today), plan.Now); err != nil {
		return "", fmt.Errorf("today: %w", err)
	}
	c.set(plan.Now)
	return f.signIns(), nil
}

// opening puts the doors' opening so that now is the middle of the day, whatever
// the hour the demo is made at.
func opening(now, today time.Time) time.Time {
	open := now.Add(-3*time.Hour - 30*time.Minute)
	if open.Before(today) {
		return today.Add(5 * time.Minute)
	}
	return open
}

func midnight(t time.Time, zone *time.Location) time.Time {
	y, m, d := t.In(zone).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, zone)
}

func (f *clinic) found(ctx context.Context) error {
	_, err := f.Setup.Apply(ctx, setup.Answers{
		Language:    "en",
		Clinic:      &facility.Identity{Code: "HML", Name: "Ha Matala Clinic", District: "Maseru", Country: "LS", Phone: "2234 0117"},
		Admin:       &setup.AdminAnswer{Username: workers[0].username, DisplayName: workers[0].name, Password: Password},
		Clock:       &setup.ClockAnswer{Confirmed: true},
		Departments: departments,
		Staff:       []setup.StaffAnswer{},
	})
	if err != nil {
		return err
	}
	hash, err := f.Staff.Hash(ctx, Password)
	if err != nil {
		return err
	}
	box := access.TheBox()
	for _, w := range workers[1:] {
		in := staff.NewStaff{ID: f.source.NewID(), Username: w.username,
			Profile: staff.Profile{DisplayName: w.name, Roles: w.roles, Language: "en", Senior: w.senior}}
		command := act.Command{ID: in.ID, Action: "demo.fill", Body: in}
		if _, err := act.Do(ctx, f.Gate, box, command,
			func(tx *act.Tx) error { return staff.AddIn(tx, in, staff.Secret{Hash: hash}) }, staff.In); err != nil {
			return err
		}
	}
	list, err := f.Staff.List(ctx, box)
	if err != nil {
		return err
	}
	for _, s := range list {
		f.actors[s.Username] = access.Actor{ID: s.ID, Name: s.DisplayName, Roles: s.Roles, Senior: s.Senior, Device: "demo"}
	}
	open, err := facility.New(f.Gate).Departments(ctx, box)
	if err != nil {
		return err
	}
	for _, d := range open {
		f.depts[d.Code] = d.ID
	}
	return nil
}

var departments = []setup.DepartmentAnswer{
	{Code: "OPD", Name: "OPD", NameSt: "OPD", Kind: "consultation"},
	{Code: "U5", Name: "Under-5", NameSt: "Bana ba ka tlase ho 5", Kind: "consultation"},
	{Code: "ANC", Name: "Antenatal", NameSt: "Baimana", Kind: "consultation"},
	{Code: "NCD", Name: "Chronic", NameSt: "Mafu a sa foleng", Kind: "consultation"},
	{Code: "DRS", Name: "Dressing", NameSt: "Liso", Kind: "other"},
	{Code: "PHA", Name: "Pharmacy", NameSt: "Meriana", Kind: "pharmacy"},
}

func (f *clinic) signIns() string {
	var b strings.Builder
	b.WriteString("A made-up clinic. Sign in as:\n")
	for _, w := range workers {
		var roles []string
		for _, r := range w.roles {
			roles = append(roles, string(r))
		}
		fmt.Fprintf(&b, "  %-10s %-14s %s\n", w.username, strings.Join(roles, ", "), w.name)
	}
	fmt.Fprintf(&b, "Everybody's password: %s\n", Password)
	return b.String()
}

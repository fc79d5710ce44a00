package demo

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"karete/server/access"
	"karete/server/act"
	"karete/server/appointment"
	"karete/server/card"
	"karete/server/chart"
	"karete/server/downtime"
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

// Rooms are the rooms the made-up people work in.
type Rooms struct {
	Gate         *act.Gate
	Facility     *facility.Room
	Setup        *setup.Room
	Staff        *staff.Room
	Reception    *reception.Room
	Cards        *card.Room
	Visits       *visit.Room
	Appointments *appointment.Room
	Queue        *queue.Room
	Triage       *triage.Room
	Encounters   *encounter.Room
	Charts       *chart.Room
	Paper        *downtime.Room
}

// Password is the one everybody in a made-up clinic has.
const Password = "porridge-at-sunrise"

// Passphrase opens the records of a made-up clinic when its own key is taken away.
const Passphrase = "the goat sleeps on the roof"

// worker is one of the made-up staff.
type worker struct {
	username, name string
	role           access.Role
	senior         bool
}

var workers = []worker{
	{"mpho", "’M’e Mpho", access.Admin, false},
	{"palesa", "Palesa M.", access.Clerk, false},
	{"thato", "Nurse Thato", access.Nurse, false},
	{"makhotso", "Sr Makhotso", access.Nurse, true},
	{"limpho", "Nurse Limpho", access.Nurse, false}, // hands out the medicines
	{"ramaili", "Dr Ramaili", access.Doctor, true},
	{"khoele", "Dr Khoele", access.Doctor, true},
}

var departments = []setup.DepartmentAnswer{
	{Code: "OPD", Name: "OPD", NameSt: "OPD", Kind: "consultation"},
	{Code: "U5", Name: "Under-5", NameSt: "Bana ba ka tlase ho 5", Kind: "consultation"},
	{Code: "ANC", Name: "Antenatal", NameSt: "Baimana", Kind: "consultation"},
	{Code: "NCD", Name: "Chronic", NameSt: "Mafu a sa foleng", Kind: "consultation"},
	{Code: "DRS", Name: "Dressing", NameSt: "Liso", Kind: "other"},
	{Code: "PHA", Name: "Pharmacy", NameSt: "Meriana", Kind: "pharmacy"},
}

// clinic is the fill under way.
type clinic struct {
	Rooms
	plan   Plan
	clock  *Clock
	source *Source
	random *rand.Rand
	people []*person
	desk   []time.Time // the days of taking over
	paper  int         // the last number of a paper card taken over
	diary  diary
	actors map[string]access.Actor
	depts  map[string]string // id by code
}

// Fill makes the clinic, with the clock and the source of its plan. It answers
// with its sign-ins, ready to print.
func Fill(ctx context.Context, rooms Rooms, c *Clock, s *Source, plan Plan) (signIns string, err error) {
	f := &clinic{Rooms: rooms, plan: plan, clock: c, source: s, random: rand.New(rand.NewPCG(plan.Seed, 7)),
		actors: map[string]access.Actor{}, depts: map[string]string{}}
	if err := f.found(ctx); err != nil {
		return "", fmt.Errorf("found the clinic: %w", err)
	}
	if err := f.takeOver(ctx); err != nil {
		return "", fmt.Errorf("take over the paper cards: %w", err)
	}
	if err := f.twice(ctx); err != nil {
		return "", err
	}
	if err := f.opensBooks(ctx); err != nil {
		return "", fmt.Errorf("open the books: %w", err)
	}
	for n := plan.Days; n >= 1; n-- {
		day := plan.today().AddDate(0, 0, -n)
		if day.Weekday() == time.Sunday {
			continue
		}
		open := day.Add(7*time.Hour + 20*time.Minute)
		if err := f.play(ctx, open, open.Add(10*time.Hour), false); err != nil {
			return "", fmt.Errorf("a day of work: %w", err)
		}
	}
	if err := f.play(ctx, plan.Now.Add(-half), plan.Now, true); err != nil {
		return "", fmt.Errorf("today: %w", err)
	}
	c.set(plan.Now)
	if err := f.looksAhead(ctx); err != nil {
		return "", fmt.Errorf("close a day: %w", err)
	}
	// Sheets for the drawer, printed in a quiet minute.
	_, err = f.Paper.Print(ctx, f.actors["palesa"], downtime.PrintSheets{ID: f.id(), Count: 3, NewRows: 3, DepartmentID: f.depts["OPD"]})
	return signInList(), err
}

// found sets the clinic up and takes its staff in.
func (f *clinic) found(ctx context.Context) error {
	_, err := f.Setup.Apply(ctx, setup.Answers{
		Language:    "en",
		Clinic:      &facility.Identity{Code: "HML", Name: "Ha Matala Clinic", District: "Maseru", Country: "LS", Phone: "2234 0117"},
		Admin:       &setup.AdminAnswer{Username: workers[0].username, DisplayName: workers[0].name, Password: Password},
		Recovery:    &setup.RecoveryAnswer{Passphrase: Passphrase, AutoUnlock: true},
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
		in := staff.NewStaff{ID: f.id(), Username: w.username,
			Profile: staff.Profile{DisplayName: w.name, Roles: []access.Role{w.role}, Language: "en", Senior: w.senior}}
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
	open, err := f.Facility.Departments(ctx, box)
	if err != nil {
		return err
	}
	for _, d := range open {
		f.depts[d.Code] = d.ID
	}
	// A sheet of cards printed before anybody came, to be linked at the desk.
	_, err = f.Cards.Blanks(ctx, f.actors["palesa"], card.MakeBlanks{ID: f.id(), Count: 10})
	return err
}

func (f *clinic) id() id.ID { return f.source.NewID() }

// minutes is some time between two numbers of minutes.
func (f *clinic) minutes(low, high int) time.Duration {
	return time.Duration(low*60+f.random.IntN((high-low)*60)) * time.Second
}

// one in n is true.
func (f *clinic) one(n int) bool { return f.random.IntN(n) == 0 }

func signInList() string {
	var b strings.Builder
	b.WriteString("A made-up clinic. Sign in as:\n")
	for _, w := range workers {
		fmt.Fprintf(&b, "  %-10s %-8s %s\n", w.username, w.role, w.name)
	}
	fmt.Fprintf(&b, "Everybody's password: %s\n", Password)
	fmt.Fprintf(&b, "The records open by themselves; once sealed, by: %s\n", Passphrase)
	return b.String()
}

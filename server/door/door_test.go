package door_test

import (
	"context"
	"fmt"
	"log/slog"
	"testing"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/alert"
	"karete/server/card"
	"karete/server/clock"
	"karete/server/clock/clocktest"
	"karete/server/door"
	"karete/server/facility"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/patient"
	"karete/server/staff"
	"karete/server/triage"
	"karete/server/triage/selftriage"
	"karete/server/visit/visittest"
)

// gate is a clinic with a door, on a clock that the test moves.
type gate struct {
	*visittest.Clinic
	t       *testing.T
	room    *door.Room
	machine *clocktest.Machine
	paused  []time.Duration
}

func newGate(t *testing.T) *gate {
	t.Helper()
	g := &gate{Clinic: visittest.New(t), t: t}
	g.machine = clocktest.New(g.Clock.Now())
	g.restart()
	return g
}

// restart is the box after a power cut: what was in memory is gone.
func (g *gate) restart() {
	now := clock.On(g.machine)
	people := staff.New(g.Gate, staff.Options{Clock: now})
	g.room = door.New(g.Gate, people, door.Options{Clock: now, Log: slog.New(slog.DiscardHandler), Sends: func(*db.Tx) (bool, error) { return true, nil },
		Pause: func(_ context.Context, d time.Duration) { g.paused = append(g.paused, d) }})
}

// pass lets time go by.
func (g *gate) pass(d time.Duration) {
	g.Clock.Advance(d)
	g.machine.Pass(d)
}

func kiosk(name string) door.At {
	return door.At{From: staff.From{DeviceID: name, Address: "10.0.0.9", Device: "test"}, Kiosk: true, Inside: true}
}

func phone(address string) door.At {
	return door.At{From: staff.From{Address: address, Device: "test"}, Inside: true}
}

// registered is somebody with a phone and a birth year.
func (g *gate) registered(name, number, birth string) string {
	g.t.Helper()
	key := id.New()
	in := patient.Registration{ID: key, FileNumber: patient.NewFileNumber{Mode: "next"}}
	in.Demographics = patient.Demographics{GivenNames: name, FamilyName: "Tau", Sex: patient.Female, BirthDate: birth, BirthPrecision: "year",
		Phones: []patient.NewPhone{{Number: number}}, Language: "st"}
	g.Seed(func(tx *act.Tx) error {
		tx.Subject("patient", key)
		return patient.RegisterIn(tx, in)
	})
	return key
}

func (g *gate) card(patientID string) string {
	g.t.Helper()
	c, err := card.New(g.Gate).Issue(g.t.Context(), visittest.Clerk, patientID, card.IssueCard{ID: id.New()})
	if err != nil {
		g.t.Fatal(err)
	}
	return c.QR
}

func (g *gate) open(at door.At, in door.DoorKnock) (door.DoorOpened, error) {
	return g.room.Open(g.t.Context(), access.Actor{}, in, at)
}

// inside is who the token stands for there.
func (g *gate) inside(token string, at door.At) access.Actor {
	g.t.Helper()
	who, ok, err := g.room.Authenticate(g.t.Context(), token, at)
	if err != nil || !ok {
		g.t.Fatal("the token is not known", err)
	}
	return who
}

// Of one number all years there are to be born in are not tried in a week, wherever from,
// however it is written, and whether the box is switched off in between.
func TestGuessingAYearGetsNowhere(t *testing.T) {
	t.Parallel()
	g := newGate(t)
	known := g.registered("Neo", "58120001", "1984")
	qr := g.card(known)
	forms := []string{"58120001", "+26658120001", "00266 5812 0001", "5812-0001", "(266) 58120001"}
	tried := map[bool]int{}
	for _, there := range []bool{true, false} {
		for n := range 100 {
			number := forms[n%len(forms)]
			if !there {
				number = "59" + number[2:]
			}
			_, err := g.open(kiosk(fmt.Sprint("k", there, n)), door.DoorKnock{Number: number, BirthYear: 1900 + n%80})
			if fault.Is(err, fault.DoorUnknown) {
				tried[there]++
			} else if !fault.Is(err, fault.Throttled) {
				t.Fatal(err)
			}
		}
	}
	if tried[true] != 5 {
		t.Errorf("%d tries", tried[true])
	}
	g.restart()
	if _, err := g.open(kiosk("k9"), door.DoorKnock{Number: "58120001", BirthYear: 1984}); !fault.Is(err, fault.Throttled) {
		t.Errorf("after a restart: %v", err)
	}
	if _, err := g.open(kiosk("k9"), door.DoorKnock{Card: qr}); err != nil {
		t.Errorf("who holds the card: %v", err)
	}
	g.pass(4 * time.Hour)
	if _, err := g.open(kiosk("k8"), door.DoorKnock{Number: "58120001", BirthYear: 1984}); err != nil {
		t.Errorf("four hours later: %v", err)
	}
}

// A stranger's answer costs the same queries whatever is known, and waits for the same
// moment.
func TestTheSameWorkForEverybody(t *testing.T) {
	t.Parallel()
	g := newGate(t)
	g.registered("Neo", "58120001", "1984")
	g.registered("Pule", "58120002", "1984")
	g.registered("Lineo", "58120002", "1984")
	for _, in := range []door.DoorKnock{
		{Number: "58129999", BirthYear: 1984}, {Number: "58120001", BirthYear: 1985}, {Number: "58120002", BirthYear: 1984},
		{Number: "nobody", BirthYear: 1984}, {Card: "KR1" + "000000000000000000000"}, {Card: "7KQM2XA"}, {Card: "?"},
	} {
		before := len(g.paused)
		if _, err := g.open(kiosk(id.New()), in); !fault.Is(err, fault.DoorUnknown) {
			t.Errorf("%+v: %v", in, err)
		}
		if len(g.paused) != before+1 || g.paused[before] <= 0 || g.paused[before] > 300*time.Millisecond {
			t.Errorf("%+v: waited %v", in, g.paused[before:])
		}
	}
	if _, err := g.open(kiosk("k"), door.DoorKnock{Number: "58120001", BirthYear: 1984}); err != nil || len(g.paused) != 8 {
		t.Errorf("%v, waited %d times", err, len(g.paused))
	}
}

// Somebody who is nobody any more is not let in by what they were; by what they are now
// they are.
func TestAFileThatWasJoinedLeadsToTheOther(t *testing.T) {
	t.Parallel()
	g := newGate(t)
	old, new := g.registered("Neo", "58120001", "1984"), g.registered("Neo", "58120002", "1984")
	at := phone("10.0.0.1")
	o, err := g.open(at, door.DoorKnock{Number: "58120001", BirthYear: 1984})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := patient.New(g.Gate).Merge(t.Context(), visittest.Admin, old, patient.Merge{ID: id.New(), IntoID: new}); err != nil {
		t.Fatal(err)
	}
	if _, err := g.room.Read(t.Context(), g.inside(o.Token, at), at); !fault.Is(err, fault.DoorClosed) {
		t.Errorf("who was inside: %v", err)
	}
	if o, err = g.open(at, door.DoorKnock{Number: "58120001", BirthYear: 1984}); err != nil || g.inside(o.Token, at).ID != new {
		t.Errorf("%v", err)
	}
}

func said(key string, values map[string]int) door.DoorAnswers {
	return door.DoorAnswers{ID: key, Case: selftriage.Case{Groups: []string{"fever"}, Answers: values}, AnsweredBy: "patient", Language: "en"}
}

// reports are what was kept of a patient.
func (g *gate) reports(patientID string) (list []triage.PatientSaid) {
	g.t.Helper()
	err := g.DB.Read(g.t.Context(), func(tx *db.Tx) (err error) {
		list, err = triage.AllSaidIn(tx, patientID)
		return err
	})
	if err != nil {
		g.t.Fatal(err)
	}
	return list
}

// Who walks away in the middle with a symptom is shown to the nurse, however they go.
func TestWhatIsLeftUnfinishedIsKept(t *testing.T) {
	t.Parallel()
	for name, leave := range map[string]func(*gate, access.Actor, door.At, string){
		"closing": func(g *gate, who access.Actor, _ door.At, _ string) { _ = g.room.Close(g.t.Context(), who) },
		"standing": func(g *gate, _ access.Actor, _ door.At, _ string) {
			g.pass(2 * time.Minute)
			g.room.Sweep(g.t.Context())
		},
		"the next one": func(g *gate, _ access.Actor, at door.At, qr string) { _, _ = g.open(at, door.DoorKnock{Card: qr}) },
		"the box":      func(g *gate, _ access.Actor, _ door.At, _ string) { g.room.Shut(g.t.Context()) },
		"beginning anew": func(g *gate, who access.Actor, _ door.At, _ string) {
			_, _ = g.room.Ask(g.t.Context(), who, said(id.New(), map[string]int{}))
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := newGate(t)
			sick, well := g.registered("Neo", "58120001", "1984"), g.registered("Pule", "58120002", "1984")
			v := g.CheckIn(sick, visittest.OPD)
			at := kiosk("")
			for _, one := range []struct {
				patientID string
				values    map[string]int
			}{{well, map[string]int{"RF01": 0}}, {sick, map[string]int{"RF01": 0, "HD04": 0, "FV01": 1}}} {
				qr := g.card(one.patientID)
				o, err := g.open(at, door.DoorKnock{Card: qr})
				if err != nil {
					t.Fatal(err)
				}
				who := g.inside(o.Token, at)
				if s, err := g.room.Ask(t.Context(), who, said(id.New(), one.values)); err != nil || s.Kept {
					t.Fatalf("%+v, %v", s, err)
				}
				leave(g, who, at, qr)
			}
			if list := g.reports(well); len(list) != 0 {
				t.Errorf("of one who said nothing: %+v", list)
			}
			list := g.reports(sick)
			if len(list) != 1 || list[0].Finished || list[0].Level != selftriage.Today || list[0].VisitID != v.ID || list[0].Why[len(list[0].Why)-1].ID != "U2" {
				t.Fatalf("%+v", list)
			}
		})
	}
}

// What somebody said at home counts when they come.
func TestWhatWasSaidBeforeComingCounts(t *testing.T) {
	t.Parallel()
	g := newGate(t)
	patientID := g.registered("Neo", "58120001", "1984")
	at := phone("10.0.0.1")
	o, err := g.open(at, door.DoorKnock{Number: "58120001", BirthYear: 1984})
	if err != nil {
		t.Fatal(err)
	}
	who := g.inside(o.Token, at)
	in := said(id.New(), map[string]int{"RF01": -1})
	in.Finished, in.Consent = true, "yes"
	if s, err := g.room.Ask(t.Context(), who, in); err != nil || !s.Kept || s.Level != selftriage.Nurse {
		t.Fatalf("%+v, %v", s, err)
	}
	out := at
	out.Inside = false
	if _, err := g.room.CheckIn(t.Context(), who, door.DoorCheckIn{ID: id.New(), Reason: "general"}, out); !fault.Is(err, fault.DoorInside) {
		t.Errorf("from outside: %v", err)
	}
	v, err := g.room.CheckIn(t.Context(), who, door.DoorCheckIn{ID: id.New(), Reason: "general"}, at)
	if err != nil || v.Visit == nil || !v.Visit.Said {
		t.Fatalf("%+v, %v", v, err)
	}
	list := g.reports(patientID)
	if len(list) != 1 || list[0].VisitID == "" {
		t.Errorf("%+v", list)
	}
	var level int
	err = g.DB.Read(t.Context(), func(tx *db.Tx) error {
		return tx.QueryRow(`SELECT self_level FROM visit WHERE id = ?`, list[0].VisitID).Scan(&level)
	})
	if err != nil || level != 2 {
		t.Errorf("held at %d, %v", level, err)
	}
	// A provider outside can only bring them forward, and is heard only when it was asked.
	provided := func(run func(tx *act.Tx) error) error {
		_, err := act.Do(t.Context(), g.Gate, access.TheBox(), act.Command{ID: id.New(), Action: "selfTriage.assess"}, run, func(*db.Tx, string) (struct{}, error) { return struct{}{}, nil })
		return err
	}
	answered := func(level selftriage.Level) error {
		return provided(func(tx *act.Tx) error {
			return triage.ProvidedIn(tx, in.ID, triage.Provided{Name: "test", Version: "1", Request: "r", Level: level, At: tx.Now})
		})
	}
	if err := answered(selftriage.Emergency); !fault.Is(err, fault.WrongState) {
		t.Errorf("not asked: %v", err)
	}
	for again := range 2 {
		err := provided(func(tx *act.Tx) error { return triage.AskedIn(tx, in.ID) })
		if again == 0 && err != nil || again == 1 && !fault.Is(err, fault.WrongState) {
			t.Errorf("asked %d times before: %v", again, err)
		}
	}
	for _, p := range []struct {
		level selftriage.Level
		fault fault.Code
		want  selftriage.Level
	}{{"X", fault.Invalid, selftriage.Nurse}, {selftriage.Routine, "", selftriage.Nurse}, {selftriage.Emergency, fault.WrongState, selftriage.Nurse}} {
		err := answered(p.level)
		if p.fault == "" && err != nil || p.fault != "" && !fault.Is(err, p.fault) {
			t.Errorf("%s: %v", p.level, err)
		}
		if got := g.reports(patientID)[0]; got.Merged != p.want {
			t.Errorf("%s: %s", p.level, got.Merged)
		}
	}
}

// However often somebody cries wolf, it is told once, and kept a few times.
func TestCryingWolf(t *testing.T) {
	t.Parallel()
	g := newGate(t)
	patientID := g.registered("Neo", "58120001", "1984")
	at := phone("10.0.0.1")
	o, err := g.open(at, door.DoorKnock{Number: "58120001", BirthYear: 1984})
	if err != nil {
		t.Fatal(err)
	}
	who := g.inside(o.Token, at)
	for range 20 {
		if s, err := g.room.Ask(t.Context(), who, said(id.New(), map[string]int{"RF05": 1})); err != nil || !s.Stop {
			t.Fatalf("%+v, %v", s, err)
		}
	}
	list, err := alert.New(g.Gate).List(t.Context(), visittest.Nurse)
	if err != nil || len(list.Alerts) != 1 || len(g.reports(patientID)) != 6 {
		t.Errorf("%d alerts, %d kept, %v", len(list.Alerts), len(g.reports(patientID)), err)
	}
}

// A manager may let nobody in by a number: away from the clinic, or anywhere.
func TestOnlyACardOpensWhereTheManagerSaysSo(t *testing.T) {
	t.Parallel()
	g := newGate(t)
	qr := g.card(g.registered("Neo", "58120001", "1984"))
	home, yard, gate := phone("41.0.0.1"), phone("10.0.0.1"), kiosk("k1")
	home.Inside = false
	for only, opens := range map[facility.CardOnly][3]bool{"": {true, true, true}, facility.CardNever: {true, true, true}, facility.CardOutside: {false, true, true}, facility.CardAlways: {}} {
		g.Seed(func(tx *act.Tx) error {
			clinic, err := facility.In(tx.Tx)
			if err != nil {
				return err
			}
			tx.Subject("facility", clinic.ID)
			tx.Changed("facility", clinic.ID)
			_, err = tx.Exec(`UPDATE facility SET settings = json_set(settings, '$.door', json_object('cardOnly', ?))`, only)
			return err
		})
		g.pass(24 * time.Hour)
		for i, at := range []door.At{home, yard, gate} {
			waited := len(g.paused)
			_, err := g.open(at, door.DoorKnock{Number: "58120001", BirthYear: 1984})
			if opens[i] && err != nil || !opens[i] && !fault.Is(err, fault.DoorUnknown) || len(g.paused) != waited+1 {
				t.Errorf("%q, %s: %v, waited %d times", only, at.Address, err, len(g.paused)-waited)
			}
			if _, err := g.open(at, door.DoorKnock{Card: qr}); err != nil {
				t.Errorf("%q, %s: %v", only, at.Address, err)
			}
		}
	}
}

// Whoever holds a card that was stolen is out as soon as it is called off.
func TestACardThatIsCalledOffEndsWhatItOpened(t *testing.T) {
	t.Parallel()
	g := newGate(t)
	patientID := g.registered("Neo", "58120001", "1984")
	cards := card.New(g.Gate)
	stolen, err := cards.Issue(t.Context(), visittest.Clerk, patientID, card.IssueCard{ID: id.New()})
	if err != nil {
		t.Fatal(err)
	}
	thief, owner := phone("10.0.0.1"), phone("10.0.0.2")
	byCard, err := g.open(thief, door.DoorKnock{Card: stolen.QR})
	if err != nil {
		t.Fatal(err)
	}
	byNumber, err := g.open(owner, door.DoorKnock{Number: "58120001", BirthYear: 1984})
	if err != nil {
		t.Fatal(err)
	}
	g.inside(byCard.Token, thief)
	if _, err := cards.Revoke(t.Context(), visittest.Clerk, stolen.ID, card.RevokeCard{ID: id.New(), Reason: card.Stolen}); err != nil {
		t.Fatal(err)
	}
	if _, ok, err := g.room.Authenticate(t.Context(), byCard.Token, thief); ok || err != nil {
		t.Errorf("%v %v", ok, err)
	}
	g.inside(byNumber.Token, owner)
}

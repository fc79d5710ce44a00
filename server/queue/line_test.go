package queue_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"karete/db"
	"karete/server/act"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/queue"
	"karete/server/triage/sats"
	"karete/server/visit"
	"karete/server/visit/visittest"
)

func (l *line) ahead(v visit.Visit) (a queue.Ahead) {
	l.t.Helper()
	if err := l.DB.Read(l.t.Context(), func(tx *db.Tx) (err error) {
		a, err = queue.AheadIn(tx, v.ID)
		return err
	}); err != nil {
		l.t.Fatal(err)
	}
	return a
}

func (l *line) load() map[string]queue.DepartmentLoad {
	l.t.Helper()
	load, err := l.queue.Load(l.t.Context(), visittest.Clerk)
	if err != nil {
		l.t.Fatal(err)
	}
	m := map[string]queue.DepartmentLoad{}
	for _, d := range load.Departments {
		m[d.DepartmentID] = d
	}
	return m
}

// A person's own place, the board, the display and the load are one line.
func TestOneLineForAll(t *testing.T) {
	t.Parallel()
	l := open(t)
	a, b, c := l.Arrive("Thabo", "Mokoena"), l.Arrive("Pule", "Tau"), l.Arrive("Lerato", "Moyo")
	d := l.Arrive("Mpho", "Nkosi")
	l.triaged(a, sats.Routine)
	l.triaged(b, sats.Urgent)
	l.must(l.later(d, 30))
	l.serve(visittest.Doctor, visittest.OPD, "Room 1")
	l.must(l.call(visittest.Doctor, b, ""))
	// One waits for the doctor and one for triage: nobody is before either.
	if got := l.ahead(a); got.Before != 0 || got.Stage != queue.StageWaiting || got.Ticket != a.Ticket || got.DepartmentID != visittest.OPD || got.Day != "2026-11-24" {
		t.Errorf("%+v", got)
	}
	if got := l.ahead(b); got.Before != 0 || got.Room != "Room 1" || got.Status != visit.EntryCalled || got.CalledAt == nil {
		t.Errorf("%+v", got)
	}
	if got := l.ahead(c); got.Before != 0 || got.Stage != queue.StageArrived {
		t.Errorf("%+v", got)
	}
	if got := l.ahead(d); got.Before != 1 || got.BackAt == nil {
		t.Errorf("%+v", got)
	}
	var told queue.Line
	if err := l.DB.Read(t.Context(), func(tx *db.Tx) (err error) {
		told, err = queue.LineIn(tx)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string][]string{visittest.OPD: {c.Ticket, a.Ticket}}, told.Next); diff != "" || len(told.Calls) != 1 || told.Calls[0].Room != "Room 1" {
		t.Errorf("%s%v", diff, told.Calls)
	}
	if got := l.load()[visittest.OPD]; got.Waiting != 2 || got.Serving != 1 || got.Late != 0 || len(got.Places) != 1 || got.State != queue.Calm {
		t.Errorf("%+v", got)
	}
	l.Clock.Advance(20 * time.Minute)
	if got := l.load()[visittest.OPD]; got.Late != 1 || got.LongestMinutes != 20 || got.State != queue.Busy {
		t.Errorf("%+v", got)
	}
	l.must(l.step(visittest.Nurse, c, l.queue.Left))
	if err := l.DB.Read(t.Context(), func(tx *db.Tx) error { _, err := queue.AheadIn(tx, c.ID); return err }); !fault.Is(err, fault.NotFound) {
		t.Errorf("who has left has a place: %v", err)
	}
}

// What a patient says of themselves brings them forward until triage, and never back.
func TestSaid(t *testing.T) {
	t.Parallel()
	l := open(t)
	a, b := l.Arrive("Thabo", "Mokoena"), l.Arrive("Pule", "Tau")
	say := func(level sats.Level) (err error) {
		l.Seed(func(tx *act.Tx) error {
			tx.Subject("visit", b.ID)
			if f := visit.SaidIn(tx, b.ID, level); f != nil {
				err = f
			}
			return nil
		})
		return err
	}
	for _, c := range []struct {
		said, want sats.Level
		first      string
	}{{sats.Routine, 4, a.Ticket}, {sats.Urgent, 3, b.Ticket}, {sats.VeryUrgent, 2, b.Ticket}, {sats.Urgent, 2, b.Ticket}} {
		if err := say(c.said); err != nil {
			t.Fatal(err)
		}
		if rows := l.board("").Entries; rows[0].Ticket != c.first || l.Visit(b.ID).SelfLevel != c.want {
			t.Errorf("said %d: %v, level %d", c.said, tickets(rows), l.Visit(b.ID).SelfLevel)
		}
	}
	if err := say(sats.NotTriaged); !fault.Is(err, fault.Invalid) {
		t.Error(err)
	}
	l.triaged(b, sats.Routine)
	if rows := l.board("").Entries; rows[0].Ticket != a.Ticket {
		t.Errorf("the nurse knows better: %v", tickets(rows))
	}
	l.must(l.step(visittest.Nurse, b, l.queue.Left))
	if err := say(sats.Emergency); !fault.Is(err, fault.WrongState) {
		t.Error(err)
	}
}

// One in four calls is of somebody who only collects, and their service needs no triage.
func TestFastLane(t *testing.T) {
	t.Parallel()
	l := open(t)
	for i := range 8 {
		l.triaged(l.Arrive("Thabo", fmt.Sprint("Mokoena", i)), sats.Routine)
	}
	v, err := l.CheckInAs(visittest.Clerk, visit.CheckIn{ID: id.New(), PatientID: l.Patient("Neo", "Phiri", ""), DepartmentID: visittest.OPD, CollectOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	for n := range 3 {
		row := l.board("").Entries[0]
		if row.CollectOnly {
			t.Fatalf("call %d is theirs already", n+1)
		}
		if _, err := l.queue.Start(t.Context(), visittest.Nurse, row.ID, queue.Step{ID: id.New(), PatientID: row.Patient.ID}); err != nil {
			t.Fatal(err)
		}
		l.Clock.Advance(time.Minute)
		if _, err := l.queue.Done(t.Context(), visittest.Nurse, row.ID, queue.Step{ID: id.New(), PatientID: row.Patient.ID}); err != nil {
			t.Fatal(err)
		}
	}
	row := l.board("").Entries[0]
	if diff := cmp.Diff([]queue.QueueReason{{Code: "collect", Params: map[string]any{}}, {Code: "turn", Params: map[string]any{"every": 4}},
		{Code: "arrival", Params: map[string]any{"at": v.ArrivedAt}}}, row.Why); row.VisitID != v.ID || diff != "" {
		t.Errorf("%s: %s", row.Ticket, diff)
	}
	l.must(l.step(visittest.Nurse, v, l.queue.Start))
	if got := l.Visit(v.ID); got.Status != visit.InProgress || !got.CollectOnly {
		t.Errorf("%+v", got)
	}
	l.must(l.step(visittest.Nurse, v, l.queue.Done))
	if got := l.Visit(v.ID); got.Status != visit.Finished {
		t.Errorf("%+v", got)
	}
}

// Four weeks in which one is called each ten minutes; then the line says what that means.
func TestEstimate(t *testing.T) {
	t.Parallel()
	l := open(t)
	patients := make([]string, 5)
	for i := range patients {
		patients[i] = l.Patient("Thabo", fmt.Sprint("Mokoena", i), "1990")
	}
	for day := range 4 {
		l.At(day, "08:00:00")
		var list []visit.Visit
		for _, patientID := range patients {
			list = append(list, l.CheckIn(patientID, visittest.PHA))
		}
		for _, v := range list {
			l.Clock.Advance(10 * time.Minute)
			l.must(l.step(visittest.Nurse, v, l.queue.Start))
			l.must(l.step(visittest.Nurse, v, l.queue.Done))
		}
	}
	l.At(4, "08:00:00")
	v := l.CheckIn(patients[0], visittest.PHA)
	if got := l.ahead(v); got.Minutes != nil {
		t.Errorf("nobody has looked at the weeks yet: %v", got.Minutes)
	}
	for range 2 {
		if err := l.queue.Reckon(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	want := []queue.WaitRange{{Low: 10, High: 15}, {Low: 20, High: 25}, {Low: 30, High: 35}}
	for i := range want {
		if i > 0 {
			v = l.CheckIn(patients[i], visittest.PHA)
		}
		if got := l.ahead(v); got.Minutes == nil || got.Before != i || *got.Minutes != want[i] {
			t.Errorf("%d before: %+v, want %v", i, got.Minutes, want[i])
		}
	}
	if got := l.load()[visittest.PHA].Estimate; got == nil || got.Low != 40 {
		t.Errorf("%v", got)
	}
	if other := l.CheckIn(patients[4], visittest.U5); l.ahead(other).Minutes != nil {
		t.Error("a line nobody knows anything of says something")
	}
}

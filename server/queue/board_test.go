package queue_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"karete/server/access"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/queue"
	"karete/server/triage/sats"
	"karete/server/visit"
	"karete/server/visit/visittest"
)

func (l *line) board(departmentID string) queue.Board {
	l.t.Helper()
	b, err := l.queue.Board(l.t.Context(), visittest.Clerk, departmentID)
	if err != nil {
		l.t.Fatal(err)
	}
	return b
}

func tickets(rows []queue.QueueRow) []string {
	list := []string{}
	for _, q := range rows {
		list = append(list, q.Ticket)
	}
	return list
}

func TestBoardShowsTheLineInServingOrder(t *testing.T) {
	t.Parallel()
	l := open(t)
	green, yellow, waits, orange := l.Arrive("Thabo", "Mokoena"), l.Arrive("Pule", "Tau"), l.Arrive("Neo", "Phiri"), l.Arrive("Lerato", "Moyo")
	l.triaged(green, sats.Routine)
	l.triaged(yellow, sats.Urgent)
	l.triaged(orange, sats.VeryUrgent)
	flagged, err := l.CheckInAs(visittest.Clerk, visit.CheckIn{
		ID: id.New(), PatientID: l.Patient("Mpho", "Nkosi", "2025"), DepartmentID: visittest.U5, Emergency: true})
	if err != nil {
		t.Fatal(err)
	}
	l.Clock.Advance(61 * time.Minute)
	b := l.board("")
	want := []string{flagged.Ticket, orange.Ticket, yellow.Ticket, waits.Ticket, green.Ticket}
	if diff := cmp.Diff(want, tickets(b.Entries)); diff != "" {
		t.Error(diff)
	}
	if b.Day != "2026-11-24" || !b.AsOf.Equal(l.Clock.Now()) {
		t.Errorf("as of %s, %s", b.Day, b.AsOf)
	}
	if diff := cmp.Diff(queue.BoardCounts{Arrived: 2, Waiting: 3}, b.Counts); diff != "" {
		t.Error(diff)
	}
	row := b.Entries[2]
	arrived := yellow.ArrivedAt
	wantRow := queue.QueueRow{ID: yellow.Entries[0].ID, VisitID: yellow.ID, Ticket: "OPD-002", DepartmentID: visittest.OPD,
		Department: queue.QueueDepartment{Code: "OPD", Name: "Outpatients"}, Stage: queue.StageWaiting, Status: visit.EntryWaiting,
		Level: sats.Urgent, Reason: "general", ArrivedAt: arrived, EnteredAt: arrived, WaitingSince: arrived, TargetMinutes: 60, Late: true, Before: 1,
		Why: []queue.QueueReason{
			{Code: "level", Params: map[string]any{"level": 3}},
			{Code: "late", Params: map[string]any{"waitedMinutes": 61, "targetMinutes": 60}},
			{Code: "arrival", Params: map[string]any{"at": arrived}},
		}, Version: 1}
	if row.Patient.DisplayName != "Pule Tau" || row.Patient.Initials != "PT" || row.Patient.Village != "Ha Abia" || row.Patient.Age == nil || row.Patient.Age.Value != 36 {
		t.Errorf("%+v", row.Patient)
	}
	row.Patient = queue.QueuePatient{}
	if diff := cmp.Diff(wantRow, row, cmpopts.IgnoreUnexported(queue.QueueRow{})); diff != "" {
		t.Error(diff)
	}
	if n := len(l.Entries("queue.read")); n != 0 {
		t.Errorf("a board opens no record, but %d entries say so", n)
	}
}

func TestBoardOfOneDepartment(t *testing.T) {
	t.Parallel()
	l := open(t)
	l.Arrive("Thabo", "Mokoena")
	child := l.CheckIn(l.Patient("Neo", "Phiri", "2025-01"), visittest.U5)
	gone := l.CheckIn(l.Patient("Pule", "Tau", ""), visittest.U5)
	l.must(l.step(visittest.Nurse, gone, l.queue.Left))
	b := l.board(visittest.U5)
	if diff := cmp.Diff([][]string{{child.Ticket}, {gone.Ticket}}, [][]string{tickets(b.Entries), tickets(b.DoneToday)}); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(queue.BoardCounts{Arrived: 1, Done: 1}, b.Counts); diff != "" {
		t.Error(diff)
	}
	if _, err := l.queue.Board(t.Context(), visittest.Clerk, id.New()); !fault.Is(err, fault.Invalid) {
		t.Errorf("no such department: %v", err)
	}
	if _, err := l.queue.Board(t.Context(), access.Actor{}, ""); !fault.Is(err, fault.Unauthenticated) {
		t.Errorf("a guest: %v", err)
	}
}

// Whoever was seen waits anew in the next line; whoever was only sent on keeps
// the time since the door.
func TestWaitingSince(t *testing.T) {
	t.Parallel()
	l := open(t)
	sent, seen := l.Arrive("Thabo", "Mokoena"), l.Arrive("Pule", "Tau")
	l.must(l.step(visittest.Doctor, seen, l.queue.Start))
	l.Clock.Advance(30 * time.Minute)
	now := l.Clock.Now().UTC()
	if row := l.must(l.move(visittest.Clerk, sent, visittest.U5)); !row.WaitingSince.Equal(sent.ArrivedAt) {
		t.Errorf("sent on: waits since %s", row.WaitingSince)
	}
	if row := l.must(l.move(visittest.Doctor, seen, visittest.PHA)); !row.WaitingSince.Equal(now) {
		t.Errorf("seen: waits since %s", row.WaitingSince)
	}
}

func TestNameAlert(t *testing.T) {
	t.Parallel()
	l := open(t)
	a, b, c := l.Arrive("Tšepo", "Mokoena"), l.CheckIn(l.Patient("Ts'epo", "Mokwena", ""), visittest.U5), l.Arrive("Palesa", "Letsie")
	alerts := func(departmentID string) map[string]bool {
		m := map[string]bool{}
		for _, q := range l.board(departmentID).Entries {
			m[q.VisitID] = q.NameAlert
		}
		return m
	}
	if diff := cmp.Diff(map[string]bool{a.ID: true, b.ID: true, c.ID: false}, alerts("")); diff != "" {
		t.Error(diff)
	}
	// The other one waits in another line, and is close all the same.
	if diff := cmp.Diff(map[string]bool{a.ID: true, c.ID: false}, alerts(visittest.OPD)); diff != "" {
		t.Error(diff)
	}
	if row := l.must(l.call(visittest.Nurse, a, "1")); !row.NameAlert {
		t.Error("the answer to a call has no alert")
	}
	l.must(l.step(visittest.Nurse, b, l.queue.Left))
	if diff := cmp.Diff(map[string]bool{a.ID: false, c.ID: false}, alerts(visittest.OPD)); diff != "" {
		t.Errorf("after the other left: %s", diff)
	}
}

// The list of who has gone is bounded, its count is not, and yesterday is not in it.
func TestDoneTodayIsBoundedAndCounted(t *testing.T) {
	t.Parallel()
	l := open(t)
	yesterday := l.Arrive("Yester", "Day")
	l.must(l.step(visittest.Nurse, yesterday, l.queue.Left))
	l.At(1, "08:00:00")
	var last visit.Visit
	for i := range 53 {
		last = l.Arrive(fmt.Sprintf("Patient%d", i), "Tau")
		l.Clock.Advance(time.Second)
		l.must(l.step(visittest.Nurse, last, l.queue.Left))
	}
	b := l.board("")
	if len(b.DoneToday) != 50 || b.Counts.Done != 53 || b.DoneToday[0].Ticket != last.Ticket || len(b.Entries) != 0 {
		t.Errorf("%d rows, %d counted, first %s, %d here", len(b.DoneToday), b.Counts.Done, b.DoneToday[0].Ticket, len(b.Entries))
	}
	for _, q := range b.DoneToday {
		if q.Stage != queue.StageDone || q.Outcome != visit.OutcomeLeft || q.Late {
			t.Fatalf("%+v", q)
		}
	}
}

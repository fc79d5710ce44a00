package queue_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"karete/server/fault"
	"karete/server/id"
	"karete/server/queue"
	"karete/server/triage/sats"
	"karete/server/visit"
	"karete/server/visit/visittest"
)

func (l *line) later(v visit.Visit, minutes int) (queue.QueueRow, error) {
	l.t.Helper()
	return l.queue.Later(l.t.Context(), visittest.Nurse, l.place(v).ID, queue.Later{ID: id.New(), PatientID: v.PatientID, Minutes: minutes})
}

// Called in vain: last for five minutes, then in the old place; each time is counted.
func TestNotHere(t *testing.T) {
	t.Parallel()
	l := open(t)
	first, second := l.Arrive("Thabo", "Mokoena"), l.Arrive("Pule", "Tau")
	if _, err := l.step(visittest.Nurse, first, l.queue.Miss); !fault.Is(err, fault.WrongState) {
		t.Errorf("nobody called them: %v", err)
	}
	for n := 1; n <= 3; n++ {
		l.must(l.call(visittest.Nurse, first, "1"))
		row := l.must(l.step(visittest.Nurse, first, l.queue.Miss))
		until := l.Clock.Now().UTC().Add(5 * time.Minute)
		if row.Missed != n || row.Calls != n || row.Status != visit.EntryWaiting || row.CalledAt != nil || row.Late || row.BackAt == nil || !row.BackAt.Equal(until) {
			t.Fatalf("%+v", row)
		}
		if diff := cmp.Diff([]string{second.Ticket, first.Ticket}, tickets(l.board("").Entries)); diff != "" {
			t.Error(diff)
		}
		l.Clock.Advance(5 * time.Minute)
		if diff := cmp.Diff([]string{first.Ticket, second.Ticket}, tickets(l.board("").Entries)); diff != "" {
			t.Errorf("after the pause: %s", diff)
		}
	}
	// Somebody in danger is looked for, wherever they are.
	l.triaged(second, sats.Emergency)
	l.must(l.call(visittest.Nurse, second, "1"))
	row := l.must(l.step(visittest.Nurse, second, l.queue.Miss))
	if l.board("").Entries[0].ID != row.ID {
		t.Error("somebody red went to the end of the line")
	}
	// Gone for good: left without being seen, in figures and list.
	l.must(l.step(visittest.Nurse, first, l.queue.Left))
	if got := l.Visit(first.ID); got.Status != visit.Left || got.Outcome != visit.OutcomeLeft {
		t.Errorf("%+v", got)
	}
}

func TestComesBackLater(t *testing.T) {
	t.Parallel()
	l := open(t)
	first, second := l.Arrive("Thabo", "Mokoena"), l.Arrive("Pule", "Tau")
	l.must(l.call(visittest.Nurse, first, "1"))
	row := l.must(l.later(first, 60))
	if row.Status != visit.EntryWaiting || row.Missed != 0 || row.Before != 1 || row.Estimate != nil || row.Why[1].Code != "away" {
		t.Errorf("%+v", row)
	}
	l.Clock.Advance(59 * time.Minute)
	if rows := l.board("").Entries; rows[0].VisitID != second.ID || !rows[0].Late || rows[1].Late {
		t.Errorf("%+v", rows)
	}
	// They are back sooner, and say so; or are called all the same.
	if row := l.must(l.later(first, 0)); row.BackAt != nil || row.Before != 0 || !row.Late {
		t.Errorf("%+v", row)
	}
	l.must(l.later(first, 480))
	if row := l.must(l.call(visittest.Nurse, first, "")); row.BackAt != nil {
		t.Errorf("%+v", row)
	}
	l.must(l.step(visittest.Nurse, first, l.queue.Start))
	if _, err := l.later(first, 10); !fault.Is(err, fault.WrongState) {
		t.Errorf("while being served: %v", err)
	}
	for _, minutes := range []int{-1, 481} {
		if _, err := l.later(second, minutes); !fault.Is(err, fault.Invalid) {
			t.Errorf("%d minutes: %v", minutes, err)
		}
	}
}

// The next line sees why somebody was sent there.
func TestMovedForAReason(t *testing.T) {
	t.Parallel()
	l := open(t)
	v := l.Arrive("Thabo", "Mokoena")
	_, err := l.queue.Move(t.Context(), visittest.Nurse, l.place(v).ID, queue.Move{ID: id.New(), PatientID: v.PatientID, DepartmentID: visittest.PHA, Reason: "  "})
	if !fault.Is(err, fault.Invalid) {
		t.Errorf("without a reason: %v", err)
	}
	if row := l.must(l.move(visittest.Nurse, v, visittest.PHA)); row.MovedFor != "dressing" {
		t.Errorf("%+v", row)
	}
}

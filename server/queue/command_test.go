package queue_test

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"karete/server/access"
	"karete/server/act"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/queue"
	"karete/server/triage/sats"
	"karete/server/visit"
	"karete/server/visit/visittest"
)

// line is a clinic with its queue.
type line struct {
	*visittest.Clinic
	t     *testing.T
	queue *queue.Room
}

func open(t *testing.T) *line {
	t.Helper()
	c := visittest.New(t)
	return &line{c, t, queue.New(c.Gate)}
}

// place is a patient's newest place in line.
func (l *line) place(v visit.Visit) visit.Entry {
	l.t.Helper()
	entries := l.Visit(v.ID).Entries
	return entries[len(entries)-1]
}

func (l *line) step(who access.Actor, v visit.Visit, command func(context.Context, access.Actor, string, queue.Step) (queue.QueueRow, error)) (queue.QueueRow, error) {
	l.t.Helper()
	return command(l.t.Context(), who, l.place(v).ID, queue.Step{ID: id.New(), PatientID: v.PatientID})
}

func (l *line) call(who access.Actor, v visit.Visit, room string) (queue.QueueRow, error) {
	l.t.Helper()
	return l.queue.Call(l.t.Context(), who, l.place(v).ID, queue.Call{ID: id.New(), PatientID: v.PatientID, Room: room})
}

func (l *line) move(who access.Actor, v visit.Visit, departmentID string) (queue.QueueRow, error) {
	l.t.Helper()
	return l.queue.Move(l.t.Context(), who, l.place(v).ID,
		queue.Move{ID: id.New(), PatientID: v.PatientID, DepartmentID: departmentID, Reason: "dressing"})
}

func (l *line) must(row queue.QueueRow, err error) queue.QueueRow {
	l.t.Helper()
	if err != nil {
		l.t.Fatal(err)
	}
	return row
}

func (l *line) triaged(v visit.Visit, level sats.Level) {
	l.t.Helper()
	l.Seed(func(tx *act.Tx) error {
		tx.Subject("visit", v.ID)
		return visit.MarkTriagedIn(tx, v.ID, level, tx.Now)
	})
}

func TestADayInTheLine(t *testing.T) {
	t.Parallel()
	l := open(t)
	v := l.Arrive("Thabo", "Mokoena")
	expect := func(row queue.QueueRow, err error, stage queue.Stage, entry visit.EntryStatus, status visit.Status) queue.QueueRow {
		t.Helper()
		l.must(row, err)
		if got := l.Visit(v.ID).Status; row.Stage != stage || row.Status != entry || got != status {
			t.Fatalf("stage %s, entry %s, visit %s; want %s, %s, %s", row.Stage, row.Status, got, stage, entry, status)
		}
		return row
	}
	row, err := l.call(visittest.Nurse, v, " 3 ")
	row = expect(row, err, queue.StageTriage, visit.EntryCalled, visit.Arrived)
	if row.Room != "3" || row.Staff == nil || row.Staff.DisplayName != "Nurse Thato" || row.CalledAt == nil {
		t.Errorf("%+v", row)
	}
	row, err = l.step(visittest.Nurse, v, l.queue.Start)
	expect(row, err, queue.StageTriage, visit.EntryServing, visit.Arrived)
	l.triaged(v, sats.Urgent)
	row, err = l.call(visittest.Doctor, v, "Dr 1")
	expect(row, err, queue.StageWaiting, visit.EntryCalled, visit.Triaged)
	row, err = l.step(visittest.Doctor, v, l.queue.Start)
	expect(row, err, queue.StageServing, visit.EntryServing, visit.InProgress)
	row, err = l.move(visittest.Doctor, v, visittest.PHA)
	row = expect(row, err, queue.StageOther, visit.EntryWaiting, visit.InProgress)
	if row.Department.Code != "PHA" || row.ID != l.place(v).ID {
		t.Errorf("moved to %+v", row.Department)
	}
	row, err = l.call(visittest.Nurse, v, "")
	expect(row, err, queue.StageOther, visit.EntryCalled, visit.InProgress)
	row, err = l.step(visittest.Nurse, v, l.queue.Done)
	row = expect(row, err, queue.StageDone, visit.EntryDone, visit.Finished)
	if row.Outcome != visit.OutcomeHome {
		t.Errorf("outcome %q", row.Outcome)
	}
	got := l.Visit(v.ID)
	if got.ClosedBy != visittest.Nurse.ID || got.Entries[0].Status != visit.EntryMoved {
		t.Errorf("%+v", got)
	}
	if p := l.Payload("queue.move"); p.Detail["reason"] != "dressing" || len(p.Rows["queue_entry"]) != 2 {
		t.Errorf("%+v", p)
	}
}

// A doctor's start is the consultation, triaged or not; a nurse's is triage
// before triage and the consultation after it.
func TestWhoStartsDecidesWhatItIs(t *testing.T) {
	t.Parallel()
	l := open(t)
	for _, c := range []struct {
		name    string
		who     access.Actor
		triaged bool
		want    visit.Status
	}{
		{"nurse, not triaged", visittest.Nurse, false, visit.Arrived},
		{"nurse, triaged", visittest.Nurse, true, visit.InProgress},
		{"doctor, not triaged", visittest.Doctor, false, visit.InProgress},
		{"doctor, triaged", visittest.Doctor, true, visit.InProgress},
	} {
		v := l.Arrive("Thabo", "Mokoena")
		if c.triaged {
			l.triaged(v, sats.Routine)
		}
		l.must(l.step(c.who, v, l.queue.Start))
		got := l.Visit(v.ID)
		if got.Status != c.want || (got.StartedAt != nil) != (c.want == visit.InProgress) {
			t.Errorf("%s: %s, started %v", c.name, got.Status, got.StartedAt)
		}
	}
}

// What may be done in which state; everything else is wrong-state and changes
// nothing.
func TestStates(t *testing.T) {
	t.Parallel()
	l := open(t)
	commands := map[string]func(*line, visit.Visit, string) error{
		"call": func(l *line, v visit.Visit, e string) error {
			_, err := l.queue.Call(l.t.Context(), visittest.Other, e, queue.Call{ID: id.New(), PatientID: v.PatientID})
			return err
		},
		"start": func(l *line, v visit.Visit, e string) error {
			_, err := l.queue.Start(l.t.Context(), visittest.Other, e, queue.Step{ID: id.New(), PatientID: v.PatientID})
			return err
		},
		"wait": func(l *line, v visit.Visit, e string) error {
			_, err := l.queue.Wait(l.t.Context(), visittest.Other, e, queue.Step{ID: id.New(), PatientID: v.PatientID})
			return err
		},
		"move": func(l *line, v visit.Visit, e string) error {
			_, err := l.queue.Move(l.t.Context(), visittest.Other, e, queue.Move{ID: id.New(), PatientID: v.PatientID, DepartmentID: visittest.U5, Reason: "child"})
			return err
		},
		"done": func(l *line, v visit.Visit, e string) error {
			_, err := l.queue.Done(l.t.Context(), visittest.Other, e, queue.Step{ID: id.New(), PatientID: v.PatientID})
			return err
		},
		"left": func(l *line, v visit.Visit, e string) error {
			_, err := l.queue.Left(l.t.Context(), visittest.Other, e, queue.Step{ID: id.New(), PatientID: v.PatientID})
			return err
		},
	}
	states := map[visit.EntryStatus]struct {
		reach func(*line, visit.Visit)
		may   []string
	}{
		visit.EntryWaiting: {func(*line, visit.Visit) {}, []string{"call", "start", "move", "left"}},
		visit.EntryCalled: {func(l *line, v visit.Visit) { l.must(l.call(visittest.Nurse, v, "1")) },
			[]string{"start", "wait", "move", "done", "left"}}, // a call by another nurse is not one of them
		visit.EntryServing: {func(l *line, v visit.Visit) { l.must(l.step(visittest.Nurse, v, l.queue.Start)) },
			[]string{"wait", "move", "done", "left"}},
		visit.EntryMoved: {func(l *line, v visit.Visit) { l.must(l.move(visittest.Nurse, v, visittest.LAB)) }, nil},
		visit.EntryDone: {func(l *line, v visit.Visit) {
			l.must(l.step(visittest.Nurse, v, l.queue.Start))
			l.must(l.step(visittest.Nurse, v, l.queue.Done))
		}, nil},
		visit.EntryLeft: {func(l *line, v visit.Visit) { l.must(l.step(visittest.Nurse, v, l.queue.Left)) }, nil},
	}
	for status, state := range states {
		for name, command := range commands {
			v := l.Arrive("Thabo", "Mokoena")
			state.reach(l, v)
			before := l.Visit(v.ID)
			err := command(l, v, before.Entries[0].ID)
			if slices.Contains(state.may, name) {
				if err != nil {
					t.Errorf("%s, %s: %v", status, name, err)
				}
				continue
			}
			if !fault.Is(err, fault.WrongState) {
				t.Errorf("%s, %s: %v, want wrong-state", status, name, err)
			}
			if diff := cmp.Diff(before, l.Visit(v.ID)); diff != "" {
				t.Errorf("%s, %s: it changed all the same:\n%s", status, name, diff)
			}
		}
	}
}

// Of two who call the same patient at once one is told who was faster.
func TestTwoCallAtOnce(t *testing.T) {
	t.Parallel()
	l := open(t)
	v := l.Arrive("Thabo", "Mokoena")
	entryID := l.place(v).ID
	callers := []access.Actor{visittest.Nurse, visittest.Other}
	errs := make([]error, len(callers))
	var both sync.WaitGroup
	for i, who := range callers {
		both.Go(func() {
			_, errs[i] = l.queue.Call(t.Context(), who, entryID, queue.Call{ID: id.New(), PatientID: v.PatientID, Room: "1"})
		})
	}
	both.Wait()
	loser := 0
	if errs[0] == nil {
		loser = 1
	}
	winner := callers[1-loser]
	f := fault.Of(errs[loser])
	if errs[1-loser] != nil || f == nil || f.Code != fault.WrongState || f.Params["staffId"] != winner.ID || f.Params["status"] != visit.EntryCalled {
		t.Errorf("%v", errs)
	}
	if e := l.place(v); e.StaffID != winner.ID || e.Version != 2 {
		t.Errorf("%+v", e)
	}
	// The one who called may call again, from another room.
	if row := l.must(l.call(winner, v, "2")); row.Room != "2" {
		t.Errorf("room %s", row.Room)
	}
}

func TestRepeatIsAnsweredNotDoneAgain(t *testing.T) {
	t.Parallel()
	l := open(t)
	v := l.Arrive("Thabo", "Mokoena")
	in := queue.Move{ID: id.New(), PatientID: v.PatientID, DepartmentID: visittest.U5, Reason: "child"}
	entryID := l.place(v).ID
	first := l.must(l.queue.Move(t.Context(), visittest.Clerk, entryID, in))
	again := l.must(l.queue.Move(t.Context(), visittest.Clerk, entryID, in))
	if first.ID != again.ID || len(l.Visit(v.ID).Entries) != 2 {
		t.Errorf("%s, then %s", first.ID, again.ID)
	}
	// The same id for another place in line is another command.
	other := l.Arrive("Pule", "Tau")
	in.PatientID = other.PatientID
	if _, err := l.queue.Move(t.Context(), visittest.Clerk, l.place(other).ID, in); !fault.Is(err, fault.CommandReused) {
		t.Error(err)
	}
}

func TestWaitTakesAStartBack(t *testing.T) {
	t.Parallel()
	l := open(t)
	for _, c := range []struct {
		name string
		then func(*line, visit.Visit)
		want visit.Status
	}{
		{"at once", func(*line, visit.Visit) {}, visit.Triaged},
		{"after the undo time", func(l *line, _ visit.Visit) { l.Clock.Advance(visit.Undo + time.Second) }, visit.InProgress},
		{"after a signature", func(l *line, v visit.Visit) { l.Sign(v, "") }, visit.InProgress},
	} {
		v := l.Arrive("Thabo", "Mokoena")
		l.triaged(v, sats.Urgent)
		l.must(l.step(visittest.Doctor, v, l.queue.Start))
		c.then(l, v)
		row := l.must(l.step(visittest.Doctor, v, l.queue.Wait))
		got := l.Visit(v.ID)
		if got.Status != c.want || (got.StartedAt == nil) != (c.want == visit.Triaged) {
			t.Errorf("%s: %s, started %v", c.name, got.Status, got.StartedAt)
		}
		if row.Status != visit.EntryWaiting || row.Staff != nil || row.CalledAt != nil || row.StartedAt != nil {
			t.Errorf("%s: %+v", c.name, row)
		}
	}
}

func TestMoveRefusals(t *testing.T) {
	t.Parallel()
	l := open(t)
	v := l.Arrive("Thabo", "Mokoena")
	for departmentID, want := range map[string]fault.Code{
		visittest.OPD: fault.AlreadyQueued, visittest.Closed: fault.Invalid, id.New(): fault.Invalid,
	} {
		if _, err := l.move(visittest.Clerk, v, departmentID); !fault.Is(err, want) {
			t.Errorf("to %s: %v, want %s", departmentID, err, want)
		}
	}
	if got := l.Visit(v.ID); len(got.Entries) != 1 || got.Entries[0].Status != visit.EntryWaiting {
		t.Errorf("%+v", got.Entries)
	}
}

// Who comes in elsewhere, and is sent on to where they are booked, stands there by the booking.
func TestWhoIsSentOnKeepsTheBooking(t *testing.T) {
	t.Parallel()
	l := open(t)
	v := l.Arrive("Thabo", "Mokoena")
	l.Clock.Advance(time.Minute)
	book := func(departmentID, start string, at int64) {
		appointment := id.New()
		l.Seed(func(tx *act.Tx) error {
			tx.Subject("appointment", appointment)
			tx.Changed("appointment", appointment)
			_, err := tx.Exec(`INSERT INTO appointment (id, patient_id, department_id, day, start, seat, status, reason, source, cancel_reason, booked_at, booked_by, version)
				VALUES (?, ?, ?, '2026-11-24', ?, 0, 'booked', '', 'staff', '', ?, '', 1)`, appointment, v.PatientID, departmentID, start, at)
			return err
		})
	}
	book(visittest.U5, "08:00", l.Clock.Now().UnixMilli())
	if row := l.board("").Entries[0]; row.SlotAt != nil {
		t.Errorf("booked elsewhere, and stands here by %v", row.SlotAt)
	}
	moved := l.must(l.move(visittest.Nurse, v, visittest.U5))
	if want := time.Date(2026, 11, 24, 6, 0, 0, 0, time.UTC); moved.SlotAt == nil || !moved.SlotAt.Equal(want) {
		t.Errorf("booked at %v, stands by %v", want, moved.SlotAt)
	}
	if at := slices.IndexFunc(moved.Why, func(r queue.QueueReason) bool { return strings.HasPrefix(r.Code, "slot") }); at < 0 {
		t.Errorf("nothing says why: %+v", moved.Why)
	}
	// A booking made because they stand there gives no right of way.
	other := l.must(l.move(visittest.Nurse, v, visittest.LAB))
	book(visittest.LAB, "09:00", other.EnteredAt.Add(time.Minute).UnixMilli())
	if row := l.board("").Entries[0]; row.DepartmentID != visittest.LAB || row.SlotAt != nil {
		t.Errorf("booked after being sent: %v", row.SlotAt)
	}
}

// A visit in two lines closes with the last of them.
func TestTheLastLineClosesTheVisit(t *testing.T) {
	t.Parallel()
	l := open(t)
	v := l.Arrive("Thabo", "Mokoena")
	opd := l.place(v).ID
	var lab string
	l.Seed(func(tx *act.Tx) (err error) {
		tx.Subject("visit", v.ID)
		lab, err = visit.EnterIn(tx, v.ID, visittest.LAB)
		return err
	})
	step := func() queue.Step { return queue.Step{ID: id.New(), PatientID: v.PatientID} }
	in := step()
	l.must(l.queue.Left(t.Context(), visittest.Nurse, lab, in))
	if _, err := l.queue.Left(t.Context(), visittest.Nurse, opd, in); !fault.Is(err, fault.CommandReused) {
		t.Errorf("the same command for the other place in line: %v", err)
	}
	if got := l.Visit(v.ID); got.Status != visit.Arrived {
		t.Fatalf("%s after leaving one of two lines", got.Status)
	}
	l.must(l.queue.Left(t.Context(), visittest.Nurse, opd, step()))
	if got := l.Visit(v.ID); got.Status != visit.Left || got.Outcome != visit.OutcomeLeft {
		t.Errorf("%s, %s after leaving the last", got.Status, got.Outcome)
	}
}

// A dressing done by a nurse without triage or note is an attendance that was
// seen, from the moment she began.
func TestDoneWithoutTriageIsSeen(t *testing.T) {
	t.Parallel()
	l := open(t)
	v := l.Arrive("Thabo", "Mokoena")
	l.must(l.step(visittest.Nurse, v, l.queue.Start))
	began := l.Clock.Now().UTC()
	l.Clock.Advance(5 * time.Minute)
	l.must(l.step(visittest.Nurse, v, l.queue.Done))
	if got := l.Visit(v.ID); got.Status != visit.Finished || got.StartedAt == nil || !got.StartedAt.Equal(began) {
		t.Errorf("%+v", got)
	}
}

func TestUndoOfDoneAndLeft(t *testing.T) {
	t.Parallel()
	l := open(t)
	v := l.Arrive("Thabo", "Mokoena")
	l.must(l.step(visittest.Doctor, v, l.queue.Start))
	l.must(l.step(visittest.Doctor, v, l.queue.Done))
	got, err := l.Visits.Reopen(t.Context(), visittest.Doctor, v.ID, visit.OnVisit{ID: id.New(), PatientID: v.PatientID})
	if err != nil || got.Status != visit.InProgress || got.Entries[0].Status != visit.EntryServing {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestAnotherPatientsPlaceIsRefused(t *testing.T) {
	t.Parallel()
	l := open(t)
	v, other := l.Arrive("Thabo", "Mokoena"), l.Arrive("Pule", "Tau")
	_, err := l.queue.Start(t.Context(), visittest.Nurse, l.place(v).ID, queue.Step{ID: id.New(), PatientID: other.PatientID})
	if !fault.Is(err, fault.Mismatch) {
		t.Error(err)
	}
	if _, err := l.queue.Start(t.Context(), visittest.Nurse, id.New(), queue.Step{ID: id.New(), PatientID: other.PatientID}); !fault.Is(err, fault.NotFound) {
		t.Errorf("no such place: %v", err)
	}
	if _, err := l.step(visittest.Clerk, v, l.queue.Start); !fault.Is(err, fault.Forbidden) {
		t.Errorf("a clerk starts: %v", err)
	}
}

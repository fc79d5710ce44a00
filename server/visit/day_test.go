package visit_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"karete/db/dbtest"
	"karete/server/access"
	"karete/server/act"
	"karete/server/clock"
	"karete/server/fault"
	"karete/server/visit"
	"karete/server/visit/visittest"
)

// Three days with a month's end between: each visit closes as of its own day.
func TestCloseDaysAsOfTheirOwnDay(t *testing.T) {
	t.Parallel()
	c := visittest.New(t)
	c.At(5, "15:00:00") // 29 November
	first := c.Arrive("Thabo", "Mokoena")
	entryAs(c, first, visit.EntryCalled)
	c.At(6, "23:50:00") // 30 November
	unseen, seen := c.Arrive("Pule", "Tau"), c.Arrive("Neo", "Phiri")
	started(c, seen)
	c.Sign(seen, "")
	c.At(7, "07:45:00") // 1 December
	today := c.Arrive("Lerato", "Moyo")

	closed, err := c.Visits.CloseDays(t.Context())
	if err != nil || closed != 3 {
		t.Fatalf("closed %d: %v", closed, err)
	}
	for _, want := range []struct {
		visit   visit.Visit
		status  visit.Status
		outcome visit.Outcome
		entry   visit.EntryStatus
		at      string
	}{
		{first, visit.Left, visit.OutcomeLeft, visit.EntryLeft, "2026-11-29T21:59:59.999Z"},
		{unseen, visit.Left, visit.OutcomeLeft, visit.EntryLeft, "2026-11-30T21:59:59.999Z"},
		{seen, visit.Finished, visit.OutcomeHome, visit.EntryDone, "2026-11-30T21:59:59.999Z"},
	} {
		got := c.Visit(want.visit.ID)
		at := got.ClosedAt.Format(time.RFC3339Nano)
		if got.Status != want.status || got.Outcome != want.outcome || at != want.at || got.ClosedBy != "box" ||
			got.Entries[0].Status != want.entry || !got.Entries[0].EndedAt.Equal(*got.ClosedAt) {
			t.Errorf("visit of %s: %s, %s at %s by %s, entry %s", got.Day, got.Status, got.Outcome, at, got.ClosedBy, got.Entries[0].Status)
		}
	}
	if got := c.Visit(today.ID); got.Status != visit.Arrived {
		t.Errorf("today's visit is %s", got.Status)
	}

	entries := c.Entries("visit.closeDay")
	if len(entries) != 3 {
		t.Fatalf("%d entries", len(entries))
	}
	for _, e := range entries {
		v := c.Visit(e.VisitID)
		if e.ActorID != "" || e.Role != "box" || e.PatientID != v.PatientID || !e.OccurredAt.Equal(*v.ClosedAt) || !e.RecordedAt.Equal(c.Clock.Now()) {
			t.Errorf("%+v", e)
		}
	}
	if again, err := c.Visits.CloseDays(t.Context()); again != 0 || err != nil {
		t.Errorf("a second time: %d, %v", again, err)
	}
	// Such a visit is not opened again: its day is over.
	c.Clock.Set(c.Visit(unseen.ID).ClosedAt.Add(time.Minute))
	if _, err := c.Visits.Reopen(t.Context(), visittest.Clerk, unseen.ID, onVisit(unseen)); !fault.Is(err, fault.WrongState) {
		t.Errorf("reopen: %v", err)
	}
}

func TestLeftOpenListsWhatTheBoxClosed(t *testing.T) {
	t.Parallel()
	c := visittest.New(t)
	if got, err := c.Visits.LeftOpen(t.Context(), visittest.Admin, ""); err != nil || got.Day != "" || len(got.Visits) != 0 {
		t.Errorf("before there was any: %+v, %v", got, err)
	}
	old := c.Arrive("Thabo", "Mokoena")
	gone := c.Arrive("Gone", "Properly")
	if _, err := c.Visits.Leave(t.Context(), visittest.Nurse, gone.ID, onVisit(gone)); err != nil {
		t.Fatal(err)
	}
	c.At(1, "08:00:00")
	a, b := c.Arrive("Pule", "Tau"), c.Arrive("Neo", "Phiri")
	c.At(2, "08:00:00")
	if _, err := c.Visits.CloseDays(t.Context()); err != nil {
		t.Fatal(err)
	}
	for day, want := range map[string][]string{"": {a.ID, b.ID}, "2026-11-25": {a.ID, b.ID}, "2026-11-24": {old.ID}, "2026-11-26": nil} {
		got, err := c.Visits.LeftOpen(t.Context(), visittest.Admin, day)
		if err != nil {
			t.Fatal(err)
		}
		var ids []string
		for _, item := range got.Visits {
			ids = append(ids, item.Visit.ID)
			if item.Patient.ID != item.Visit.PatientID || item.Patient.DisplayName == "" || len(item.Visit.Entries) != 1 {
				t.Errorf("%+v", item)
			}
		}
		if diff := cmp.Diff(want, ids); diff != "" {
			t.Errorf("day %q: %s", day, diff)
		}
	}
	if _, err := c.Visits.LeftOpen(t.Context(), visittest.Nurse, ""); !fault.Is(err, fault.Forbidden) {
		t.Errorf("a nurse: %v", err)
	}
}

func TestNextMidnightIsTheClinics(t *testing.T) {
	t.Parallel()
	c := visittest.New(t)
	c.At(6, "23:59:59") // 30 November
	got, err := c.Visits.NextMidnight(t.Context())
	if err != nil || got.Format(time.RFC3339) != "2026-11-30T22:00:00Z" {
		t.Errorf("%v, %v", got, err)
	}
}

func TestABoxThatIsNotSetUpHasNothingToClose(t *testing.T) {
	t.Parallel()
	rooms := visit.New(act.NewGate(dbtest.New(t), act.Options{Clock: clock.New(nil)}))
	if n, err := rooms.CloseDays(context.Background()); n != 0 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
}

// No person may close a day, whatever their roles.
func TestOnlyTheBoxClosesDays(t *testing.T) {
	t.Parallel()
	all := visittest.Admin
	all.Roles = access.StaffRoles
	if _, err := access.Allow(all, "visit.closeDay"); !fault.Is(err, fault.Forbidden) {
		t.Error(err)
	}
}

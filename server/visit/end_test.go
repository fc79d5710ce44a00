package visit_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"karete/server/access"
	"karete/server/act"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/triage/sats"
	"karete/server/visit"
	"karete/server/visit/visittest"
)

func onVisit(v visit.Visit) visit.OnVisit { return visit.OnVisit{ID: id.New(), PatientID: v.PatientID} }

// did runs part of another room's act on a visit.
func did(c *visittest.Clinic, v visit.Visit, run func(*act.Tx) error) {
	c.Seed(func(tx *act.Tx) error {
		tx.Subject("visit", v.ID)
		return run(tx)
	})
}

func triaged(c *visittest.Clinic, v visit.Visit, level sats.Level) {
	did(c, v, func(tx *act.Tx) error { return visit.MarkTriagedIn(tx, v.ID, level, tx.Now) })
}

func started(c *visittest.Clinic, v visit.Visit) {
	did(c, v, func(tx *act.Tx) error { return visit.StartIn(tx, v.ID, tx.Now) })
}

func entryAs(c *visittest.Clinic, v visit.Visit, status visit.EntryStatus) {
	did(c, v, func(tx *act.Tx) error {
		e, err := visit.EntryIn(tx.Tx, v.Entries[0].ID)
		if err != nil {
			return err
		}
		e.Status, e.CalledAt, e.StaffID, e.Room = status, &tx.Now, visittest.Nurse.ID, "2"
		if status == visit.EntryServing {
			e.StartedAt = &tx.Now
		}
		return visit.SaveEntryIn(tx, &e)
	})
}

func TestCancelNeedsAReasonAndComesBeforeTheConsultation(t *testing.T) {
	t.Parallel()
	c := visittest.New(t)
	v := c.Arrive("Thabo", "Mokoena")
	in := visit.Cancellation{ID: id.New(), PatientID: v.PatientID, Reason: "  "}
	if _, err := c.Visits.Cancel(t.Context(), visittest.Clerk, v.ID, in); !fault.Is(err, fault.Invalid) || fault.Of(err).Fields[0].Code != "reason-needed" {
		t.Errorf("without a reason: %v", err)
	}
	in.Reason = "checked in the brother"
	got, err := c.Visits.Cancel(t.Context(), visittest.Clerk, v.ID, in)
	if err != nil {
		t.Fatal(err)
	}
	if got.Status != visit.Cancelled || got.Outcome != visit.OutcomeCancelled || got.ClosedBy != visittest.Clerk.ID ||
		got.Entries[0].Status != visit.EntryLeft || got.Version != 2 {
		t.Errorf("%+v", got)
	}
	seen := c.Arrive("Pule", "Tau")
	started(c, seen)
	in = visit.Cancellation{ID: id.New(), PatientID: seen.PatientID, Reason: "late"}
	if _, err := c.Visits.Cancel(t.Context(), visittest.Clerk, seen.ID, in); !fault.Is(err, fault.WrongState) || fault.Of(err).Params["status"] != visit.InProgress {
		t.Errorf("a visit in progress: %v", err)
	}
}

// The reason of a cancellation is in the journal, not only in somebody's head.
func TestCancelReasonIsJournalled(t *testing.T) {
	t.Parallel()
	c := visittest.New(t)
	v := c.Arrive("Thabo", "Mokoena")
	in := visit.Cancellation{ID: id.New(), PatientID: v.PatientID, Reason: "checked in twice"}
	if _, err := c.Visits.Cancel(t.Context(), visittest.Clerk, v.ID, in); err != nil {
		t.Fatal(err)
	}
	if got := c.Payload("visit.cancel"); got.Detail["reason"] != "checked in twice" {
		t.Errorf("%v", got.Detail)
	}
}

func TestWhoIsGoneHasLeftOrFinished(t *testing.T) {
	t.Parallel()
	c := visittest.New(t)
	for _, r := range []struct {
		name  string
		first func(*visittest.Clinic, visit.Visit)
		want  visit.Status
	}{
		{"never seen", func(*visittest.Clinic, visit.Visit) {}, visit.Left},
		{"triaged only", func(c *visittest.Clinic, v visit.Visit) { triaged(c, v, sats.Routine) }, visit.Left},
		{"walked out of the consultation", func(c *visittest.Clinic, v visit.Visit) { started(c, v) }, visit.Left},
		{"note signed", func(c *visittest.Clinic, v visit.Visit) { started(c, v); c.Sign(v, "") }, visit.Finished},
		{"note signed in error", func(c *visittest.Clinic, v visit.Visit) { c.Sign(v, c.Sign(v, "")) }, visit.Left},
	} {
		v := c.Arrive("Thabo", "Mokoena")
		r.first(c, v)
		got, err := c.Visits.Leave(t.Context(), visittest.Nurse, v.ID, onVisit(v))
		if err != nil {
			t.Fatal(err)
		}
		outcome := map[visit.Status]visit.Outcome{visit.Left: visit.OutcomeLeft, visit.Finished: visit.OutcomeHome}[r.want]
		if got.Status != r.want || got.Outcome != outcome || got.Entries[0].Status.Open() {
			t.Errorf("%s: %+v", r.name, got)
		}
	}
}

func TestReopenRestoresWhereThePatientWas(t *testing.T) {
	t.Parallel()
	c := visittest.New(t)
	for _, r := range []struct {
		name  string
		first func(*visittest.Clinic, visit.Visit)
		visit visit.Status
		entry visit.EntryStatus
	}{
		{"arrived, waiting", func(*visittest.Clinic, visit.Visit) {}, visit.Arrived, visit.EntryWaiting},
		{"arrived, called", func(c *visittest.Clinic, v visit.Visit) { entryAs(c, v, visit.EntryCalled) }, visit.Arrived, visit.EntryCalled},
		{"triaged", func(c *visittest.Clinic, v visit.Visit) { triaged(c, v, sats.Urgent) }, visit.Triaged, visit.EntryWaiting},
		{"with the doctor", func(c *visittest.Clinic, v visit.Visit) {
			started(c, v)
			entryAs(c, v, visit.EntryServing)
		}, visit.InProgress, visit.EntryServing},
	} {
		v := c.Arrive("Thabo", "Mokoena")
		r.first(c, v)
		before := c.Visit(v.ID)
		c.Clock.Advance(time.Minute)
		if _, err := c.Visits.Leave(t.Context(), visittest.Nurse, v.ID, onVisit(v)); err != nil {
			t.Fatal(err)
		}
		c.Clock.Advance(visit.Undo)
		got, err := c.Visits.Reopen(t.Context(), visittest.Clerk, v.ID, onVisit(v))
		if err != nil {
			t.Fatal(err)
		}
		before.Version, before.Entries[0].Version = before.Version+2, before.Entries[0].Version+2
		if diff := cmp.Diff(before, got); diff != "" {
			t.Errorf("%s: not as it was (-before +after):\n%s", r.name, diff)
		}
		if got.Status != r.visit || got.Entries[0].Status != r.entry {
			t.Errorf("%s: %s, %s", r.name, got.Status, got.Entries[0].Status)
		}
	}
}

func TestReopenRefusals(t *testing.T) {
	t.Parallel()
	c := visittest.New(t)
	for _, r := range []struct {
		name string
		then func(visit.Visit)
		code fault.Code
	}{
		{"too late", func(visit.Visit) { c.Clock.Advance(visit.Undo + time.Millisecond) }, fault.WrongState},
		{"a clock set back does not keep it open", func(visit.Visit) { c.Clock.Advance(-time.Hour) }, fault.WrongState},
		{"another visit is open", func(v visit.Visit) { c.CheckIn(v.PatientID, visittest.U5) }, fault.VisitOpen},
	} {
		v := c.Arrive("Thabo", "Mokoena")
		if _, err := c.Visits.Leave(t.Context(), visittest.Nurse, v.ID, onVisit(v)); err != nil {
			t.Fatal(err)
		}
		r.then(v)
		if _, err := c.Visits.Reopen(t.Context(), visittest.Clerk, v.ID, onVisit(v)); !fault.Is(err, r.code) {
			t.Errorf("%s: %v, want %s", r.name, err, r.code)
		}
		if got := c.Visit(v.ID); got.Status != visit.Left {
			t.Errorf("%s: it is %s now", r.name, got.Status)
		}
	}
	open := c.Arrive("Pule", "Tau")
	if _, err := c.Visits.Reopen(t.Context(), visittest.Clerk, open.ID, onVisit(open)); !fault.Is(err, fault.WrongState) {
		t.Errorf("still open: %v", err)
	}
}

// Law 3: a command that names another patient than the visit's is refused.
func TestAnotherPatientsVisitIsRefused(t *testing.T) {
	t.Parallel()
	c := visittest.New(t)
	v, other := c.Arrive("Thabo", "Mokoena"), c.Arrive("Pule", "Tau")
	wrong := onVisit(other)
	for name, command := range map[string]func() error{
		"cancel": func() error {
			_, err := c.Visits.Cancel(t.Context(), visittest.Clerk, v.ID, visit.Cancellation{ID: wrong.ID, PatientID: other.PatientID, Reason: "x"})
			return err
		},
		"left":   func() error { _, err := c.Visits.Leave(t.Context(), visittest.Clerk, v.ID, wrong); return err },
		"reopen": func() error { _, err := c.Visits.Reopen(t.Context(), visittest.Clerk, v.ID, wrong); return err },
	} {
		if err := command(); !fault.Is(err, fault.Mismatch) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if got := c.Visit(v.ID); got.Status != visit.Arrived || got.Version != 1 {
		t.Errorf("%+v", got)
	}
}

func TestOpeningIsJournalled(t *testing.T) {
	t.Parallel()
	c := visittest.New(t)
	v := c.Arrive("Thabo", "Mokoena")
	if _, err := c.Visits.Read(t.Context(), visittest.Nurse, v.ID); err != nil {
		t.Fatal(err)
	}
	history, err := c.Visits.History(t.Context(), visittest.Clerk, v.PatientID)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]visit.Visit{v}, history); diff != "" {
		t.Error(diff)
	}
	for action, who := range map[access.Action]access.Actor{"visit.read": visittest.Nurse, "visit.history": visittest.Clerk} {
		looks := c.Entries(action)
		if len(looks) != 1 || looks[0].PatientID != v.PatientID || looks[0].ActorID != who.ID {
			t.Errorf("%s: %+v", action, looks)
		}
	}
	if _, err := c.Visits.Read(t.Context(), visittest.Nurse, id.New()); !fault.Is(err, fault.NotFound) {
		t.Errorf("no such visit: %v", err)
	}
}

func TestTriageSendsBackToTheLine(t *testing.T) {
	t.Parallel()
	c := visittest.New(t)
	v := c.Arrive("Thabo", "Mokoena")
	entryAs(c, v, visit.EntryServing)
	triaged(c, v, sats.VeryUrgent)
	if e := c.Entries("demo.fill")[0]; e.PatientID != v.PatientID || e.VisitID != v.ID {
		t.Errorf("an act that did not name the visit is journalled without it: %+v", e)
	}
	got := c.Visit(v.ID)
	first := *got.TriagedAt
	if got.Status != visit.Triaged || got.Level != sats.VeryUrgent || got.Entries[0].Status != visit.EntryWaiting || got.Entries[0].StaffID != "" {
		t.Errorf("%+v", got)
	}
	// In the consultation a second triage changes the level and nothing else.
	started(c, v)
	entryAs(c, v, visit.EntryServing)
	c.Clock.Advance(time.Hour)
	triaged(c, v, sats.Emergency)
	got = c.Visit(v.ID)
	if got.Status != visit.InProgress || got.Level != sats.Emergency || got.Entries[0].Status != visit.EntryServing || !got.TriagedAt.Equal(first) {
		t.Errorf("%+v", got)
	}
}

func TestCloseHoldsStatusAndOutcomeTogether(t *testing.T) {
	t.Parallel()
	c := visittest.New(t)
	v := c.Arrive("Thabo", "Mokoena")
	c.Seed(func(tx *act.Tx) error {
		tx.Subject("visit", v.ID)
		if err := visit.CloseIn(tx, v.ID, visit.OutcomeHome, visit.Left, visittest.Doctor.ID); !fault.Is(err, fault.Invalid) {
			t.Errorf("left for home: %v", err)
		}
		return visit.CloseIn(tx, v.ID, visit.OutcomeReferred, visit.Finished, visittest.Doctor.ID)
	})
	got := c.Visit(v.ID)
	if got.Status != visit.Finished || got.Outcome != visit.OutcomeReferred || got.Entries[0].Status != visit.EntryDone {
		t.Errorf("%+v", got)
	}
}

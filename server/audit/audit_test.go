package audit_test

import (
	"testing"
	"time"

	"karete/server/access"
	"karete/server/act"
	"karete/server/audit"
	"karete/server/chart"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/visit"
	"karete/server/visit/visittest"
)

func list(t *testing.T, c *visittest.Clinic, f audit.Filter) audit.AuditPage {
	t.Helper()
	page, err := audit.New(c.Gate, audit.Options{}).List(t.Context(), visittest.Admin, f)
	if err != nil {
		t.Fatal(err)
	}
	return page
}

func TestTheJournalReadsAsSentences(t *testing.T) {
	t.Parallel()
	c := visittest.New(t)
	v := c.Arrive("Thabo", "Mokoena")
	if _, err := chart.New(c.Gate).Read(t.Context(), visittest.Doctor, v.PatientID); err != nil {
		t.Fatal(err)
	}
	c.At(1, "00:10:00")
	if _, err := c.Visits.CloseDays(t.Context()); err != nil {
		t.Fatal(err)
	}
	page := list(t, c, audit.Filter{})
	if page.Next != 0 || page.Size != int64(len(page.Entries)) || len(page.Entries) != 5 {
		t.Fatalf("%+v", page)
	}
	closed, opened, came := page.Entries[0], page.Entries[1], page.Entries[2]
	if closed.Action != "visit.closeDay" || closed.ActorID != "" || closed.ActorName != "" || closed.Role != "box" || closed.VisitID != v.ID ||
		closed.OccurredAt.Format(time.RFC3339) != "2026-11-24T21:59:59Z" || !closed.RecordedAt.Equal(c.Clock.Now()) {
		t.Errorf("%+v", closed)
	}
	if opened.Action != "chart.read" || opened.SubjectType != "record" || opened.ActorName != visittest.Doctor.Name || opened.PatientName != "Thabo Mokoena" || opened.Device != "test" {
		t.Errorf("%+v", opened)
	}
	if came.Action != "visit.checkIn" || came.Role != "clerk" || came.ActorName != visittest.Clerk.Name || came.PatientID != v.PatientID || came.Seq != page.Size-2 {
		t.Errorf("%+v", came)
	}
}

func TestTheJournalIsFiltered(t *testing.T) {
	t.Parallel()
	c := visittest.New(t)
	first := c.Arrive("Thabo", "Mokoena")
	c.At(0, "23:59:59")
	if _, err := c.Visits.Leave(t.Context(), visittest.Nurse, first.ID, visit.OnVisit{ID: id.New(), PatientID: first.PatientID}); err != nil {
		t.Fatal(err)
	}
	c.At(1, "00:00:00")
	c.Arrive("Pule", "Tau")
	for _, f := range []struct {
		filter audit.Filter
		want   int
	}{
		{audit.Filter{Action: "visit.checkIn"}, 2},
		{audit.Filter{ActorID: visittest.Nurse.ID}, 1},
		{audit.Filter{ActorID: visittest.Nurse.ID, Action: "visit.checkIn"}, 0},
		{audit.Filter{Day: "2026-11-25"}, 2}, // registered and checked in
		{audit.Filter{Day: "2026-11-25", Action: "visit.checkIn"}, 1},
		{audit.Filter{Day: "2026-11-24", Action: "visit.left"}, 1},
		{audit.Filter{Day: "2026-11-23"}, 0},
	} {
		page := list(t, c, f.filter)
		if len(page.Entries) != f.want || page.Entries == nil || page.Size != 6 {
			t.Errorf("%+v: %d of %d", f.filter, len(page.Entries), page.Size)
		}
	}
	for _, day := range []string{"yesterday", "2026-02-30"} {
		if _, err := audit.New(c.Gate, audit.Options{}).List(t.Context(), visittest.Admin, audit.Filter{Day: day}); !fault.Is(err, fault.Invalid) {
			t.Errorf("%q: %v", day, err)
		}
	}
	for _, who := range []access.Actor{visittest.Clerk, visittest.Nurse, visittest.Doctor, {}} {
		if _, err := audit.New(c.Gate, audit.Options{}).List(t.Context(), who, audit.Filter{}); err == nil {
			t.Errorf("%v reads the journal", who.Roles)
		}
	}
}

// The pages make the whole journal, each entry once.
func TestThePagesJoin(t *testing.T) {
	t.Parallel()
	c := visittest.New(t)
	for range 230 {
		c.Seed(func(tx *act.Tx) error { tx.Subject("nothing", "x"); return nil })
	}
	var before int64
	next := int64(231)
	for pages := 0; ; pages++ {
		page := list(t, c, audit.Filter{Before: before})
		for _, e := range page.Entries {
			if e.Seq != next {
				t.Fatalf("seq %d, want %d", e.Seq, next)
			}
			next--
		}
		if page.Next == 0 {
			if pages != 2 || next != 0 {
				t.Errorf("%d pages, %d left", pages+1, next)
			}
			return
		}
		before = page.Next
	}
}

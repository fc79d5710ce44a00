package report_test

import (
	"bytes"
	"encoding/csv"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/chart"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/report"
	"karete/server/visit"
	"karete/server/visit/visittest"
)

func (o *office) activity(from, to string) report.Activity {
	o.t.Helper()
	a, err := o.room.Activity(o.t.Context(), visittest.Admin, from, to)
	if err != nil {
		o.t.Fatal(err)
	}
	var total report.ActivityCounts
	for _, p := range a.People {
		var sum int
		for _, d := range p.Days {
			sum += d.Counts.All
		}
		if sum != p.Counts.All {
			o.t.Errorf("%s: the days make %d of %d", p.DisplayName, sum, p.Counts.All)
		}
		total.All += p.Counts.All
		c := p.Counts
		if kinds := c.Registrations + c.CheckIns + c.Calls + c.Triages + c.Notes + c.Bookings + c.Prints + c.Openings + c.Other; kinds != c.All {
			o.t.Errorf("%s: the kinds make %d of %d", p.DisplayName, kinds, c.All)
		}
	}
	if total.All != a.Total.All {
		o.t.Errorf("the people make %d of %d", total.All, a.Total.All)
	}
	return a
}

func of1(a report.Activity, who access.Actor) report.ActivityStaff {
	return a.People[slices.IndexFunc(a.People, func(p report.ActivityStaff) bool { return p.StaffID == who.ID })]
}

// did journals an act of somebody, by its name alone.
func (o *office) did(who access.Actor, action access.Action, v visit.Visit) {
	o.t.Helper()
	_, err := act.Do(o.t.Context(), o.Gate, who, act.Command{ID: id.New(), Action: action}, func(tx *act.Tx) error {
		tx.Subject("thing", "made up")
		tx.About(v.PatientID, v.ID)
		return nil
	}, func(*db.Tx, string) (struct{}, error) { return struct{}{}, nil })
	if err != nil {
		o.t.Fatal(err)
	}
}

func TestActivityIsCountedFromTheJournal(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	v := o.Arrive("Thabo", "Mokoena") // the clerk checks in; who registers here is the box
	o.At(0, "08:30:00")
	for _, action := range []access.Action{"patient.register", "card.blanks", "card.issue", "session.password"} {
		o.did(visittest.Clerk, action, visit.Visit{})
	}
	o.did(visittest.Clerk, "patient.register", v) // and checked in by the same press
	for _, action := range []access.Action{"queue.call", "queue.start", "triage.save"} {
		o.did(visittest.Nurse, action, v)
	}
	if _, err := chart.New(o.Gate).Read(t.Context(), visittest.Nurse, v.PatientID); err != nil {
		t.Fatal(err)
	}
	o.At(1, "00:00:00")
	o.did(visittest.Nurse, "queue.call", v)

	a := o.activity(today, "2026-11-25")
	if want := (report.ActivityCounts{All: 6, Registrations: 2, CheckIns: 2, Prints: 1, Other: 1}); of1(a, visittest.Clerk).Counts != want {
		t.Errorf("the clerk: %+v", of1(a, visittest.Clerk).Counts)
	}
	nurse := of1(a, visittest.Nurse)
	if want := (report.ActivityCounts{All: 5, Calls: 2, Triages: 1, Openings: 1, Other: 1}); nurse.Counts != want {
		t.Errorf("the nurse: %+v", nurse.Counts)
	}
	if len(nurse.Days) != 2 || nurse.Days[0].Day != today || nurse.Days[0].Counts.All != 4 || nurse.Days[1].Counts.Calls != 1 ||
		nurse.Days[1].First.Format(time.TimeOnly) != "22:00:00" || !nurse.Days[1].Last.Equal(nurse.Days[1].First) {
		t.Errorf("her days: %+v", nurse.Days)
	}
	if first := a.People[0]; first.StaffID != visittest.Clerk.ID || len(a.People) != 5 || a.People[4].Days == nil || a.Clinic != "Test clinic" {
		t.Errorf("who did most comes first, and who did nothing is there too: %+v", a.People)
	}
	if one := o.activity(today, today); of1(one, visittest.Nurse).Counts.All != 4 {
		t.Errorf("the first day alone: %+v", one)
	}
	if none := o.activity("2026-11-20", "2026-11-23"); none.Total.All != 0 {
		t.Errorf("before anything: %+v", none.Total)
	}
}

// What somebody was refused is not something they did; who left shows only where
// they did something.
func TestActivityLeavesOutRefusalsAndWhoLeft(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	v := o.Arrive("Thabo", "Mokoena")
	if _, err := chart.New(o.Gate).Read(t.Context(), visittest.Clerk, v.PatientID); !fault.Is(err, fault.Forbidden) {
		t.Fatal(err)
	}
	o.Seed(func(tx *act.Tx) error {
		tx.Subject("staff", visittest.Other.ID)
		for _, who := range []string{visittest.Other.ID, visittest.Clerk.ID} {
			tx.Changed("staff", who)
			if _, err := tx.Exec(`UPDATE staff SET active = 0 WHERE id = ?`, who); err != nil {
				return err
			}
		}
		return nil
	})
	a := o.activity(today, today)
	if clerk := of1(a, visittest.Clerk); clerk.Counts.All != 1 || clerk.Active {
		t.Errorf("%+v", clerk)
	}
	if slices.ContainsFunc(a.People, func(p report.ActivityStaff) bool { return p.StaffID == visittest.Other.ID }) {
		t.Error("who left and did nothing is shown")
	}
}

func TestActivitySpans(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	for _, bad := range []struct{ from, to, field, code string }{
		{"yesterday", today, "from", "not-a-date"},
		{today, "2026-02-30", "to", "not-a-date"},
		{today, "2026-11-25", "to", "future"},
		{today, "2026-11-23", "from", "out-of-range"},
		{"2026-08-24", today, "from", "out-of-range"}, // 93 days
	} {
		_, err := o.room.Activity(t.Context(), visittest.Admin, bad.from, bad.to)
		if f := fault.Of(err); f.Code != fault.Invalid || len(f.Fields) != 1 || f.Fields[0].Field != bad.field || f.Fields[0].Code != bad.code {
			t.Errorf("%+v: %v", bad, err)
		}
	}
	o.activity("2026-08-25", today)
	for _, who := range []access.Actor{visittest.Clerk, visittest.Nurse, visittest.Doctor, {}} {
		if _, err := o.room.Activity(t.Context(), who, today, today); err == nil {
			t.Errorf("%v sees what others did", who.Roles)
		}
	}
}

func TestActivityCSV(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.Arrive("Thabo", "Mokoena")
	text, err := o.room.ActivityCSV(t.Context(), visittest.Admin, today, today)
	if err != nil {
		t.Fatal(err)
	}
	lines, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(text, []byte("\xef\xbb\xbf")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		{"clinic", "day", "name", "first", "last", "all", "registrations", "check-ins", "calls", "triages", "notes", "bookings", "prints", "records opened", "other"},
		{"Test clinic", today, visittest.Clerk.Name, "08:00", "08:00", "1", "0", "1", "0", "0", "0", "0", "0", "0", "0"},
	}
	if diff := cmp.Diff(want, lines); diff != "" {
		t.Error(diff)
	}
}

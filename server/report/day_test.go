package report_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"karete/db/dbtest"
	"karete/server/access"
	"karete/server/encounter"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/report"
	"karete/server/visit"
	"karete/server/visit/visittest"
)

func TestBandEdges(t *testing.T) {
	t.Parallel()
	day := time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC)
	days := func(born string) int {
		at, err := time.Parse(time.DateOnly, born)
		if err != nil {
			t.Fatal(err)
		}
		return int(day.Sub(at) / (24 * time.Hour))
	}
	for born, want := range map[string]string{
		"2026-11-24": "under-1", "2025-11-25": "under-1", "2025-11-24": "1-4", // the first birthday
		"2021-11-25": "1-4", "2021-11-24": "5-14",
		"2011-11-25": "5-14", "2011-11-24": "15-49",
		"1976-11-25": "15-49", "1976-11-24": "50-over", "1901-01-01": "50-over",
	} {
		if got := report.Band(of(days(born)), of(days(born)), day); got != want {
			t.Errorf("born %s: %s, want %s", born, got, want)
		}
	}
	if got := report.Band(of(days("2021-12-31")), of(days("2021-01-01")), day); got != "5-14" {
		t.Errorf("some day in 2021, so about five and a half: %s", got)
	}
	if got := report.Band(nil, nil, day); got != "unknown" {
		t.Errorf("nobody knows: %s", got)
	}
}

// Waits are whole minutes; percentiles are by nearest rank, so that somebody
// really waited so long.
func TestWaits(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	for _, minutes := range []int{3, 1, 2, 9, 8, 7, 10, 4, 5, 6} {
		o.came(attendance{status: "in-progress", level: 3, triaged: time.Duration(minutes)*time.Minute + 59*time.Second, started: 100 * time.Minute})
	}
	o.came(attendance{status: "in-progress", level: 1, started: time.Minute}, // seen at once, never triaged
		attendance{status: "in-progress", level: 1, triaged: 5 * time.Minute, started: 4 * time.Minute}, // the clock was set back
		attendance{status: "left"})
	d := o.day(today)
	wait := func(name string, people, median, p90 int) report.WaitFigures {
		return report.WaitFigures{Wait: name, Figure: report.Figure("wait:" + name), People: people, MedianMinutes: &median, P90Minutes: &p90}
	}
	if diff := cmp.Diff([]report.WaitFigures{wait("triage", 11, 5, 9), wait("clinician", 11, 93, 97)}, d.Waits); diff != "" {
		t.Error(diff)
	}
	var urgent, red report.LevelFigures
	for _, l := range d.Levels {
		switch l.Level {
		case 1:
			red = l
		case 3:
			urgent = l
		}
	}
	if *urgent.MedianMinutes != 93 || *urgent.P90Minutes != 97 || urgent.People != 10 || urgent.Late != 10 || urgent.TargetMinutes != 60 {
		t.Errorf("%+v", urgent)
	}
	if red.People != 2 || red.Late != 1 || *red.MedianMinutes != 1 || red.TargetMinutes != 0 {
		t.Errorf("%+v", red)
	}
	if none := o.day("2026-11-23"); none.Waits[0].MedianMinutes != nil || none.Waits[0].People != 0 || none.Departments == nil || none.Hours == nil || none.Diagnoses == nil {
		t.Errorf("an empty day: %+v", none)
	}
}

func TestHoursAreTheClinicsAndHaveNoGaps(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	at := func(clock string) time.Time {
		when, err := time.ParseInLocation(time.DateTime, today+" "+clock, dbtest.Start.Location())
		if err != nil {
			t.Fatal(err)
		}
		return when
	}
	o.came(attendance{arrived: at("00:10:00")}, attendance{arrived: at("03:59:59")}, attendance{arrived: at("03:00:00")})
	want := []report.Count{{Figure: "hour:0", Name: "00", People: 1}, {Figure: "hour:1", Name: "01"}, {Figure: "hour:2", Name: "02"}, {Figure: "hour:3", Name: "03", People: 2}}
	if diff := cmp.Diff(want, o.day(today).Hours); diff != "" {
		t.Error(diff)
	}
	rows := o.list(today, "hour:3")
	if len(rows) != 2 || !rows[0].ArrivedAt.Before(rows[1].ArrivedAt) || rows[0].DisplayName == "" {
		t.Errorf("%+v", rows)
	}
}

// Only what stands is counted: the correction, what was added late, and nothing
// of what was entered in error.
func TestDiagnosesInForce(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	room := encounter.New(o.Gate)
	sign := func(v visit.Visit, findings ...encounter.Diagnosis) encounter.Encounter {
		t.Helper()
		out, err := room.Sign(t.Context(), visittest.Doctor, v.ID, encounter.SignNote{ID: id.New(), PatientID: v.PatientID,
			Note: encounter.Note{Complaint: "x", Diagnoses: findings, Outcome: visit.OutcomeHome}})
		if err != nil {
			t.Fatal(err)
		}
		return out.Encounter
	}
	amend := func(e encounter.Encounter, kind encounter.AmendKind, findings ...encounter.Diagnosis) {
		t.Helper()
		o.Clock.Advance(time.Second)
		in := encounter.AmendNote{ID: id.New(), PatientID: e.PatientID, VisitID: e.VisitID, Kind: kind, Reason: "mistake"}
		if kind != encounter.EnteredInError {
			in.Note = &encounter.Note{Complaint: "x", Diagnoses: findings, Outcome: visit.OutcomeHome}
		}
		if _, err := room.Amend(t.Context(), visittest.Doctor, e.ID, in); err != nil {
			t.Fatal(err)
		}
	}
	coded := func(code string) encounter.Diagnosis {
		return encounter.Diagnosis{System: "icd-10", Code: code, Text: "text of " + code, Certainty: "confirmed"}
	}
	words := func(text string) encounter.Diagnosis {
		return encounter.Diagnosis{Text: text, Certainty: "provisional"}
	}
	corrected := sign(o.Arrive("Thabo", "Mokoena"), coded("J06.9"), coded("I10"))
	o.At(1, "08:00:00") // the day after; the diagnosis stays with the visit's day
	amend(corrected, encounter.Correction, coded("J18.9"))
	amend(corrected, encounter.LateEntry, coded("E11.9"), coded("J18.9"))
	o.At(0, "09:00:00")
	sign(o.Arrive("Pule", "Tau"), coded("J18.9"), coded("J18.9"), words("Tired  of work"))
	sign(o.Arrive("Neo", "Phiri"), words("tired of Work"))
	amend(sign(o.Arrive("Lerato", "Moyo"), coded("A09")), encounter.EnteredInError)

	type counted struct {
		Code, Text string
		People     int
	}
	var got []counted
	var free report.Figure
	for _, f := range o.day(today).Diagnoses {
		got = append(got, counted{f.Code, f.Text, f.People})
		if f.Code == "" {
			free = f.Figure
		}
	}
	want := []counted{{"J18.9", "text of J18.9", 2}, {"", "Tired  of work", 2}, {"E11.9", "text of E11.9", 1}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	rows := o.list(today, free)
	if len(free) != len("diagnosis:~")+16 || len(rows) != 2 || rows[0].DisplayName != "Pule Tau" || rows[0].Diagnoses[2].Figure != free {
		t.Errorf("%s opens %+v", free, rows)
	}
	if rows := o.list(today, "diagnosis:J18.9"); len(rows) != 2 || rows[0].DisplayName != "Thabo Mokoena" {
		t.Errorf("%+v", rows)
	}
}

func TestWhatIsNoDay(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	for day, code := range map[string]string{"2026-11-25": "future", "2026-02-30": "not-a-date", "24/11/2026": "not-a-date", "": "not-a-date"} {
		for what, ask := range map[string]func() error{
			"day":  func() error { _, err := o.room.Day(t.Context(), visittest.Admin, day); return err },
			"list": func() error { _, err := o.room.List(t.Context(), visittest.Admin, day, "all"); return err },
			"csv":  func() error { _, err := o.room.CSV(t.Context(), visittest.Admin, day); return err },
		} {
			if err := ask(); !fault.Is(err, fault.Invalid) || fault.Of(err).Field != "day" || fault.Of(err).Fields[0].Code != code {
				t.Errorf("%s of %q: %v", what, day, err)
			}
		}
	}
	o.At(1, "00:30:00") // in UTC it is still the day before
	if got := o.day("2026-11-25"); got.All != 0 {
		t.Errorf("%+v", got)
	}
}

// A list names people and what they had: who opened it is in the journal.
func TestAListIsJournalled(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.came(attendance{})
	o.list(today, "all")
	entries := o.Entries("report.dayList")
	if len(entries) != 1 {
		t.Fatalf("%d entries", len(entries))
	}
	if e := entries[0]; e.ActorID != visittest.Admin.ID || e.Role != "admin" || e.SubjectType != "report" || e.SubjectID != today || e.PatientID != "" {
		t.Errorf("%+v", e)
	}
	if p := o.Payload("report.dayList"); p.Detail["figure"] != "all" {
		t.Errorf("%+v", p)
	}
	o.day(today) // figures name nobody
	if n := len(o.Entries("report.day")); n != 0 {
		t.Errorf("%d entries for figures", n)
	}
	for _, who := range []access.Actor{visittest.Clerk, {}} {
		if _, err := o.room.List(t.Context(), who, today, "all"); !fault.Is(err, fault.Forbidden) && !fault.Is(err, fault.Unauthenticated) {
			t.Errorf("%v", err)
		}
	}
}

func TestTheSealIsTheJournalsHead(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	before := o.day(today).Journal
	o.came(attendance{})
	after := o.day(today).Journal
	if after.Entries != before.Entries+1 || after.Root == before.Root || len(after.Root) != 44 {
		t.Errorf("%+v, then %+v", before, after)
	}
}

package triage_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"karete/server/fault"
	"karete/server/id"
	"karete/server/triage"
	"karete/server/triage/sats"
	"karete/server/visit/visittest"
)

// The age comes from the record; a screen fills in only what the record lacks.
func TestTheAgeIsTheRecords(t *testing.T) {
	t.Parallel()
	b := newBay(t)
	type age struct {
		years, months *int
		estimated     bool
		chart         sats.Chart
	}
	for _, c := range []struct {
		birth string
		told  sats.Input
		want  age
	}{
		{"1990-05-17", sats.Input{AgeYears: of(4)}, age{years: of(36), chart: sats.Adult}},
		{"2022-11-24", sats.Input{}, age{years: of(4), chart: sats.Child}},
		{"2025-11-23", sats.Input{}, age{months: of(12), chart: sats.Infant}},
		{"2026-11-01", sats.Input{AgeMonths: of(7)}, age{months: of(0), chart: sats.Infant}},
		{"2013-11-25", sats.Input{}, age{years: of(12), chart: sats.Child}}, // the 13th birthday is tomorrow
		{"2013-11-24", sats.Input{}, age{years: of(13), chart: sats.Adult}},
		{"1990", sats.Input{}, age{years: of(36), estimated: true, chart: sats.Adult}},
		{"2026", sats.Input{AgeMonths: of(1)}, age{years: of(0), months: of(1), chart: sats.Infant}},
		{"2026", sats.Input{AgeMonths: of(14)}, age{years: of(0), chart: sats.Infant}},
		{"", sats.Input{AgeYears: of(40)}, age{years: of(40), estimated: true, chart: sats.Adult}},
		{"", sats.Input{HeightCm: of(100.0)}, age{chart: sats.Child}},
		{"", sats.Input{}, age{}},
	} {
		v := b.CheckIn(b.Patient("Thabo", "Mokoena", c.birth), visittest.OPD)
		in := well()
		in.SystolicMmHg, in.DiastolicMmHg = nil, nil
		in.AgeYears, in.AgeMonths, in.HeightCm = c.told.AgeYears, c.told.AgeMonths, c.told.HeightCm
		in.RespiratoryRate = of(24) // something to find on any chart
		got := b.send(visittest.Nurse, v, save(v, in, sats.Decision{Unfinished: "equipment"})).Triage
		have := age{got.Input.AgeYears, got.Input.AgeMonths, got.Input.AgeEstimated, got.Result.Tews.Chart}
		if diff := cmp.Diff(c.want, have, cmp.AllowUnexported(age{})); diff != "" {
			t.Errorf("born %q: %s", c.birth, diff)
		}
		asked, err := b.room.Score(t.Context(), visittest.Nurse, triage.Ask{PatientID: v.PatientID, Input: in})
		if err != nil || asked.Tews.Chart != c.want.chart || asked.Computed != got.Result.Computed {
			t.Errorf("born %q: asked beforehand %+v, %v", c.birth, asked, err)
		}
	}
}

// Scoring while somebody types leaves no trace and needs no patient.
func TestScoreStoresNothing(t *testing.T) {
	t.Parallel()
	b := newBay(t)
	in := ill()
	in.AgeYears = of(30)
	got, err := b.room.Score(t.Context(), visittest.Doctor, triage.Ask{Input: in})
	if err != nil || got.Computed != sats.VeryUrgent {
		t.Errorf("%+v, %v", got, err)
	}
	empty, err := b.room.Score(t.Context(), visittest.Doctor, triage.Ask{})
	if err != nil || empty.Computed != sats.NotTriaged || empty.Tews.Items == nil || empty.Checks == nil || empty.Notes == nil {
		t.Errorf("of an empty form: %+v, %v", empty, err)
	}
	_, err = b.room.Score(t.Context(), visittest.Nurse, triage.Ask{PatientID: id.New()})
	refused(t, err, fault.NotFound)
	_, err = b.room.Score(t.Context(), visittest.Clerk, triage.Ask{Input: in})
	refused(t, err, fault.Forbidden)
	_, err = b.room.Score(t.Context(), visittest.Nurse, triage.Ask{Input: sats.Input{PainScore: of(11)}})
	broken(t, err, "input.painScore", sats.OutOfRange)
	if p := fault.Of(err).Fields[0].Params; p["min"] != 0.0 || p["max"] != 10.0 {
		t.Errorf("limits %v", p)
	}
	if n := len(b.Entries("triage.score")); n != 0 {
		t.Errorf("%d entries", n)
	}
}

// Law 6: the box is the only clock. A tablet's may say anything.
func TestTheMomentOfMeasuring(t *testing.T) {
	t.Parallel()
	b := newBay(t)
	for what, c := range map[string]struct {
		ago   time.Duration
		taken bool
		stale bool
	}{
		"just now":              {2 * time.Minute, true, false},
		"an hour and a half":    {90 * time.Minute, true, true},
		"before they came":      {3 * time.Hour, false, false},
		"by a clock of 1970":    {56 * 365 * 24 * time.Hour, false, false},
		"by a clock that leads": {-time.Hour, false, false},
	} {
		v := b.Arrive("Thabo", "Mokoena")
		b.Clock.Advance(2 * time.Hour)
		in := well()
		in.MeasuredAt = b.Clock.Now().Add(-c.ago)
		want := b.Clock.Now()
		if c.taken {
			want = in.MeasuredAt
		}
		got := b.send(visittest.Nurse, v, save(v, in, sats.Decision{})).Triage
		stale := len(got.Result.Notes) == 1 && got.Result.Notes[0] == sats.NoteVitalsStale
		if !got.Input.MeasuredAt.Equal(want) || stale != c.stale {
			t.Errorf("%s: %v, want %v, notes %v", what, got.Input.MeasuredAt, want, got.Result.Notes)
		}
	}
}

func TestSignsAreThoseOfBothCharts(t *testing.T) {
	t.Parallel()
	b := newBay(t)
	list, err := b.room.Signs(t.Context(), visittest.Nurse)
	if err != nil {
		t.Fatal(err)
	}
	want := append(sats.Signs(sats.Adult, sats.Defaults()), sats.Signs(sats.Child, sats.Defaults())...)
	if diff := cmp.Diff(want, list); diff != "" {
		t.Error(diff)
	}
	_, err = b.room.Signs(t.Context(), visittest.Clerk)
	refused(t, err, fault.Forbidden)
}

package sats_test

import (
	"slices"
	"testing"

	"karete/server/triage/sats"
)

func chartsOf(r sats.Result) []sats.Chart {
	var list []sats.Chart
	for _, c := range r.Charts {
		list = append(list, c.Chart)
	}
	return list
}

func TestAgeAndHeightNameTheChart(t *testing.T) {
	for _, c := range []struct {
		name string
		p    patient
		want []sats.Chart
	}{
		{"35 months", months(35), []sats.Chart{sats.Infant}},
		{"36 months", months(36), []sats.Chart{sats.Child}},
		{"exactly 3", years(3), []sats.Chart{sats.Child}},
		{"2 years", years(2), []sats.Chart{sats.Infant}},
		{"12 and a half", months(155), []sats.Chart{sats.Child}},
		{"13th birthday", months(156), []sats.Chart{sats.Adult}},
		{"12 years", years(12), []sats.Chart{sats.Child}},
		{"13 years", years(13), []sats.Chart{sats.Adult}},
		{"94.9 cm", noAge().tall(94.9), []sats.Chart{sats.Infant}},
		{"95 cm", noAge().tall(95), []sats.Chart{sats.Child}},
		{"150 cm", noAge().tall(150), []sats.Chart{sats.Child}},
		{"150.1 cm", noAge().tall(150.1), []sats.Chart{sats.Adult}},
		{"nothing", noAge(), nil},
		{"agree", years(6).tall(115), []sats.Chart{sats.Child}},
		{"stunted child of 4", years(4).tall(90), []sats.Chart{sats.Child, sats.Infant}},
		{"tall boy of 12", years(12).tall(160), []sats.Chart{sats.Child, sats.Adult}},
		{"stunted girl of 14", years(14).tall(145), []sats.Chart{sats.Adult, sats.Child}},
		{"short woman", years(40).tall(148), []sats.Chart{sats.Adult}},
	} {
		if got := chartsOf(score(t, c.p)); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// A child of 4 with the height of a toddler: breathing 45 is 2 on both charts, but
// a pulse of 160 is 2 on the child's and 3 on the infant's.
func TestTheMoreUrgentChartWins(t *testing.T) {
	p := years(4).tall(90).moves(sats.NormalForAge).rr(45).hr(160).temp(37).avpu(sats.Alert).injured(false)
	result := score(t, p)
	if result.Tews.Chart != sats.Infant || result.Tews.Sum != 5 || result.Computed != sats.VeryUrgent {
		t.Errorf("%s chart, sum %d, level %d; want infant, 5, 2", result.Tews.Chart, result.Tews.Sum, result.Computed)
	}
	if result.Charts[0].Sum != 4 {
		t.Errorf("the child's chart adds up to %d, want 4", result.Charts[0].Sum)
	}
	if !slices.Contains(result.Notes, sats.NoteChartsDisagree) {
		t.Errorf("notes %v do not say that the charts disagree", result.Notes)
	}
	// Each chart's sum is a rule of its own, the deciding one first.
	if len(result.Rules) != 2 || result.Rules[0].Chart != sats.Infant || result.Rules[1].Chart != sats.Child {
		t.Errorf("rules %+v", result.Rules)
	}
}

func TestAgeKeepsATie(t *testing.T) {
	p := years(14).tall(145).avpu(sats.Alert)
	if got := score(t, p).Tews.Chart; got != sats.Adult {
		t.Errorf("%s chart, want adult", got)
	}
}

// Before the 18th birthday the adult's chart of a stunted teenager still needs
// her blood pressure.
func TestBothChartsMustBeComplete(t *testing.T) {
	p := years(14).tall(145).moves(sats.Walking).rr(18).hr(85).temp(37).avpu(sats.Alert).injured(false)
	result := score(t, p)
	if !slices.Equal(result.Missing, []sats.Item{sats.ItemSystolic}) {
		t.Errorf("missing %v, want the systolic pressure", result.Missing)
	}
}

func TestWithoutAgeAndHeightNothingIsGuessed(t *testing.T) {
	p := noAge().moves(sats.Walking).rr(40).hr(150).temp(40).avpu(sats.Alert).injured(true)
	result := score(t, p)
	if len(result.Charts) != 0 || result.Computed != sats.NotTriaged || !result.Unfinished {
		t.Errorf("charts %v, level %d, unfinished %t", chartsOf(result), result.Computed, result.Unfinished)
	}
	if !slices.Equal(result.Missing, []sats.Item{sats.ItemAge}) {
		t.Errorf("missing %v, want the age", result.Missing)
	}
	if got := score(t, p.sign("seizure_current", sats.Yes)).Computed; got != sats.Emergency {
		t.Errorf("a fit without an age: level %d, want 1", got)
	}
}

func TestNotes(t *testing.T) {
	estimated := wellAdult()
	estimated.AgeEstimated = true
	lost := wellAdult()
	lost.HeartRate, lost.PulseUnrecordable = nil, true
	for _, c := range []struct {
		p    patient
		want []sats.Note
	}{
		{wellAdult(), []sats.Note{}},
		{estimated, []sats.Note{sats.NoteAgeEstimated}},
		{years(0), []sats.Note{sats.NoteAgeMonths}},
		{months(3), []sats.Note{}},
		{noAge().tall(120), []sats.Note{sats.NoteByHeight}},
		{lost, []sats.Note{sats.NoteSeniorNow}},
	} {
		if got := score(t, c.p).Notes; !slices.Equal(got, c.want) {
			t.Errorf("notes %v, want %v", got, c.want)
		}
	}
}

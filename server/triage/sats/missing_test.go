package sats_test

import (
	"slices"
	"testing"

	"karete/server/triage/sats"
)

// without takes one measurement away from a well patient of a chart.
var without = map[sats.Item]func(patient) patient{
	sats.ItemMobility:        func(p patient) patient { p.Mobility = ""; return p },
	sats.ItemRespiratoryRate: func(p patient) patient { p.RespiratoryRate = nil; return p },
	sats.ItemHeartRate:       func(p patient) patient { p.HeartRate = nil; return p },
	sats.ItemSystolic:        func(p patient) patient { p.SystolicMmHg = nil; return p },
	sats.ItemTemperature:     func(p patient) patient { p.TemperatureCel = nil; return p },
	sats.ItemAvpu:            func(p patient) patient { p.Avpu = ""; return p },
	sats.ItemTrauma:          func(p patient) patient { p.Trauma = nil; return p },
}

func TestMissingNeverCountsAsNormal(t *testing.T) {
	for item, take := range without {
		result := score(t, take(wellAdult()))
		if !slices.Equal(result.Missing, []sats.Item{item}) || result.Complete || !result.Unfinished {
			t.Errorf("without %s: missing %v, complete %t, unfinished %t", item, result.Missing, result.Complete, result.Unfinished)
		}
		if result.Tews.UpperBound == 0 {
			t.Errorf("without %s: it can add nothing", item)
		}
		if _, err := sats.Final(result, sats.Decision{}); err == nil {
			t.Errorf("without %s a green was saved as final", item)
		}
	}
	if child := score(t, without[sats.ItemSystolic](wellChild())); !child.Complete {
		t.Errorf("a child needs %v", child.Missing)
	}
}

func TestChildPressureIsNeverScored(t *testing.T) {
	result := score(t, wellChild().sbp(40))
	if result.Tews.Sum != 0 || result.Computed != sats.Routine {
		t.Errorf("sum %d, level %d", result.Tews.Sum, result.Computed)
	}
}

func TestUrgentIsUnfinishedToo(t *testing.T) {
	yellow := score(t, without[sats.ItemAvpu](wellAdult().rr(25).hr(105)))
	if yellow.Computed != sats.Urgent || !yellow.Unfinished || yellow.Tews.UpperBound != 6 {
		t.Errorf("level %d, unfinished %t, up to %d; want 3, true, 6", yellow.Computed, yellow.Unfinished, yellow.Tews.UpperBound)
	}
	orange := score(t, without[sats.ItemAvpu](wellAdult().sign("chest_pain", sats.Yes)))
	if orange.Unfinished || orange.Complete {
		t.Errorf("orange goes at once: unfinished %t, complete %t", orange.Unfinished, orange.Complete)
	}
}

func TestNothingAskedIsNotTriaged(t *testing.T) {
	result := score(t, years(30))
	if result.Computed != sats.NotTriaged || len(result.Rules) != 0 || !result.Unfinished {
		t.Errorf("level %d by %v", result.Computed, result.Rules)
	}
}

func TestUnrecordableIsTheWorstNotMissing(t *testing.T) {
	p := wellAdult()
	p.SystolicMmHg, p.PressureUnrecordable = nil, true
	result := score(t, p)
	if got := pointsOf(t, result, sats.ItemSystolic); got != 3 || !result.Complete {
		t.Errorf("pressure: %d points, missing %v", got, result.Missing)
	}
	for _, well := range []func() patient{wellAdult, wellChild, wellInfant} {
		p := well()
		p.HeartRate, p.PulseUnrecordable = nil, true
		result := score(t, p)
		if got := pointsOf(t, result, sats.ItemHeartRate); got != 3 || !result.Complete {
			t.Errorf("%s pulse: %d points, missing %v", result.Tews.Chart, got, result.Missing)
		}
	}
}

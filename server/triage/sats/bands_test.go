package sats_test

import (
	"fmt"
	"testing"

	"karete/server/triage/sats"
)

// Each list is written from the printed layout (value, points): every number at
// which the points change, with its neighbour.
func TestEveryBandEdge(t *testing.T) {
	type edges [][2]int
	for _, c := range []struct {
		chart string
		well  func() patient
		item  sats.Item
		set   func(patient, int) patient
		edges edges
	}{
		{"adult", wellAdult, sats.ItemRespiratoryRate, patient.rr, edges{
			{1, 2}, {8, 2}, {9, 0}, {14, 0}, {15, 1}, {16, 1}, {20, 1}, {21, 2}, {29, 2}, {30, 3}, {120, 3}}},
		{"adult", wellAdult, sats.ItemHeartRate, patient.hr, edges{
			{1, 2}, {40, 2}, {41, 1}, {50, 1}, {51, 0}, {100, 0}, {101, 1}, {110, 1}, {111, 2}, {129, 2}, {130, 3}, {300, 3}}},
		{"adult", wellAdult, sats.ItemSystolic, patient.sbp, edges{
			{0, 3}, {70, 3}, {71, 2}, {80, 2}, {81, 1}, {100, 1}, {101, 0}, {199, 0}, {200, 2}, {300, 2}}},
		{"child", wellChild, sats.ItemRespiratoryRate, patient.rr, edges{
			{1, 3}, {14, 3}, {15, 2}, {16, 2}, {17, 0}, {21, 0}, {22, 1}, {26, 1}, {27, 2}, {120, 2}}},
		{"child", wellChild, sats.ItemHeartRate, patient.hr, edges{
			{1, 3}, {59, 3}, {60, 2}, {79, 2}, {80, 0}, {99, 0}, {100, 1}, {129, 1}, {130, 2}, {300, 2}}},
		{"infant", wellInfant, sats.ItemRespiratoryRate, patient.rr, edges{
			{1, 3}, {19, 3}, {20, 2}, {25, 2}, {26, 0}, {39, 0}, {40, 2}, {49, 2}, {50, 3}, {120, 3}}},
		{"infant", wellInfant, sats.ItemHeartRate, patient.hr, edges{
			{1, 3}, {69, 3}, {70, 2}, {79, 2}, {80, 0}, {130, 0}, {131, 2}, {159, 2}, {160, 3}, {300, 3}}},
	} {
		for _, e := range c.edges {
			t.Run(fmt.Sprintf("%s/%s/%d", c.chart, c.item, e[0]), func(t *testing.T) {
				result := score(t, c.set(c.well(), e[0]))
				if got := string(result.Tews.Chart); got != c.chart {
					t.Fatalf("scored on the %s chart", got)
				}
				if got := pointsOf(t, result, c.item); got != e[1] {
					t.Errorf("%d points, want %d", got, e[1])
				}
				if result.Tews.Sum != e[1] {
					t.Errorf("sum %d, want %d: the others are all normal", result.Tews.Sum, e[1])
				}
			})
		}
	}
}

func TestTemperatureIsRoundedBeforeItIsCompared(t *testing.T) {
	for _, well := range []func() patient{wellAdult, wellChild, wellInfant} {
		for cel, want := range map[float64]int{
			25: 2, 34.9: 2, 34.94: 2, 34.95: 0, 35: 0, 36.6: 0, 38.4: 0, 38.44: 0, 38.45: 2, 38.5: 2, 45: 2,
		} {
			result := score(t, well().temp(cel))
			if got := pointsOf(t, result, sats.ItemTemperature); got != want {
				t.Errorf("%s chart, %v C: %d points, want %d", result.Tews.Chart, cel, got, want)
			}
		}
	}
}

func TestHandStandsInForAThermometer(t *testing.T) {
	for _, touch := range []sats.Touch{sats.FeelsCold, sats.FeelsHot} {
		p := wellAdult()
		p.TemperatureCel, p.TemperatureTouch = nil, touch
		if got := pointsOf(t, score(t, p), sats.ItemTemperature); got != 2 {
			t.Errorf("feels %s: %d points, want 2", touch, got)
		}
		p = p.temp(37)
		if got := pointsOf(t, score(t, p), sats.ItemTemperature); got != 0 {
			t.Errorf("a thermometer says 37.0, the hand %s: %d points, want 0", touch, got)
		}
	}
}

func TestConsciousness(t *testing.T) {
	points := map[sats.Avpu]int{sats.Alert: 0, sats.Voice: 1, sats.Confused: 2, sats.Pain: 2, sats.Unresponsive: 3}
	levels := map[sats.Avpu][2]sats.Level{ // adult, child and infant
		sats.Alert:        {sats.Routine, sats.Routine},
		sats.Voice:        {sats.VeryUrgent, sats.VeryUrgent},
		sats.Confused:     {sats.VeryUrgent, sats.Emergency},
		sats.Pain:         {sats.VeryUrgent, sats.Emergency},
		sats.Unresponsive: {sats.VeryUrgent, sats.Emergency},
	}
	for i, well := range []func() patient{wellAdult, wellChild, wellInfant} {
		for avpu, want := range points {
			result := score(t, well().avpu(avpu))
			if got := pointsOf(t, result, sats.ItemAvpu); got != want {
				t.Errorf("%s, %s: %d points, want %d", result.Tews.Chart, avpu, got, want)
			}
			if want := levels[avpu][min(i, 1)]; result.Computed != want {
				t.Errorf("%s, %s: level %d, want %d", result.Tews.Chart, avpu, result.Computed, want)
			}
		}
	}
}

func TestMobilityAndTrauma(t *testing.T) {
	for _, c := range []struct {
		well   func() patient
		points map[sats.Mobility]int
	}{
		{wellAdult, map[sats.Mobility]int{sats.Walking: 0, sats.WithHelp: 1, sats.Stretcher: 2}},
		{wellChild, map[sats.Mobility]int{sats.NormalForAge: 0, sats.UnableAsNormal: 2, sats.WithHelp: 2}},
		{wellInfant, map[sats.Mobility]int{sats.NormalForAge: 0, sats.UnableAsNormal: 2}},
	} {
		for mobility, want := range c.points {
			result := score(t, c.well().moves(mobility))
			if got := pointsOf(t, result, sats.ItemMobility); got != want {
				t.Errorf("%s, %s: %d points, want %d", result.Tews.Chart, mobility, got, want)
			}
		}
		if got := pointsOf(t, score(t, c.well().injured(true)), sats.ItemTrauma); got != 1 {
			t.Errorf("injury: %d points, want 1", got)
		}
	}
}

func TestWorstPatientReachesTheTopOfEachChart(t *testing.T) {
	for _, c := range []struct {
		p   patient
		top int
	}{
		{years(40).moves(sats.Stretcher).rr(30).hr(130).sbp(70).temp(39).avpu(sats.Unresponsive).injured(true), 17},
		{years(6).moves(sats.UnableAsNormal).rr(10).hr(50).temp(39).avpu(sats.Unresponsive).injured(true), 14},
		{months(10).moves(sats.UnableAsNormal).rr(50).hr(160).temp(39).avpu(sats.Unresponsive).injured(true), 14},
	} {
		if got := score(t, c.p).Tews.Sum; got != c.top {
			t.Errorf("sum %d, want %d", got, c.top)
		}
		empty := patient{sats.Input{AgeMonths: c.p.AgeMonths, AgeYears: c.p.AgeYears}}
		if got := score(t, empty).Tews; got.Sum != 0 || got.UpperBound != c.top {
			t.Errorf("nothing measured: %d to %d, want 0 to %d", got.Sum, got.UpperBound, c.top)
		}
	}
}

func TestWorkedExamples(t *testing.T) {
	for _, c := range []struct {
		name   string
		p      patient
		points []int
		sum    int
		level  sats.Level
	}{
		{"adult", years(35).moves(sats.Walking).rr(18).hr(106).sbp(96).temp(38.7).avpu(sats.Alert).injured(false),
			[]int{0, 1, 1, 1, 2, 0, 0}, 5, sats.VeryUrgent},
		{"child of 6", years(6).moves(sats.NormalForAge).rr(25).hr(120).temp(37).avpu(sats.Alert).injured(true),
			[]int{0, 1, 1, 0, 0, 1}, 3, sats.Urgent},
		{"infant of 10 months", months(10).moves(sats.NormalForAge).rr(45).hr(140).temp(38.6).avpu(sats.Alert).injured(false),
			[]int{0, 2, 2, 2, 0, 0}, 6, sats.VeryUrgent},
	} {
		t.Run(c.name, func(t *testing.T) {
			result := score(t, c.p)
			if len(result.Tews.Items) != len(c.points) {
				t.Fatalf("%d items, want %d", len(result.Tews.Items), len(c.points))
			}
			for i, item := range result.Tews.Items {
				if item.Points != c.points[i] {
					t.Errorf("%s: %d points, want %d", item.Item, item.Points, c.points[i])
				}
			}
			if result.Tews.Sum != c.sum || result.Computed != c.level || !result.Complete || result.Unfinished {
				t.Errorf("sum %d level %d complete %t, want %d %d true", result.Tews.Sum, result.Computed, result.Complete, c.sum, c.level)
			}
		})
	}
}

// The errors found in public code, each by the patient it would send wrong.
func TestTrapsSeenElsewhere(t *testing.T) {
	for _, c := range []struct {
		name string
		p    patient
		item sats.Item
		want int
	}{
		{"a normal adult pressure scores nothing", wellAdult().sbp(120), sats.ItemSystolic, 0},
		{"adult pressure low side is not one column off", wellAdult().sbp(60), sats.ItemSystolic, 3},
		{"adult pressure 71", wellAdult().sbp(71), sats.ItemSystolic, 2},
		{"adult pressure 105 is normal", wellAdult().sbp(105), sats.ItemSystolic, 0},
		{"adult pressure 130 is normal", wellAdult().sbp(130), sats.ItemSystolic, 0},
		{"adult breathing under 9 is 2, neither 1 nor 3", wellAdult().rr(8), sats.ItemRespiratoryRate, 2},
		{"adult pulse under 41 is 2, not 3", wellAdult().hr(40), sats.ItemHeartRate, 2},
		{"an infant's normal pulse scores nothing", wellInfant().hr(120), sats.ItemHeartRate, 0},
		{"a child's low side is not one column off", wellChild().rr(14), sats.ItemRespiratoryRate, 3},
		{"an infant's fast breathing is not one lower", wellInfant().rr(50), sats.ItemRespiratoryRate, 3},
		{"an infant's pulse of 140 is 2", wellInfant().hr(140), sats.ItemHeartRate, 2},
	} {
		if got := pointsOf(t, score(t, c.p), c.item); got != c.want {
			t.Errorf("%s: %d points, want %d", c.name, got, c.want)
		}
	}
	if got := score(t, wellAdult().sign("chest_pain", sats.No)); hasRule(got, "chest_pain") || got.Computed != sats.Routine {
		t.Error("no chest pain was taken for chest pain")
	}
}

func TestSumBecomesLevel(t *testing.T) {
	// Breathing 2, pulse 2, temperature 2, injury 1 build every sum of 0 to 7.
	for sum, want := range []sats.Level{
		sats.Routine, sats.Routine, sats.Routine, sats.Urgent, sats.Urgent, sats.VeryUrgent, sats.VeryUrgent, sats.Emergency,
	} {
		p := wellAdult().injured(sum%2 == 1)
		for i, worse := range []func(patient) patient{
			func(p patient) patient { return p.rr(25) },
			func(p patient) patient { return p.hr(120) },
			func(p patient) patient { return p.temp(39) },
		} {
			if sum/2 > i {
				p = worse(p)
			}
		}
		result := score(t, p)
		if result.Tews.Sum != sum || result.Computed != want {
			t.Errorf("sum %d level %d, want %d level %d", result.Tews.Sum, result.Computed, sum, want)
		}
	}
}

package sats_test

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"karete/server/triage/sats"
)

// tape turns bytes into inputs; an empty tape gives zeros.
type tape struct{ bytes []byte }

func (t *tape) next() int {
	if len(t.bytes) == 0 {
		return 0
	}
	b := t.bytes[0]
	t.bytes = t.bytes[1:]
	return int(b)
}

// mild are ranges around normal. A walk over the whole limits would nearly always
// be red already, and could not show a level that sinks.
var mild = map[string]sats.Limit{
	"respiratoryRate": {Min: 9, Max: 40}, "heartRate": {Min: 60, Max: 140}, "systolicMmHg": {Min: 90, Max: 150},
	"temperatureCel": {Min: 34.5, Max: 39}, "spo2Percent": {Min: 90, Max: 100}, "glucoseMmolL": {Min: 2.8, Max: 19}, "painScore": {Min: 0, Max: 7},
}

// number is nil one time in four, mostly mild, else anything in the limits and a
// little past both ends.
func (t *tape) number(field string) *float64 {
	kind := t.next()
	if kind%4 == 0 {
		return nil
	}
	if kind == 1 {
		return of([]float64{math.NaN(), math.Inf(1), math.Inf(-1), math.MaxFloat64}[t.next()%4])
	}
	at := float64(t.next()*256+t.next()) / 65535
	if near, ok := mild[field]; ok && kind%16 > 2 {
		return of(near.Min + at*(near.Max-near.Min))
	}
	l := sats.Limits()[field]
	span := l.Max - l.Min
	return of(l.Min - span/50 + at*span*1.04)
}

func (t *tape) whole(field string) *int {
	v := t.number(field)
	if v == nil || math.IsNaN(*v) || math.Abs(*v) > 1e6 {
		return nil
	}
	return of(int(math.Round(*v)))
}

func (t *tape) truth() *bool {
	switch t.next() % 3 {
	case 1:
		return of(true)
	case 2:
		return of(false)
	}
	return nil
}

func word[T any](t *tape, words ...T) T { return words[t.next()%len(words)] }

var everySign = sats.Signs(sats.ChartUnknown, sats.Defaults())

func (t *tape) input() sats.Input {
	in := sats.Input{
		HeightCm:         t.number("heightCm"),
		Mobility:         word(t, "", sats.Walking, sats.WithHelp, sats.Stretcher, sats.NormalForAge, sats.UnableAsNormal),
		RespiratoryRate:  t.whole("respiratoryRate"),
		HeartRate:        t.whole("heartRate"),
		SystolicMmHg:     t.whole("systolicMmHg"),
		TemperatureCel:   t.number("temperatureCel"),
		TemperatureTouch: word(t, "", "", sats.FeelsHot, sats.FeelsCold),
		Avpu:             word(t, "", sats.Alert, sats.Alert, sats.Alert, sats.Alert, sats.Alert, sats.Alert, sats.Voice, sats.Confused, sats.Pain, sats.Unresponsive),
		Trauma:           t.truth(),
		SpO2Percent:      t.whole("spo2Percent"),
		GlucoseMmolL:     t.number("glucoseMmolL"),
		UrineKetones:     t.truth(),
		WeightKg:         t.number("weightKg"),
		PainScore:        t.whole("painScore"),
		Signs:            map[sats.SignID]sats.Answer{},
	}
	switch t.next() % 3 {
	case 1:
		in.AgeMonths = t.whole("ageMonths")
	case 2:
		in.AgeYears = t.whole("ageYears")
	}
	in.PulseUnrecordable = in.HeartRate == nil && t.next()%4 == 0
	in.PressureUnrecordable = in.SystolicMmHg == nil && t.next()%4 == 0
	if in.GlucoseMmolL == nil {
		in.GlucoseReading = word(t, "", sats.GlucoseLo, sats.GlucoseHi)
	}
	for range max(0, t.next()%6-3) {
		in.Signs[everySign[t.next()%len(everySign)].ID] = word(t, sats.Yes, sats.No, sats.NotAsked)
	}
	return in
}

func (t *tape) settings() sats.Settings {
	s := sats.Defaults()
	s.AdultSpO2RedBelow = word(t, 92, 0, 85, 95)
	s.InfantFastHeartPoints = word(t, 2, 1)
	s.PregnancyBleedVeryUrgent = t.next()%2 == 1
	s.HeightCheckUnderYears = word(t, 18, 13, 130)
	return s
}

// outOfRange is written without the package's own validation.
func outOfRange(in sats.Input) bool {
	bad := false
	check := func(field string, v float64) {
		l := sats.Limits()[field]
		bad = bad || !(v >= l.Min && v <= l.Max)
	}
	for field, v := range map[string]*float64{"heightCm": in.HeightCm, "temperatureCel": in.TemperatureCel, "glucoseMmolL": in.GlucoseMmolL, "weightKg": in.WeightKg} {
		if v != nil {
			check(field, *v)
		}
	}
	for field, v := range map[string]*int{
		"ageMonths": in.AgeMonths, "ageYears": in.AgeYears, "respiratoryRate": in.RespiratoryRate, "heartRate": in.HeartRate,
		"systolicMmHg": in.SystolicMmHg, "spo2Percent": in.SpO2Percent, "painScore": in.PainScore,
	} {
		if v != nil {
			check(field, float64(*v))
		}
	}
	return bad
}

// filled answers one missing item with something from the tape.
func (t *tape) filled(in sats.Input, item sats.Item) sats.Input {
	inside := func(lo, hi int) *int { return of(lo + t.next()%(hi-lo+1)) }
	switch item {
	case sats.ItemAge:
		in.AgeMonths = of((t.next()*256 + t.next()) % 1561)
	case sats.ItemMobility:
		in.Mobility = word(t, sats.Walking, sats.WithHelp, sats.Stretcher, sats.NormalForAge, sats.UnableAsNormal)
	case sats.ItemRespiratoryRate:
		in.RespiratoryRate = inside(1, 120)
	case sats.ItemHeartRate:
		in.HeartRate = inside(1, 256)
	case sats.ItemSystolic:
		in.SystolicMmHg = inside(0, 255)
	case sats.ItemTemperature:
		in.TemperatureCel = of(25 + float64(t.next()%201)/10)
	case sats.ItemAvpu:
		in.Avpu = word(t, sats.Alert, sats.Voice, sats.Confused, sats.Pain, sats.Unresponsive)
	case sats.ItemTrauma:
		in.Trauma = of(t.next()%2 == 0)
	}
	return in
}

// checkLaws holds one tape against everything that must always be true.
func checkLaws(t *testing.T, data []byte) {
	t.Helper()
	tp := &tape{data}
	s := tp.settings()
	in := tp.input()
	say := func() string { text, _ := json.Marshal(in); return string(text) }

	result, err := sats.Score(in, s)
	if outOfRange(in) {
		if err == nil {
			t.Fatalf("scored out of range: %s", say())
		}
		return
	}
	if err != nil {
		for _, p := range in.Problems() {
			if p.Code != sats.AskNoSign {
				t.Fatalf("%v: %s", err, say())
			}
		}
		return
	}
	urgency := func(r sats.Result) int { return (5 - int(r.Computed)) % 5 } // 0 not triaged, 4 red

	for _, c := range result.Charts {
		low, high := 0, 0
		for _, item := range c.Items {
			if item.Points < 0 || item.Points > item.Max {
				t.Fatalf("%s: %d of %d points: %s", item.Item, item.Points, item.Max, say())
			}
			low += item.Points
			if high += item.Points; item.Missing {
				high += item.Max
			}
		}
		if c.Sum != low || c.UpperBound != high || c.Sum > c.UpperBound || c.UpperBound > 17 {
			t.Fatalf("sum %d to %d, items %d to %d: %s", c.Sum, c.UpperBound, low, high, say())
		}
	}
	if result.Complete != (len(result.Missing) == 0) {
		t.Fatalf("complete %t with %v missing: %s", result.Complete, result.Missing, say())
	}
	if !slices.IsSortedFunc(result.Rules, func(a, b sats.Rule) int { return int(a.Level) - int(b.Level) }) {
		t.Fatalf("rules out of order %v: %s", result.Rules, say())
	}
	if len(result.Rules) > 0 && result.Rules[0].Level != result.Computed {
		t.Fatalf("level %d is not that of its first rule %+v: %s", result.Computed, result.Rules[0], say())
	}

	added := in
	added.Signs = map[sats.SignID]sats.Answer{}
	for id, answer := range in.Signs {
		added.Signs[id] = answer
	}
	added.Signs[everySign[tp.next()%len(everySign)].ID] = sats.Yes
	if worse, err := sats.Score(added, s); err != nil || urgency(worse) < urgency(result) {
		t.Fatalf("a sign lowered level %d to %d (%v): %s", result.Computed, worse.Computed, err, say())
	}

	// An unexplained 0 stays where it is: it counts as missing but was measured.
	for _, item := range result.Missing {
		if item == sats.ItemHeartRate && in.HeartRate != nil || item == sats.ItemRespiratoryRate && in.RespiratoryRate != nil {
			continue
		}
		fuller, err := sats.Score(tp.filled(in, item), s)
		if err != nil || urgency(fuller) < urgency(result) {
			t.Fatalf("filling %s lowered level %d to %d (%v): %s", item, result.Computed, fuller.Computed, err, say())
		}
	}

	decision := sats.Decision{Level: sats.Level(tp.next() % 5), Reason: word(tp, sats.Reason("looks-worse"), "cause-treated"), Unfinished: "refused", Senior: tp.next()%2 == 0}
	outcome, err := sats.Final(result, decision)
	switch {
	case err != nil:
	case !outcome.Level.Valid():
		t.Fatalf("final level %d: %s", outcome.Level, say())
	case outcome.Level == sats.Routine && !result.Complete:
		t.Fatalf("an unfinished green became final: %s", say())
	case outcome.Level > result.Computed && result.Computed != sats.NotTriaged && !decision.Senior:
		t.Fatalf("lowered without a senior: %s", say())
	case outcome.Level != sats.Emergency && slices.ContainsFunc(result.Rules, sats.Rule.Emergency):
		t.Fatalf("an emergency sign was lowered: %s", say())
	}
}

func FuzzScore(f *testing.F) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		seed := make([]byte, 96)
		for i := range seed {
			seed[i] = byte(rng.Uint32())
		}
		f.Add(seed)
	}
	f.Add([]byte{})
	f.Fuzz(checkLaws)
}

// The same laws on a fixed walk, so that a plain test run covers them widely.
func TestLaws(t *testing.T) {
	rng := rand.New(rand.NewPCG(2026, 11))
	data := make([]byte, 96)
	for range 8_000 {
		for i := range data {
			data[i] = byte(rng.Uint32())
		}
		checkLaws(t, data)
	}
}

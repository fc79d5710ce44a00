package sats_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"karete/server/triage/sats"
)

// setters put a number into the field of that name.
var setters = map[string]func(*sats.Input, float64){
	"ageMonths":       func(in *sats.Input, v float64) { in.AgeYears, in.AgeMonths = nil, of(int(v)) },
	"ageYears":        func(in *sats.Input, v float64) { in.AgeYears = of(int(v)) },
	"heightCm":        func(in *sats.Input, v float64) { in.HeightCm = &v },
	"respiratoryRate": func(in *sats.Input, v float64) { in.RespiratoryRate = of(int(v)) },
	"heartRate":       func(in *sats.Input, v float64) { in.HeartRate = of(int(v)) },
	"systolicMmHg":    func(in *sats.Input, v float64) { in.SystolicMmHg = of(int(v)) },
	"diastolicMmHg":   func(in *sats.Input, v float64) { in.SystolicMmHg, in.DiastolicMmHg = nil, of(int(v)) },
	"temperatureCel":  func(in *sats.Input, v float64) { in.TemperatureCel = &v },
	"spo2Percent":     func(in *sats.Input, v float64) { in.SpO2Percent = of(int(v)) },
	"glucoseMmolL":    func(in *sats.Input, v float64) { in.GlucoseMmolL = &v },
	"weightKg":        func(in *sats.Input, v float64) { in.WeightKg = &v },
	"painScore":       func(in *sats.Input, v float64) { in.PainScore = of(int(v)) },
}

func one(t *testing.T, in sats.Input) sats.Problem {
	t.Helper()
	_, err := sats.Score(in, sats.Defaults())
	var p sats.Problem
	if !errors.As(err, &p) {
		t.Fatalf("Score gave %v, want a Problem", err)
	}
	if all := in.Problems(); len(all) != 1 {
		t.Fatalf("%v, want one problem", all)
	}
	return p
}

func TestHardLimits(t *testing.T) {
	limits := sats.Limits()
	if len(limits) != len(setters) {
		t.Fatalf("%d limits, %d setters", len(limits), len(setters))
	}
	for field, limit := range limits {
		step := 1.0
		if limit.Min != math.Trunc(limit.Min) || field == "temperatureCel" || field == "heightCm" {
			step = 0.01
		}
		for _, inside := range []float64{limit.Min, limit.Max} {
			in := wellAdult().Input
			setters[field](&in, inside)
			for _, p := range in.Problems() {
				if p.Code == sats.OutOfRange {
					t.Errorf("%s at %v: %v", field, inside, p)
				}
			}
		}
		for _, outside := range []float64{limit.Min - step, limit.Max + step} {
			in := wellAdult().Input
			setters[field](&in, outside)
			p := one(t, in)
			if p.Field != field || p.Min != limit.Min || p.Max != limit.Max {
				t.Errorf("%s at %v: %+v", field, outside, p)
			}
			if field != "temperatureCel" && p.Code != sats.OutOfRange {
				t.Errorf("%s at %v: code %s", field, outside, p.Code)
			}
		}
	}
}

func TestNotANumberIsRefused(t *testing.T) {
	for _, field := range []string{"heightCm", "temperatureCel", "glucoseMmolL", "weightKg"} {
		for _, v := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
			in := wellAdult().Input
			setters[field](&in, v)
			if p := one(t, in); p.Field != field || p.Code != sats.OutOfRange {
				t.Errorf("%s = %v: %+v", field, v, p)
			}
		}
	}
}

func TestFahrenheitIsAskedAbout(t *testing.T) {
	for cel, code := range map[float64]string{
		45.1: sats.AskFahrenheit, 98.6: sats.AskFahrenheit, 113: sats.AskFahrenheit, 113.1: sats.OutOfRange, 24.9: sats.OutOfRange,
	} {
		if p := one(t, wellAdult().temp(cel).Input); p.Code != code {
			t.Errorf("%v: %s, want %s", cel, p.Code, code)
		}
	}
}

func TestARateOfZeroAsksWhetherThePatientLives(t *testing.T) {
	for _, c := range []struct {
		name  string
		p     patient
		field string
		ask   sats.SignID
	}{
		{"adult breathing", wellAdult().rr(0), "respiratoryRate", "airway_obstructed_not_breathing"},
		{"adult pulse", wellAdult().hr(0), "heartRate", "cardiac_arrest"},
		{"child breathing", wellChild().rr(0), "respiratoryRate", "c_not_breathing_apnoea"},
		{"infant pulse", wellInfant().hr(0), "heartRate", "c_not_breathing_apnoea"},
		{"by height", noAge().tall(60).rr(0), "respiratoryRate", "c_not_breathing_apnoea"},
		{"no age", noAge().hr(0), "heartRate", "cardiac_arrest"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := one(t, c.p.Input)
			if p.Field != c.field || p.Code != sats.AskNoSign || p.Ask != c.ask {
				t.Errorf("%+v", p)
			}
			if p := one(t, c.p.sign(c.ask, sats.No).Input); p.Code != sats.AskNoSign {
				t.Errorf("answered no, and still a rate of 0: %+v", p)
			}
			result := score(t, c.p.sign(c.ask, sats.Yes))
			if result.Computed != sats.Emergency {
				t.Errorf("answered yes: level %d, want 1", result.Computed)
			}
			if result.Tews.Sum != 0 {
				t.Errorf("a rate of 0 was scored: %d", result.Tews.Sum)
			}
		})
	}
}

func TestContradictionsAndUnknownWords(t *testing.T) {
	for field, c := range map[string]struct {
		code  string
		spoil func(*sats.Input)
	}{
		"ageYears":             {sats.Contradiction, func(in *sats.Input) { in.AgeMonths = of(30) }},
		"pulseUnrecordable":    {sats.Contradiction, func(in *sats.Input) { in.PulseUnrecordable = true }},
		"pressureUnrecordable": {sats.Contradiction, func(in *sats.Input) { in.PressureUnrecordable = true }},
		"diastolicMmHg":        {sats.Contradiction, func(in *sats.Input) { in.DiastolicMmHg = of(130) }},
		"glucoseReading":       {sats.Contradiction, func(in *sats.Input) { in.GlucoseMmolL, in.GlucoseReading = of(5.0), sats.GlucoseHi }},
		"mobility":             {sats.NotOneOf, func(in *sats.Input) { in.Mobility = "crawls" }},
		"avpu":                 {sats.NotOneOf, func(in *sats.Input) { in.Avpu = "ALERT" }},
		"temperatureTouch":     {sats.NotOneOf, func(in *sats.Input) { in.TemperatureTouch = "normal" }},
		"signs":                {sats.NotOneOf, func(in *sats.Input) { in.Signs = map[sats.SignID]sats.Answer{"made_up": sats.Yes} }},
		"signs.chest_pain":     {sats.NotOneOf, func(in *sats.Input) { in.Signs = map[sats.SignID]sats.Answer{"chest_pain": "maybe"} }},
	} {
		in := wellAdult().Input
		c.spoil(&in)
		if p := one(t, in); p.Field != field || p.Code != c.code {
			t.Errorf("%s: %+v", field, p)
		}
	}
}

func TestAllProblemsAtOnceAndNoneEchoesAValue(t *testing.T) {
	in := wellAdult().rr(777).temp(98.6).Input
	in.Avpu = "secret-word"
	in.Signs = map[sats.SignID]sats.Answer{"secret-sign": sats.Yes}
	_, err := sats.Score(in, sats.Defaults())
	var all sats.Problems
	if !errors.As(err, &all) || len(all) != 4 {
		t.Fatalf("%v, want four problems", err)
	}
	for _, value := range []string{"777", "98.6", "secret"} {
		if strings.Contains(err.Error(), value) {
			t.Errorf("the error repeats what was sent: %v", err)
		}
	}
}

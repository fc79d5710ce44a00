package sats_test

import (
	"testing"

	"karete/server/triage/sats"
)

// patient is an Input that reads like a sentence in a test.
type patient struct{ sats.Input }

func of[T any](v T) *T { return &v }

func years(n int) patient  { return patient{sats.Input{AgeYears: of(n)}} }
func months(n int) patient { return patient{sats.Input{AgeMonths: of(n)}} }
func noAge() patient       { return patient{} }
func (p patient) tall(cm float64) patient {
	p.HeightCm = &cm
	return p
}
func (p patient) moves(m sats.Mobility) patient { p.Mobility = m; return p }
func (p patient) rr(n int) patient              { p.RespiratoryRate = &n; return p }
func (p patient) hr(n int) patient              { p.HeartRate = &n; return p }
func (p patient) sbp(n int) patient             { p.SystolicMmHg = &n; return p }
func (p patient) temp(c float64) patient        { p.TemperatureCel = &c; return p }
func (p patient) avpu(a sats.Avpu) patient      { p.Avpu = a; return p }
func (p patient) injured(yes bool) patient      { p.Trauma = &yes; return p }
func (p patient) spo2(n int) patient            { p.SpO2Percent = &n; return p }
func (p patient) glucose(mmol float64) patient  { p.GlucoseMmolL = &mmol; return p }
func (p patient) ketones(yes bool) patient      { p.UrineKetones = &yes; return p }
func (p patient) pain(n int) patient            { p.PainScore = &n; return p }
func (p patient) meter(r sats.GlucoseReading) patient {
	p.GlucoseReading = r
	return p
}
func (p patient) sign(id sats.SignID, a sats.Answer) patient {
	signs := map[sats.SignID]sats.Answer{id: a}
	for k, v := range p.Signs {
		if k != id {
			signs[k] = v
		}
	}
	p.Signs = signs
	return p
}

// wellAdult and the like score 0 on every item of their chart.
func wellAdult() patient {
	return years(40).moves(sats.Walking).rr(12).hr(72).sbp(120).temp(36.8).avpu(sats.Alert).injured(false)
}
func wellChild() patient {
	return years(6).moves(sats.NormalForAge).rr(20).hr(90).temp(36.8).avpu(sats.Alert).injured(false)
}
func wellInfant() patient {
	return months(10).moves(sats.NormalForAge).rr(30).hr(110).temp(36.8).avpu(sats.Alert).injured(false)
}

func score(t *testing.T, p patient) sats.Result {
	t.Helper()
	return scoreWith(t, p, sats.Defaults())
}

func scoreWith(t *testing.T, p patient, s sats.Settings) sats.Result {
	t.Helper()
	result, err := sats.Score(p.Input, s)
	if err != nil {
		t.Fatalf("Score: %v", err)
	}
	return result
}

func pointsOf(t *testing.T, r sats.Result, item sats.Item) int {
	t.Helper()
	for _, i := range r.Tews.Items {
		if i.Item == item {
			return i.Points
		}
	}
	t.Fatalf("no item %s on the %s chart", item, r.Tews.Chart)
	return 0
}

func hasRule(r sats.Result, id string) bool {
	for _, rule := range r.Rules {
		if rule.ID == id {
			return true
		}
	}
	return false
}

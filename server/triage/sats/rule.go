package sats

import (
	"cmp"
	"slices"
)

// RuleKind says where a matched rule came from.
type RuleKind string

// The kinds of rule.
const (
	RuleSign    RuleKind = "sign"    // a sign, ticked or set by a measurement; its ID is a SignID
	RuleMeasure RuleKind = "measure" // a measurement that is no SATS sign: one of the Rule… ids below
	RuleTEWS    RuleKind = "tews"    // the sum of a chart
)

// Rules that are not signs. Red by RuleSpO2Low may be lowered by a senior: in
// adults it is a disputed default, and chronic lung patients live under it.
const (
	RuleSpO2Low               = "spo2_low"
	RuleGlucoseGt17NoUrineYet = "glucose_gt17_ketones_unknown"
	RuleSum                   = "tews"
)

// Rule is one reason for a level.
type Rule struct {
	ID       string   `json:"id"`
	Kind     RuleKind `json:"kind"`
	Level    Level    `json:"level"`
	ByEngine bool     `json:"byEngine,omitempty"` // from a measurement, not ticked by a person
	Chart    Chart    `json:"chart,omitempty"`    // of a sum
	Sum      int      `json:"sum"`                // of a sum, else 0
}

// Emergency says whether the rule is an emergency sign, whose red nobody lowers.
func (r Rule) Emergency() bool { return r.Kind == RuleSign && r.Level == Emergency }

// matched gathers rules, each once; a ticked sign stays "ticked" when a
// measurement says the same.
type matched struct {
	settings Settings
	rules    []Rule
}

func (m *matched) sign(id SignID, byEngine bool) {
	m.add(Rule{ID: string(id), Kind: RuleSign, Level: signByID[id].levelUnder(m.settings), ByEngine: byEngine})
}

func (m *matched) measure(id string, l Level) {
	m.add(Rule{ID: id, Kind: RuleMeasure, Level: l, ByEngine: true})
}

func (m *matched) add(rule Rule) {
	known := slices.ContainsFunc(m.rules, func(r Rule) bool {
		return r.ID == rule.ID && r.Kind == rule.Kind && r.Chart == rule.Chart
	})
	if !known {
		m.rules = append(m.rules, rule)
	}
}

// discriminators are the rules beside the sum. Every sign that was answered yes
// counts, on whichever chart's list it stands: a chart that turns out to be
// another one must not lose a finding.
func discriminators(in Input, used []Chart, s Settings) []Rule {
	m := matched{settings: s}
	for _, sign := range catalogue {
		if in.Signs[sign.ID] == Yes {
			m.sign(sign.ID, false)
		}
	}
	if in.AgeMonths != nil && *in.AgeMonths < 2 {
		m.sign("c_tiny_baby_lt2m", true)
	}
	for _, c := range used {
		m.perChart(in, c)
	}
	if len(used) == 0 {
		m.perChart(in, ChartUnknown)
	}
	m.ketones(in)
	order := map[string]int{}
	for i, sign := range catalogue {
		order[string(sign.ID)] = i
	}
	slices.SortStableFunc(m.rules, func(a, b Rule) int {
		return cmp.Or(cmp.Compare(a.Level, b.Level), cmp.Compare(b.Kind, a.Kind), cmp.Compare(order[a.ID], order[b.ID]))
	})
	return m.rules
}

// perChart are the measurements that mean something else on each chart. Without
// a chart the mildest meaning is taken, so that learning the age never lowers.
func (m *matched) perChart(in Input, c Chart) {
	child := c == Child || c == Infant
	if in.SpO2Percent != nil {
		spo2 := *in.SpO2Percent
		switch red := m.settings.AdultSpO2RedBelow; {
		case child && spo2 < childSpO2RedBelow:
			m.sign("c_central_cyanosis", true)
		case c == Adult && spo2 < red, c == ChartUnknown && spo2 < min(red, childSpO2RedBelow):
			m.measure(RuleSpO2Low, Emergency)
		}
	}
	switch {
	case in.Avpu == "" || in.Avpu == Alert:
	case !child:
		m.sign("loc_reduced", true)
	case in.Avpu == Confused:
		m.sign("c_confusion", true)
	case in.Avpu == Voice:
		m.sign("c_reacts_to_voice", true)
	default:
		m.sign("c_avpu_p_or_u", true)
	}
	if glucoseUnder3(in) {
		m.sign(pick(child, "c_hypoglycaemia", "hypoglycaemia"), true)
	}
	if in.PainScore != nil {
		switch pain := *in.PainScore; {
		case pain >= m.settings.PainSevereFrom:
			m.sign(pick(child, "c_inconsolable_severe_pain", "pain_severe"), true)
		case pain >= m.settings.PainModerateFrom:
			m.sign("pain_moderate", true)
		}
	}
}

// ketones are the two diabetic signs. A child with high sugar and ketones is at
// least as ill as an adult, so they hold on every chart. A very high sugar is
// urgent whatever the urine will show.
func (m *matched) ketones(in Input) {
	switch {
	case glucoseOver(in, 11) && in.UrineKetones != nil && *in.UrineKetones:
		m.sign("diabetic_glucose_gt11_ketones", true)
	case glucoseOver(in, 17) && in.UrineKetones != nil:
		m.sign("diabetic_glucose_gt17_no_ketones", true)
	case glucoseOver(in, 17):
		m.measure(RuleGlucoseGt17NoUrineYet, Urgent)
	}
}

// childSpO2RedBelow is not disputed and therefore no setting.
const childSpO2RedBelow = 92

func glucoseUnder3(in Input) bool {
	return in.GlucoseReading == GlucoseLo || in.GlucoseMmolL != nil && *in.GlucoseMmolL < 3
}

// glucoseOver knows that a meter says HI above every threshold of SATS.
func glucoseOver(in Input, mmolL float64) bool {
	return in.GlucoseReading == GlucoseHi || in.GlucoseMmolL != nil && *in.GlucoseMmolL > mmolL
}

func pick(child bool, ofChild, ofAdult SignID) SignID {
	if child {
		return ofChild
	}
	return ofAdult
}

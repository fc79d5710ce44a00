package sats_test

import (
	"slices"
	"testing"
	"time"

	"karete/server/triage/sats"
)

func TestMeasurementsSetSigns(t *testing.T) {
	for _, c := range []struct {
		name  string
		p     patient
		rule  string // "" means that nothing but the sum may match
		level sats.Level
	}{
		{"adult saturation 91", wellAdult().spo2(91), sats.RuleSpO2Low, sats.Emergency},
		{"adult saturation 92", wellAdult().spo2(92), "", sats.Routine},
		{"child saturation 91", wellChild().spo2(91), "c_central_cyanosis", sats.Emergency},
		{"child saturation 92", wellChild().spo2(92), "", sats.Routine},
		{"infant saturation 91", wellInfant().spo2(91), "c_central_cyanosis", sats.Emergency},
		{"adult glucose 2.9", wellAdult().glucose(2.9), "hypoglycaemia", sats.Emergency},
		{"adult glucose 3.0", wellAdult().glucose(3), "", sats.Routine},
		{"child glucose 2.9", wellChild().glucose(2.9), "c_hypoglycaemia", sats.Emergency},
		{"meter says LO", wellAdult().meter(sats.GlucoseLo), "hypoglycaemia", sats.Emergency},
		{"glucose 11.0 with ketones", wellAdult().glucose(11).ketones(true), "", sats.Routine},
		{"glucose 11.1 with ketones", wellAdult().glucose(11.1).ketones(true), "diabetic_glucose_gt11_ketones", sats.VeryUrgent},
		{"glucose 11.1 without", wellAdult().glucose(11.1).ketones(false), "", sats.Routine},
		{"glucose 17.0 without", wellAdult().glucose(17).ketones(false), "", sats.Routine},
		{"glucose 17.1 without", wellAdult().glucose(17.1).ketones(false), "diabetic_glucose_gt17_no_ketones", sats.Urgent},
		{"glucose 17.1, urine not seen", wellAdult().glucose(17.1), sats.RuleGlucoseGt17NoUrineYet, sats.Urgent},
		{"meter says HI", wellAdult().meter(sats.GlucoseHi), sats.RuleGlucoseGt17NoUrineYet, sats.Urgent},
		{"meter says HI, ketones", wellChild().meter(sats.GlucoseHi).ketones(true), "diabetic_glucose_gt11_ketones", sats.VeryUrgent},
		{"adult confused", wellAdult().avpu(sats.Confused), "loc_reduced", sats.VeryUrgent},
		{"child to voice", wellChild().avpu(sats.Voice), "c_reacts_to_voice", sats.VeryUrgent},
		{"child to pain", wellChild().avpu(sats.Pain), "c_avpu_p_or_u", sats.Emergency},
		{"infant confused", wellInfant().avpu(sats.Confused), "c_confusion", sats.Emergency},
		{"adult pain 7", wellAdult().pain(7), "pain_severe", sats.VeryUrgent},
		{"adult pain 6", wellAdult().pain(6), "pain_moderate", sats.Urgent},
		{"adult pain 4", wellAdult().pain(4), "pain_moderate", sats.Urgent},
		{"adult pain 3", wellAdult().pain(3), "", sats.Routine},
		{"child pain 8", wellChild().pain(8), "c_inconsolable_severe_pain", sats.VeryUrgent},
		{"child pain 5", wellChild().pain(5), "pain_moderate", sats.Urgent},
		{"baby of 1 month", patient{func() sats.Input { in := wellInfant().Input; in.AgeMonths = of(1); return in }()}, "c_tiny_baby_lt2m", sats.VeryUrgent},
		{"baby of 2 months", patient{func() sats.Input { in := wellInfant().Input; in.AgeMonths = of(2); return in }()}, "", sats.Routine},
	} {
		t.Run(c.name, func(t *testing.T) {
			result := score(t, c.p)
			if result.Computed != c.level {
				t.Errorf("level %d, want %d", result.Computed, c.level)
			}
			if c.rule == "" && (len(result.Rules) != 1 || result.Rules[0].Kind != sats.RuleTEWS) {
				t.Errorf("rules %+v, want the sum alone", result.Rules)
			}
			if c.rule != "" && !hasRule(result, c.rule) {
				t.Errorf("rules %+v lack %s", result.Rules, c.rule)
			}
		})
	}
}

func TestSettingsMoveOnlyWhatIsDisputed(t *testing.T) {
	s := sats.Defaults()
	s.AdultSpO2RedBelow, s.InfantFastHeartPoints, s.PregnancyBleedVeryUrgent, s.HeightCheckUnderYears = 85, 1, true, 130
	if got := scoreWith(t, wellAdult().spo2(88), s).Computed; got != sats.Routine {
		t.Errorf("adult at 88 under a limit of 85: level %d", got)
	}
	if got := scoreWith(t, wellChild().spo2(88), s).Computed; got != sats.Emergency {
		t.Errorf("the child's limit moved with the adult's: level %d", got)
	}
	if got := pointsOf(t, scoreWith(t, wellInfant().hr(159), s), sats.ItemHeartRate); got != 1 {
		t.Errorf("infant pulse 159: %d points, want 1", got)
	}
	if got := scoreWith(t, wellAdult().sign("preg_pv_bleed", sats.Yes), s).Computed; got != sats.VeryUrgent {
		t.Errorf("bleeding in pregnancy: level %d, want 2", got)
	}
	if got := len(scoreWith(t, wellAdult().tall(148), s).Charts); got != 2 {
		t.Errorf("%d charts for a short adult, want 2", got)
	}
	if signs := sats.Signs(sats.Adult, s); !slices.IsSortedFunc(signs, func(a, b sats.Sign) int { return int(a.Level) - int(b.Level) }) {
		t.Error("a raised sign is not listed with its new level")
	}
	s.AdultSpO2RedBelow = 0
	if got := scoreWith(t, wellAdult().spo2(70), s).Computed; got != sats.Routine {
		t.Errorf("rule switched off: level %d", got)
	}
	if got := score(t, wellAdult().sign("preg_pv_bleed", sats.Yes)).Computed; got != sats.Urgent {
		t.Errorf("bleeding in pregnancy by default: level %d, want 3", got)
	}
}

func TestSettingsHaveLimits(t *testing.T) {
	if p := sats.Defaults().Problems(); p != nil {
		t.Fatalf("defaults: %v", p)
	}
	for name, spoil := range map[string]func(*sats.Settings){
		"adultSpo2RedBelow":        func(s *sats.Settings) { s.AdultSpO2RedBelow = 96 },
		"infantFastHeartPoints":    func(s *sats.Settings) { s.InfantFastHeartPoints = 3 },
		"painSevereFrom":           func(s *sats.Settings) { s.PainSevereFrom = 11 },
		"painModerateFrom":         func(s *sats.Settings) { s.PainModerateFrom = 7 },
		"heightCheckUnderYears":    func(s *sats.Settings) { s.HeightCheckUnderYears = 0 },
		"targetMinutes.notTriaged": func(s *sats.Settings) { s.TargetMinutes.NotTriaged = -1 },
		"targetMinutes.emergency":  func(s *sats.Settings) { s.TargetMinutes.Emergency = -1 },
		"targetMinutes.veryUrgent": func(s *sats.Settings) { s.TargetMinutes.Emergency = 11 },
		"targetMinutes.urgent":     func(s *sats.Settings) { s.TargetMinutes.Urgent = 9 },
		"targetMinutes.routine":    func(s *sats.Settings) { s.TargetMinutes.Routine = 30 },
	} {
		s := sats.Defaults()
		spoil(&s)
		p := s.Problems()
		if len(p) != 1 || p[0].Field != name || p[0].Code != sats.OutOfRange {
			t.Errorf("%s: %v", name, p)
		}
		if _, err := sats.Score(wellAdult().Input, s); err == nil {
			t.Errorf("%s: scored under broken settings", name)
		}
	}
}

func TestTheWinningColourIsExplainedFirst(t *testing.T) {
	p := wellAdult().rr(25).hr(120).pain(5). // sum 4: yellow, moderate pain: yellow
							sign("fracture_closed", sats.Yes).sign("chest_pain", sats.Yes).sign("coughing_blood", sats.Yes).spo2(90)
	var got []string
	for _, rule := range score(t, p).Rules {
		got = append(got, rule.ID)
	}
	want := []string{sats.RuleSpO2Low, "coughing_blood", "chest_pain", "fracture_closed", "pain_moderate", sats.RuleSum}
	if !slices.Equal(got, want) {
		t.Errorf("explained as %v,\nwant         %v", got, want)
	}
}

func TestATickedSignStaysTicked(t *testing.T) {
	p := wellAdult().glucose(2).sign("hypoglycaemia", sats.Yes)
	result := score(t, p)
	if len(result.Rules) != 2 || result.Rules[0].ByEngine {
		t.Errorf("rules %+v, want the ticked sign once and the sum", result.Rules)
	}
	if denied := score(t, wellAdult().glucose(2).sign("hypoglycaemia", sats.No)); denied.Computed != sats.Emergency {
		t.Errorf("answering no undid a measurement: level %d", denied.Computed)
	}
}

func TestASignOfTheOtherListCounts(t *testing.T) {
	if got := score(t, wellChild().sign("chest_pain", sats.Yes)).Computed; got != sats.VeryUrgent {
		t.Errorf("an adult's sign on a child: level %d, want 2", got)
	}
}

func TestChecksAskForWhatTheFindingsCallFor(t *testing.T) {
	for _, c := range []struct {
		name string
		p    patient
		want []sats.Check
	}{
		{"well adult", wellAdult(), []sats.Check{}},
		{"adult breathing 15", wellAdult().rr(15), []sats.Check{sats.CheckSpO2}},
		{"adult breathing 15, measured", wellAdult().rr(15).spo2(97), []sats.Check{}},
		{"any child", wellChild(), []sats.Check{sats.CheckSpO2}},
		{"drowsy adult", wellAdult().avpu(sats.Voice), []sats.Check{sats.CheckGlucose}},
		{"adult on a stretcher", wellAdult().moves(sats.Stretcher), []sats.Check{sats.CheckGlucose}},
		{"after a fit", wellAdult().sign("seizure_post_ictal", sats.Yes), []sats.Check{sats.CheckGlucose}},
		{"glucose 12", wellAdult().glucose(12), []sats.Check{sats.CheckKetones}},
		{"glucose 12, urine seen", wellAdult().glucose(12).ketones(false), []sats.Check{}},
	} {
		if got := score(t, c.p).Checks; !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestVitalSignsGrowOld(t *testing.T) {
	now := time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)
	for minutes, stale := range map[int]bool{-5: false, 0: false, 59: false, 60: false, 61: true} {
		p := wellAdult()
		p.ScoredAt, p.MeasuredAt = now, now.Add(-time.Duration(minutes)*time.Minute)
		if got := slices.Contains(score(t, p).Notes, sats.NoteVitalsStale); got != stale {
			t.Errorf("%d minutes old: stale %t, want %t", minutes, got, stale)
		}
	}
}

func TestSignCatalogue(t *testing.T) {
	adult, child := sats.Signs(sats.Adult, sats.Defaults()), sats.Signs(sats.Child, sats.Defaults())
	if !slices.Equal(child, sats.Signs(sats.Infant, sats.Defaults())) {
		t.Error("child and infant do not share their signs")
	}
	count := func(signs []sats.Sign) (per [5]int) {
		for _, s := range signs {
			per[s.Level]++
		}
		return per
	}
	// Section 5.1-5.3, and 5.4-5.6 with the three signs of one form and "reacts to voice".
	if got := count(adult); got != [5]int{1: 5, 2: 24, 3: 10} {
		t.Errorf("adult signs per level %v", got)
	}
	if got := count(child); got != [5]int{1: 13, 2: 14, 3: 11} {
		t.Errorf("child signs per level %v", got)
	}
	all := sats.Signs(sats.ChartUnknown, sats.Defaults())
	if want := len(adult) + len(child) - 1; len(all) != want {
		t.Errorf("%d signs in all, want %d: pain_moderate is shared", len(all), want)
	}
	if !slices.IsSortedFunc(adult, func(a, b sats.Sign) int { return int(a.Level) - int(b.Level) }) {
		t.Error("adult signs are not most urgent first")
	}
	for _, s := range all {
		result := score(t, wellAdult().sign(s.ID, sats.Yes))
		if result.Computed != s.Level || !hasRule(result, string(s.ID)) {
			t.Errorf("%s: level %d, want %d", s.ID, result.Computed, s.Level)
		}
	}
}

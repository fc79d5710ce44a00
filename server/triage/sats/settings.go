package sats

// RulesVersion names the bands, signs and rules of this package. It changes with
// any of them, and is stored with every triage.
const RulesVersion = "sats-2012.karete-1"

// Settings are the choices on which the sources disagree, plus the target times;
// a clinic may set them. The zero value is not usable: start from Defaults.
type Settings struct {
	// AdultSpO2RedBelow makes an adult red under this saturation in percent; 0
	// switches the rule off (clinics with many chronic lung patients).
	AdultSpO2RedBelow int `json:"adultSpo2RedBelow" minimum:"0" maximum:"95"`
	// InfantFastHeartPoints is the score of an infant's heart rate of 131-159:
	// 2 in most sources, 1 in some.
	InfantFastHeartPoints int `json:"infantFastHeartPoints" minimum:"1" maximum:"2"`
	// PainSevereFrom and PainModerateFrom cut the 0-10 pain scale.
	PainSevereFrom   int `json:"painSevereFrom" minimum:"1" maximum:"10"`
	PainModerateFrom int `json:"painModerateFrom" minimum:"1" maximum:"10"`
	// PregnancyBleedVeryUrgent raises bleeding in pregnancy from yellow to orange.
	PregnancyBleedVeryUrgent bool `json:"pregnancyBleedVeryUrgent"`
	// HeightCheckUnderYears is the age up to which height is held against age.
	// Above it a person has stopped growing: many a grown woman is under 150 cm,
	// and the child's chart would call her normal pulse and breathing very
	// urgent. (Our own choice, as is the comparison itself.)
	HeightCheckUnderYears int `json:"heightCheckUnderYears" minimum:"13" maximum:"130"`
	// TargetMinutes is the time within which each level should be seen.
	TargetMinutes TargetMinutes `json:"targetMinutes"`
}

// TargetMinutes is the time to be seen within, per level, in minutes.
// NotTriaged is the time to triage itself.
type TargetMinutes struct {
	NotTriaged int `json:"notTriaged" minimum:"0" maximum:"1440"`
	Emergency  int `json:"emergency" minimum:"0" maximum:"1440"`
	VeryUrgent int `json:"veryUrgent" minimum:"0" maximum:"1440"`
	Urgent     int `json:"urgent" minimum:"0" maximum:"1440"`
	Routine    int `json:"routine" minimum:"0" maximum:"1440"`
}

// Of gives the target of a level.
func (t TargetMinutes) Of(l Level) (minutes int) {
	switch l {
	case Emergency:
		return t.Emergency
	case VeryUrgent:
		return t.VeryUrgent
	case Urgent:
		return t.Urgent
	case Routine:
		return t.Routine
	}
	return t.NotTriaged
}

// Defaults are the choices most sources make, or the safer one where they tie.
func Defaults() Settings {
	return Settings{
		AdultSpO2RedBelow:     92,
		InfantFastHeartPoints: 2,
		PainSevereFrom:        7,
		PainModerateFrom:      4,
		HeightCheckUnderYears: 18,
		TargetMinutes:         TargetMinutes{NotTriaged: 15, Emergency: 0, VeryUrgent: 10, Urgent: 60, Routine: 240},
	}
}

// Problems lists the settings that are outside their limits, nil when none is.
func (s Settings) Problems() Problems {
	var p Problems
	p.limitInt("adultSpo2RedBelow", &s.AdultSpO2RedBelow, Limit{0, 95})
	p.limitInt("infantFastHeartPoints", &s.InfantFastHeartPoints, Limit{1, 2})
	p.limitInt("painSevereFrom", &s.PainSevereFrom, Limit{1, 10})
	// Moderate pain must begin below severe pain, or it could never be reached.
	p.limitInt("painModerateFrom", &s.PainModerateFrom, Limit{1, float64(max(1, s.PainSevereFrom-1))})
	p.limitInt("heightCheckUnderYears", &s.HeightCheckUnderYears, Limit{13, 130})
	// A more urgent level may not wait longer than a less urgent one.
	t := s.TargetMinutes
	p.limitInt("targetMinutes.notTriaged", &t.NotTriaged, Limit{0, 1440})
	p.limitInt("targetMinutes.emergency", &t.Emergency, Limit{0, 1440})
	p.limitInt("targetMinutes.veryUrgent", &t.VeryUrgent, Limit{float64(t.Emergency), 1440})
	p.limitInt("targetMinutes.urgent", &t.Urgent, Limit{float64(t.VeryUrgent), 1440})
	p.limitInt("targetMinutes.routine", &t.Routine, Limit{float64(t.Urgent), 1440})
	return p
}

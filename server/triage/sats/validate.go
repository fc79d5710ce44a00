package sats

import (
	"maps"
	"slices"
)

// fahrenheitTop is where a number over the Celsius limit stops being a body
// temperature in Fahrenheit as well.
const fahrenheitTop = 113

// Problems lists every input that cannot be scored, nil when there is none.
func (in Input) Problems() Problems {
	var p Problems
	limits := Limits()
	p.limitInt("ageMonths", in.AgeMonths, limits["ageMonths"])
	p.limitInt("ageYears", in.AgeYears, limits["ageYears"])
	if in.AgeMonths != nil && in.AgeYears != nil && *in.AgeMonths/12 != *in.AgeYears {
		p = append(p, Problem{Field: "ageYears", Code: Contradiction})
	}
	p.limit("heightCm", in.HeightCm, limits["heightCm"])
	word(&p, "mobility", in.Mobility, Walking, WithHelp, Stretcher, NormalForAge, UnableAsNormal)
	p.limitInt("respiratoryRate", in.RespiratoryRate, limits["respiratoryRate"])
	p.limitInt("heartRate", in.HeartRate, limits["heartRate"])
	p.lifeSigns(in)
	p.limitInt("systolicMmHg", in.SystolicMmHg, limits["systolicMmHg"])
	p.limitInt("diastolicMmHg", in.DiastolicMmHg, limits["diastolicMmHg"])
	if in.PulseUnrecordable && in.HeartRate != nil {
		p = append(p, Problem{Field: "pulseUnrecordable", Code: Contradiction})
	}
	if in.PressureUnrecordable && in.SystolicMmHg != nil {
		p = append(p, Problem{Field: "pressureUnrecordable", Code: Contradiction})
	}
	if in.SystolicMmHg != nil && in.DiastolicMmHg != nil && *in.DiastolicMmHg > *in.SystolicMmHg {
		p = append(p, Problem{Field: "diastolicMmHg", Code: Contradiction})
	}
	p.temperature(in.TemperatureCel, limits["temperatureCel"])
	word(&p, "temperatureTouch", in.TemperatureTouch, FeelsCold, FeelsHot)
	word(&p, "avpu", in.Avpu, Alert, Confused, Voice, Pain, Unresponsive)
	p.limitInt("spo2Percent", in.SpO2Percent, limits["spo2Percent"])
	p.limit("glucoseMmolL", in.GlucoseMmolL, limits["glucoseMmolL"])
	word(&p, "glucoseReading", in.GlucoseReading, GlucoseLo, GlucoseHi)
	if in.GlucoseMmolL != nil && in.GlucoseReading != "" {
		p = append(p, Problem{Field: "glucoseReading", Code: Contradiction})
	}
	p.limit("weightKg", in.WeightKg, limits["weightKg"])
	p.limitInt("painScore", in.PainScore, limits["painScore"])
	for _, id := range slices.Sorted(maps.Keys(in.Signs)) {
		if _, known := signByID[id]; !known {
			// The id came from outside and is not repeated in an error.
			p = append(p, Problem{Field: "signs", Code: NotOneOf})
			continue
		}
		word(&p, "signs."+string(id), in.Signs[id], Yes, No)
	}
	return p
}

// lifeSigns refuses to score a rate of 0: it is either a slip or a dead patient,
// and only a person can say which. Once the sign is answered yes the patient is
// red, and the 0 is kept without points.
func (p *Problems) lifeSigns(in Input) {
	if in.answered(lifeSigns...) {
		return
	}
	breathing, pulse := SignID("airway_obstructed_not_breathing"), SignID("cardiac_arrest")
	if years, known := in.years(); known && chartByYears(years) != Adult ||
		!known && in.HeightCm != nil && chartByHeight(*in.HeightCm) != Adult {
		breathing, pulse = "c_not_breathing_apnoea", "c_not_breathing_apnoea"
	}
	if in.RespiratoryRate != nil && *in.RespiratoryRate == 0 {
		*p = append(*p, Problem{Field: "respiratoryRate", Code: AskNoSign, Ask: breathing})
	}
	if in.HeartRate != nil && *in.HeartRate == 0 {
		*p = append(*p, Problem{Field: "heartRate", Code: AskNoSign, Ask: pulse})
	}
}

func (p *Problems) temperature(cel *float64, l Limit) {
	if cel != nil && *cel > l.Max && *cel <= fahrenheitTop {
		*p = append(*p, Problem{Field: "temperatureCel", Code: AskFahrenheit, Min: l.Min, Max: l.Max})
		return
	}
	p.limit("temperatureCel", cel, l)
}

// word refuses what is not in a field's list; empty means not answered.
func word[T ~string](p *Problems, field string, got T, known ...T) {
	if got != "" && !slices.Contains(known, got) {
		*p = append(*p, Problem{Field: field, Code: NotOneOf})
	}
}

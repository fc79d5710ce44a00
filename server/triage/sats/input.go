package sats

import (
	"math"
	"time"
)

// Avpu is the level of consciousness.
type Avpu string

// The answers of AVPU with the "confused" box of the adult and child charts.
const (
	Alert        Avpu = "alert"
	Confused     Avpu = "confused"
	Voice        Avpu = "voice"
	Pain         Avpu = "pain"
	Unresponsive Avpu = "unresponsive"
)

// Mobility is how the patient moves: the first three are the words of the adult
// chart, the last two those of the child and infant charts.
type Mobility string

// The answers of mobility.
const (
	Walking        Mobility = "walking"
	WithHelp       Mobility = "with-help"
	Stretcher      Mobility = "stretcher"
	NormalForAge   Mobility = "normal-for-age"
	UnableAsNormal Mobility = "unable-as-normal"
)

// Touch stands in for a temperature where there is no thermometer. There is no
// word for "feels normal": a hand cannot rule out fever, so that stays missing.
type Touch string

// The answers of touch, each scored as its end of the temperature bands.
const (
	FeelsCold Touch = "cold" // as under 35.0
	FeelsHot  Touch = "hot"  // as 38.5 or more
)

// GlucoseReading is what a meter shows in place of a number.
type GlucoseReading string

// A meter's words: Lo is under 3 mmol/L, Hi is over 17 mmol/L.
const (
	GlucoseLo GlucoseReading = "LO"
	GlucoseHi GlucoseReading = "HI"
)

// Answer is one box of a sign. Not asked is the zero value and never means no.
type Answer string

// The answers to a sign.
const (
	NotAsked Answer = ""
	Yes      Answer = "yes"
	No       Answer = "no"
)

// Input is everything one triage was told. A nil pointer or empty word means
// "not measured" or "not asked", never normal.
type Input struct {
	AgeMonths    *int     `json:"ageMonths,omitempty"` // completed months; the better one for babies
	AgeYears     *int     `json:"ageYears,omitempty"`  // completed years, where months are not known
	AgeEstimated bool     `json:"ageEstimated,omitempty"`
	HeightCm     *float64 `json:"heightCm,omitempty"`

	Mobility             Mobility       `json:"mobility,omitempty"`
	RespiratoryRate      *int           `json:"respiratoryRate,omitempty"` // /min
	HeartRate            *int           `json:"heartRate,omitempty"`       // /min
	PulseUnrecordable    bool           `json:"pulseUnrecordable,omitempty"`
	SystolicMmHg         *int           `json:"systolicMmHg,omitempty"`
	DiastolicMmHg        *int           `json:"diastolicMmHg,omitempty"` // kept, never scored
	PressureUnrecordable bool           `json:"pressureUnrecordable,omitempty"`
	TemperatureCel       *float64       `json:"temperatureCel,omitempty"`
	TemperatureTouch     Touch          `json:"temperatureTouch,omitempty"` // used only without TemperatureCel
	Avpu                 Avpu           `json:"avpu,omitempty"`
	Trauma               *bool          `json:"trauma,omitempty"` // any injury in the last 48 hours
	SpO2Percent          *int           `json:"spo2Percent,omitempty"`
	GlucoseMmolL         *float64       `json:"glucoseMmolL,omitempty"`
	GlucoseReading       GlucoseReading `json:"glucoseReading,omitempty"`
	UrineKetones         *bool          `json:"urineKetones,omitempty"`
	WeightKg             *float64       `json:"weightKg,omitempty"` // kept, never scored
	PainScore            *int           `json:"painScore,omitempty"`

	Signs map[SignID]Answer `json:"signs,omitempty"`

	MeasuredAt time.Time `json:"measuredAt,omitzero"` // when the vital signs were taken
	ScoredAt   time.Time `json:"scoredAt,omitzero"`   // the box's time of this triage
}

// Limits are the hard limits by JSON field name: outside them a value is a slip
// of the hand, and is refused rather than clipped.
func Limits() map[string]Limit {
	return map[string]Limit{
		"ageMonths":       {0, 1560},
		"ageYears":        {0, 130},
		"heightCm":        {20, 250},
		"respiratoryRate": {0, 120},
		"heartRate":       {0, 300},
		"systolicMmHg":    {0, 300},
		"diastolicMmHg":   {0, 200},
		"temperatureCel":  {25, 45},
		"spo2Percent":     {0, 100},
		"glucoseMmolL":    {0.5, 50},
		"weightKg":        {0.3, 300},
		"painScore":       {0, 10},
	}
}

// years gives completed years, from months where both are there.
func (in Input) years() (years int, known bool) {
	switch {
	case in.AgeMonths != nil:
		return *in.AgeMonths / 12, true
	case in.AgeYears != nil:
		return *in.AgeYears, true
	}
	return 0, false
}

// temperature gives the reading as the chart prints it, to one decimal.
func (in Input) temperature() (cel float64, measured bool) {
	if in.TemperatureCel == nil {
		return 0, false
	}
	return math.Round(*in.TemperatureCel*10) / 10, true
}

// answered says whether any of the signs was answered yes.
func (in Input) answered(ids ...SignID) bool {
	for _, id := range ids {
		if in.Signs[id] == Yes {
			return true
		}
	}
	return false
}

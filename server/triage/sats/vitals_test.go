package sats_test

import (
	"testing"

	"karete/assets"
	"karete/server/triage/sats"
)

// The screen takes its limits from the list of vital signs, the engine has its
// own: they must be the same, or a value is accepted on one side only.
func TestLimitsAreThoseOfTheVitalSigns(t *testing.T) {
	listed := map[string]assets.Vital{}
	for _, v := range assets.Vitals() {
		listed[v.ID] = v
	}
	for field, limit := range sats.Limits() {
		if field == "ageMonths" || field == "ageYears" {
			continue
		}
		v, ok := listed[field]
		if !ok || v.Min == nil || *v.Min != limit.Min || *v.Max != limit.Max {
			t.Errorf("%s: %+v, want %+v", field, v, limit)
		}
	}
}

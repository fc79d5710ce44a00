package sats

import "slices"

// Check is a measurement that the findings so far call for and that has not been
// made yet. It may raise the level; it is not required for a complete triage.
type Check string

// The checks that feed back into the level.
const (
	CheckSpO2    Check = "spo2Percent"
	CheckGlucose Check = "glucoseMmolL"
	CheckKetones Check = "urineKetones"
)

// glucoseSigns are the findings that ask for a finger-prick.
var glucoseSigns = []SignID{
	"seizure_current", "seizure_post_ictal", "loc_reduced", "focal_neurology_acute",
	"c_convulsing_or_postictal_not_alert", "c_avpu_p_or_u", "c_confusion", "c_more_sleepy",
	"c_reacts_to_voice", "c_floppy_irritable_restless", "c_focal_neurology", "c_diabetic_unwell",
}

// checks asks for saturation in every child and in adults who do not breathe
// normally, for glucose in whoever is not fully awake, fits or cannot stand, and
// for ketones when the glucose is high.
func checks(in Input, used []Chart, tews ChartScore) []Check {
	list := []Check{}
	child := slices.Contains(used, Child) || slices.Contains(used, Infant)
	oddBreathing := slices.ContainsFunc(tews.Items, func(i ItemScore) bool {
		return i.Item == ItemRespiratoryRate && i.Points > 0
	})
	if in.SpO2Percent == nil && (child || oddBreathing) {
		list = append(list, CheckSpO2)
	}
	drowsy := in.Avpu != "" && in.Avpu != Alert
	cannotStand := in.Mobility == Stretcher || in.Mobility == UnableAsNormal
	if in.GlucoseMmolL == nil && in.GlucoseReading == "" && (drowsy || cannotStand || in.answered(glucoseSigns...)) {
		list = append(list, CheckGlucose)
	}
	if in.UrineKetones == nil && glucoseOver(in, 11) {
		list = append(list, CheckKetones)
	}
	return list
}

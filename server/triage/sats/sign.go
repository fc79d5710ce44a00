package sats

import "slices"

// SignID names one clinical sign; it is also the last part of its text's key.
type SignID string

// Group is the list of signs that is shown with a chart. Child and infant share
// theirs.
type Group string

// The two lists of signs.
const (
	AdultSigns Group = "adult"
	ChildSigns Group = "child"
)

// Sign is one tick box: yes, no or not asked. A level-1 sign is an emergency
// sign: its red cannot be lowered by anyone.
type Sign struct {
	ID    SignID `json:"id"`
	Level Level  `json:"level"`
	Group Group  `json:"group"`
	// SetByEngine marks a sign that a measurement also sets by itself. It can
	// still be ticked by hand; answering no does not undo a measurement.
	SetByEngine bool `json:"setByEngine"`
}

// lifeSigns are the signs that explain a rate of 0.
var lifeSigns = []SignID{"airway_obstructed_not_breathing", "cardiac_arrest", "c_not_breathing_apnoea"}

// catalogue holds the signs most urgent first, in the order in which they are
// looked for. pain_moderate is in both lists.
var catalogue = []Sign{
	{"airway_obstructed_not_breathing", Emergency, AdultSigns, false},
	{"cardiac_arrest", Emergency, AdultSigns, false},
	{"seizure_current", Emergency, AdultSigns, false},
	{"burn_facial_inhalation", Emergency, AdultSigns, false},
	{"hypoglycaemia", Emergency, AdultSigns, true},

	{"c_not_breathing_apnoea", Emergency, ChildSigns, false},
	{"c_obstructed_breathing", Emergency, ChildSigns, false},
	{"c_central_cyanosis", Emergency, ChildSigns, true},
	{"c_resp_distress_severe", Emergency, ChildSigns, false},
	{"c_shock_signs", Emergency, ChildSigns, false},
	{"c_bleeding_uncontrolled", Emergency, ChildSigns, false},
	{"c_convulsing_or_postictal_not_alert", Emergency, ChildSigns, false},
	{"c_avpu_p_or_u", Emergency, ChildSigns, true},
	{"c_confusion", Emergency, ChildSigns, true},
	{"c_dehydration_severe", Emergency, ChildSigns, false},
	{"c_burn_facial_inhalation", Emergency, ChildSigns, false},
	{"c_hypoglycaemia", Emergency, ChildSigns, true},
	{"c_purpuric_rash", Emergency, ChildSigns, false},

	{"high_energy_transfer", VeryUrgent, AdultSigns, false},
	{"sob_acute", VeryUrgent, AdultSigns, false},
	{"coughing_blood", VeryUrgent, AdultSigns, false},
	{"chest_pain", VeryUrgent, AdultSigns, false},
	{"stabbed_neck", VeryUrgent, AdultSigns, false},
	{"haemorrhage_uncontrolled", VeryUrgent, AdultSigns, false},
	{"seizure_post_ictal", VeryUrgent, AdultSigns, false},
	{"focal_neurology_acute", VeryUrgent, AdultSigns, false},
	{"loc_reduced", VeryUrgent, AdultSigns, true},
	{"aggression", VeryUrgent, AdultSigns, false},
	{"threatened_limb", VeryUrgent, AdultSigns, false},
	{"eye_injury", VeryUrgent, AdultSigns, false},
	{"dislocation_large_joint", VeryUrgent, AdultSigns, false},
	{"fracture_open", VeryUrgent, AdultSigns, false},
	{"burn_over_20", VeryUrgent, AdultSigns, false},
	{"burn_electrical", VeryUrgent, AdultSigns, false},
	{"burn_circumferential", VeryUrgent, AdultSigns, false},
	{"burn_chemical", VeryUrgent, AdultSigns, false},
	{"poisoning_overdose", VeryUrgent, AdultSigns, false},
	{"diabetic_glucose_gt11_ketones", VeryUrgent, AdultSigns, true},
	{"vomiting_fresh_blood", VeryUrgent, AdultSigns, false},
	{"preg_abdominal_trauma", VeryUrgent, AdultSigns, false},
	{"preg_abdominal_pain", VeryUrgent, AdultSigns, false},
	{"pain_severe", VeryUrgent, AdultSigns, true},

	{"c_tiny_baby_lt2m", VeryUrgent, ChildSigns, true},
	{"c_inconsolable_severe_pain", VeryUrgent, ChildSigns, true},
	{"c_more_sleepy", VeryUrgent, ChildSigns, false},
	{"c_reacts_to_voice", VeryUrgent, ChildSigns, true},
	{"c_floppy_irritable_restless", VeryUrgent, ChildSigns, false},
	{"c_poisoning_overdose", VeryUrgent, ChildSigns, false},
	{"c_focal_neurology", VeryUrgent, ChildSigns, false},
	{"c_chest_pain", VeryUrgent, ChildSigns, false},
	{"c_mechanism_severe", VeryUrgent, ChildSigns, false},
	{"c_burn_10_or_special", VeryUrgent, ChildSigns, false},
	{"c_eye_injury", VeryUrgent, ChildSigns, false},
	{"c_fracture_open_or_threatened_limb", VeryUrgent, ChildSigns, false},
	{"c_dislocation_large", VeryUrgent, ChildSigns, false},
	{"c_preg_abdominal_pain_or_trauma", VeryUrgent, ChildSigns, false},

	{"haemorrhage_controlled", Urgent, AdultSigns, false},
	{"dislocation_finger_toe", Urgent, AdultSigns, false},
	{"fracture_closed", Urgent, AdultSigns, false},
	{"burn_other", Urgent, AdultSigns, false},
	{"abdominal_pain", Urgent, AdultSigns, false},
	{"diabetic_glucose_gt17_no_ketones", Urgent, AdultSigns, true},
	{"vomiting_persistent", Urgent, AdultSigns, false},
	{"preg_trauma_other", Urgent, AdultSigns, false},
	{pregBleed, Urgent, AdultSigns, false},
	{"pain_moderate", Urgent, AdultSigns, true},

	{"c_resp_distress_some", Urgent, ChildSigns, false},
	{"c_dehydration_some", Urgent, ChildSigns, false},
	{"c_unable_drink_vomits_all", Urgent, ChildSigns, false},
	{"c_malnutrition_wasting", Urgent, ChildSigns, false},
	{"c_malnutrition_oedema", Urgent, ChildSigns, false},
	{"c_pallor_severe", Urgent, ChildSigns, false},
	{"c_diabetic_unwell", Urgent, ChildSigns, false},
	{"c_burn_lt10", Urgent, ChildSigns, false},
	{"c_dislocation_finger_toe", Urgent, ChildSigns, false},
	{"c_fracture_closed", Urgent, ChildSigns, false},
	{"pain_moderate", Urgent, ChildSigns, true},
}

// pregBleed is the one sign whose level a clinic may set.
const pregBleed SignID = "preg_pv_bleed"

var signByID = func() map[SignID]Sign {
	by := make(map[SignID]Sign, len(catalogue))
	for _, sign := range catalogue {
		by[sign.ID] = sign
	}
	return by
}()

// Signs lists the boxes to show with a chart, most urgent first; all of them
// when the chart is not known yet, each once.
func Signs(c Chart, s Settings) []Sign {
	var list []Sign
	seen := map[SignID]bool{}
	for _, sign := range catalogue {
		if c != ChartUnknown && sign.Group != groupOf(c) || seen[sign.ID] {
			continue
		}
		seen[sign.ID] = true
		sign.Level = sign.levelUnder(s)
		list = append(list, sign)
	}
	slices.SortStableFunc(list, func(a, b Sign) int { return int(a.Level) - int(b.Level) })
	return list
}

func groupOf(c Chart) Group {
	if c == Adult {
		return AdultSigns
	}
	return ChildSigns
}

func (sign Sign) levelUnder(s Settings) Level {
	if sign.ID == pregBleed && s.PregnancyBleedVeryUrgent {
		return VeryUrgent
	}
	return sign.Level
}

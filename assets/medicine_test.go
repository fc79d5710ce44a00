package assets_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"karete/assets"
)

// cupboard is every row of the list the medicines were taken from, with its
// forms; the vaccines, one row there, are counted apart.
var cupboard = map[string][][2]string{
	"pain-fever-allergy": {
		{"Paracetamol", "tablet"},
		{"Paracetamol", "syrup"},
		{"Ibuprofen", "tablet"},
		{"Ibuprofen", "suspension"},
		{"Tramadol", "capsule"},
		{"Morphine", "oral solution"},
		{"Amitriptyline", "tablet"},
		{"Chlorphenamine", "tablet; syrup"},
		{"Cetirizine", "tablet; syrup"},
		{"Promethazine", "injection"},
		{"Hydrocortisone", "injection"},
		{"Prednisone", "tablet"},
		{"Adrenaline (epinephrine)", "injection"},
	},
	"infection": {
		{"Amoxicillin", "capsule"},
		{"Amoxicillin", "suspension"},
		{"Amoxicillin/clavulanic acid", "tablet"},
		{"Azithromycin", "tablet; suspension"},
		{"Benzathine benzylpenicillin", "injection"},
		{"Phenoxymethylpenicillin", "tablet; suspension"},
		{"Flucloxacillin", "capsule; suspension"},
		{"Cefalexin", "capsule; suspension"},
		{"Ceftriaxone", "injection"},
		{"Ciprofloxacin", "tablet"},
		{"Doxycycline", "capsule"},
		{"Gentamicin", "injection"},
		{"Metronidazole", "tablet; suspension"},
		{"Nitrofurantoin", "capsule"},
		{"Fosfomycin", "sachet"},
		{"Co-trimoxazole", "tablet; suspension"},
		{"Aciclovir", "tablet"},
		{"Fluconazole", "capsule"},
		{"Nystatin", "oral suspension"},
		{"Clotrimazole", "cream; vaginal tablet"},
		{"Albendazole", "tablet"},
		{"Mebendazole", "tablet"},
		{"Praziquantel", "tablet"},
		{"Artemether/lumefantrine", "tablet"},
	},
	"hiv-tb": {
		{"Tenofovir DF/lamivudine/dolutegravir (TLD)", "tablet"},
		{"Tenofovir DF/emtricitabine", "tablet"},
		{"Abacavir/lamivudine", "tablet; dispersible tablet"},
		{"Dolutegravir", "tablet; dispersible tablet"},
		{"Lopinavir/ritonavir", "tablet; granules"},
		{"Zidovudine", "oral solution"},
		{"Nevirapine", "oral suspension"},
		{"Rifampicin/isoniazid/pyrazinamide/ethambutol", "tablet"},
		{"Rifampicin/isoniazid", "tablet"},
		{"Rifampicin/isoniazid/pyrazinamide (child)", "dispersible tablet"},
		{"Isoniazid", "tablet"},
		{"Pyridoxine", "tablet"},
	},
	"heart-pressure-diabetes": {
		{"Hydrochlorothiazide", "tablet"},
		{"Amlodipine", "tablet"},
		{"Enalapril", "tablet"},
		{"Atenolol", "tablet"},
		{"Carvedilol", "tablet"},
		{"Furosemide", "tablet; injection"},
		{"Spironolactone", "tablet"},
		{"Methyldopa", "tablet"},
		{"Nifedipine", "capsule; slow-release tablet"},
		{"Aspirin (soluble)", "tablet"},
		{"Simvastatin", "tablet"},
		{"Isosorbide dinitrate", "sublingual tablet"},
		{"Metformin", "tablet"},
		{"Glimepiride", "tablet"},
		{"Insulin, short acting", "injection"},
		{"Insulin, intermediate acting", "injection"},
		{"Insulin, biphasic 30/70", "injection"},
		{"Dextrose 50%", "injection"},
		{"Levothyroxine", "tablet"},
	},
	"chest": {
		{"Salbutamol", "inhaler; nebuliser solution"},
		{"Ipratropium bromide", "nebuliser solution"},
		{"Budesonide", "inhaler"},
		{"Beclomethasone", "inhaler"},
	},
	"stomach-fluids-nutrition": {
		{"Oral rehydration salts", "sachet"},
		{"Zinc", "tablet; syrup"},
		{"Lansoprazole", "capsule"},
		{"Metoclopramide", "tablet; injection"},
		{"Loperamide", "tablet"},
		{"Lactulose", "syrup"},
		{"Sennosides A and B", "tablet"},
		{"Hyoscine butylbromide", "tablet"},
		{"Ferrous sulfate", "tablet"},
		{"Folic acid", "tablet"},
		{"Vitamin A (retinol)", "capsule"},
		{"Thiamine", "tablet"},
		{"Sodium chloride 0.9%", "infusion"},
	},
	"mind-nerves": {
		{"Carbamazepine", "tablet"},
		{"Valproate", "tablet; syrup"},
		{"Lamotrigine", "tablet"},
		{"Diazepam", "injection; tablet"},
		{"Midazolam", "injection"},
		{"Fluoxetine", "capsule"},
		{"Haloperidol", "tablet; injection"},
		{"Risperidone", "tablet"},
	},
	"women-newborn": {
		{"Ethinylestradiol/levonorgestrel", "tablet"},
		{"Levonorgestrel (emergency)", "tablet"},
		{"Medroxyprogesterone acetate", "injection"},
		{"Etonorgestrel", "implant"},
		{"Oxytocin", "injection"},
		{"Misoprostol", "tablet"},
		{"Magnesium sulfate", "injection"},
		{"Vitamin K (phytomenadione)", "injection"},
	},
	"skin-eye-mouth": {
		{"Benzyl benzoate", "lotion"},
		{"Permethrin", "lotion"},
		{"Hydrocortisone", "cream"},
		{"Betamethasone", "ointment"},
		{"Povidone iodine", "ointment; solution"},
		{"Chloramphenicol", "eye ointment"},
		{"Chlorhexidine", "mouthwash; solution"},
	},
}

func TestEveryMedicineOfTheCupboard(t *testing.T) {
	rows := 0
	for group, list := range cupboard {
		for _, row := range list {
			rows++
			for form := range strings.SplitSeq(row[1], "; ") {
				if !slices.ContainsFunc(assets.Medicines(), func(m assets.Medicine) bool {
					return m.Name == row[0] && m.Form == form && m.Group == group
				}) {
					t.Errorf("%s, %s is not in the %s group", row[0], form, group)
				}
			}
		}
	}
	vaccines := 0
	for _, m := range assets.Medicines() {
		if m.Group == "vaccines" {
			vaccines++
			continue
		}
		if !slices.ContainsFunc(cupboard[m.Group], func(row [2]string) bool {
			return row[0] == m.Name && slices.Contains(strings.Split(row[1], "; "), m.Form)
		}) {
			t.Errorf("%s, %s stands in no row of the source", m.Name, m.Form)
		}
	}
	if rows+1 != 109 || vaccines != 11 {
		t.Errorf("%d rows and %d vaccines, want 109 and 11", rows+1, vaccines)
	}
}

func TestMedicinesAreWellFormed(t *testing.T) {
	atc := regexp.MustCompile(`^[A-Z][0-9]{2}[A-Z]{2}([0-9]{2})?$`)
	classes := map[string]bool{}
	seen := map[[3]string]bool{}
	for _, m := range assets.Medicines() {
		key := [3]string{m.Name, m.Form, m.Strength}
		if seen[key] {
			t.Errorf("%v stands there twice", key)
		}
		seen[key] = true
		if m.Name == "" || m.Form == "" || m.Strength == "" || m.Classes == nil || m.Synonyms == nil {
			t.Errorf("%v has a hole: %+v", key, m)
		}
		if strings.ContainsAny(m.Strength+m.Form, ";") {
			t.Errorf("%v is more than one product", key)
		}
		if !atc.MatchString(m.ATC) {
			t.Errorf("%v: ATC %q", key, m.ATC)
		}
		for _, c := range m.Classes {
			classes[c] = true
		}
	}
	for word, class := range assets.MedicineClassAliases() {
		if !classes[class] {
			t.Errorf("%q stands for %q, which no medicine is", word, class)
		}
		if word != strings.ToLower(word) {
			t.Errorf("%q is not lower case", word)
		}
	}
}

func TestAllergyClasses(t *testing.T) {
	for name, class := range map[string]string{
		"Amoxicillin": "penicillin", "Flucloxacillin": "penicillin", "Benzathine benzylpenicillin": "penicillin",
		"Phenoxymethylpenicillin": "penicillin", "Amoxicillin/clavulanic acid": "penicillin", "Ceftriaxone": "cephalosporin",
		"Co-trimoxazole": "sulfonamide", "Ibuprofen": "nsaid", "Aspirin (soluble)": "nsaid", "Nevirapine": "nnrti",
	} {
		if !slices.ContainsFunc(assets.Medicines(), func(m assets.Medicine) bool { return m.Name == name && slices.Contains(m.Classes, class) }) {
			t.Errorf("%s is no %s", name, class)
		}
	}
}

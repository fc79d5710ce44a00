package assets

import "sync"

// Medicine is one form and strength of a medicine that a clinic of this kind
// keeps. It says nothing about doses.
type Medicine struct {
	Name     string   `json:"name"`
	Form     string   `json:"form"`     // "tablet", "suspension", "injection" ...
	Strength string   `json:"strength"` // as it stands on the pack: "250 mg/5 mL"
	ATC      string   `json:"atc"`      // WHO's code, from own knowledge; a group (A07CA) where products differ
	Group    string   `json:"group"`    // "infection", "hiv-tb" ...; the rows stand group by group
	Classes  []string `json:"classes"`  // for allergy warnings: "penicillin", "sulfonamide", "nsaid"
	Synonyms []string `json:"synonyms"` // other names to be found by
}

type medicineFile struct {
	Source       string            `json:"source"`
	ClassAliases map[string]string `json:"classAliases"`
	Medicines    []Medicine        `json:"medicines"`
}

var medicines = sync.OnceValue(func() medicineFile { return mustLoad[medicineFile]("codes/medicines.json") })

// Medicines is the list a prescription is picked from; what is not on it can
// still be written as text.
func Medicines() []Medicine { return medicines().Medicines }

// MedicineClassAliases says which class a word on an allergy list means, lower
// case: "sulfa" is "sulfonamide", and who reacts to aspirin is warned of every
// "nsaid".
func MedicineClassAliases() map[string]string { return medicines().ClassAliases }

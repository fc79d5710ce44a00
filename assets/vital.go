package assets

import "sync"

// Vital is one vital sign: what it is called in LOINC and UCUM, and the hard
// limits outside which an entry is a slip of the hand.
type Vital struct {
	ID        string   `json:"id"` // the JSON name of the field that carries it, where one does
	LOINC     string   `json:"loinc"`
	AlsoLOINC string   `json:"alsoLoinc,omitempty"` // a second coding FHIR R4 allows beside it
	Display   string   `json:"display"`
	UCUM      string   `json:"ucum"` // "" for panels and coded answers
	Unit      string   `json:"unit"` // as a person writes it
	Min       *float64 `json:"min,omitempty"`
	Max       *float64 `json:"max,omitempty"`
	Decimals  int      `json:"decimals"`
	// Unconfirmed marks a code from own knowledge; the others stand in the vital
	// signs profile of FHIR R4.
	Unconfirmed bool `json:"unconfirmed,omitempty"`
}

type vitalFile struct {
	Notice string  `json:"notice"`
	Vitals []Vital `json:"vitals"`
}

var vitals = sync.OnceValue(func() vitalFile { return mustLoad[vitalFile]("codes/vitals.json") })

// Vitals lists the vital signs a clinic can record.
func Vitals() []Vital { return vitals().Vitals }

// CodesNotice is the text LOINC and UCUM ask to be shown where their codes are
// shipped.
func CodesNotice() string { return vitals().Notice }

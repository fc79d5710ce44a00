package assets

import "sync"

// Diagnosis is one row of the short list. Code and meaning follow WHO's ICD-10 of
// 2019; the names are ours, because the classification's own text is WHO's.
type Diagnosis struct {
	System   string   `json:"system"`       // FHIR URI of the code system
	Version  string   `json:"version"`      // "ICD-10 WHO 2019"
	Code     string   `json:"code"`         // with the point: "E11.9"
	Name     string   `json:"name"`         // our short English name
	NameSt   string   `json:"st,omitempty"` // plain Sesotho, a draft; often missing
	Group    string   `json:"group"`        // "infectious", "chest-heart" ...; the rows stand group by group
	Synonyms []string `json:"synonyms"`     // plain words of both languages, to be found by
	// Notifiable is the category of the South African list of March 2025: "1" at
	// once, "2" within 7 days, "lab" by the laboratory only, "" not notifiable.
	Notifiable string `json:"notifiable"`
}

type diagnosisFile struct {
	System    string      `json:"system"`
	Version   string      `json:"version"`
	Diagnoses []Diagnosis `json:"diagnoses"`
}

var diagnoses = sync.OnceValue(func() []Diagnosis {
	file := mustLoad[diagnosisFile]("codes/diagnoses.json")
	for i := range file.Diagnoses {
		file.Diagnoses[i].System, file.Diagnoses[i].Version = file.System, file.Version
	}
	return file.Diagnoses
})

var diagnosisByCode = sync.OnceValue(func() map[string]Diagnosis {
	by := map[string]Diagnosis{}
	for _, d := range diagnoses() {
		by[d.Code] = d
	}
	return by
})

// Diagnoses is the short list of a primary-care clinic, by group.
func Diagnoses() []Diagnosis { return diagnoses() }

// DiagnosisByCode finds a row of the short list; false for a code that is not on
// it, which does not make the code wrong.
func DiagnosisByCode(code string) (Diagnosis, bool) {
	d, ok := diagnosisByCode()[code]
	return d, ok
}

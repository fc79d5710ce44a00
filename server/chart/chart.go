package chart

import (
	"context"
	"slices"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/encounter"
	"karete/server/patient"
	"karete/server/triage"
	"karete/server/visit"
)

// Chart is one patient as a clinician sees them.
type Chart struct {
	Patient           patient.Patient `json:"patient"`
	Allergies         []Allergy       `json:"allergies" doc:"Those that stand"`
	NoKnownAllergySay *time.Time      `json:"noKnownAllergiesSaidAt,omitempty" doc:"When the patient said there are none; absent when nobody asked"`
	Problems          []Condition     `json:"problems" doc:"Those that stand"`
	OpenVisit         *VisitRecord    `json:"openVisit,omitempty"`
	// In front of the nurse, in quotes: never among what was found.
	PatientSaid []triage.PatientSaid `json:"patientSaid" doc:"What the patient answered for this visit, or lately when there is none; newest first"`
	PastVisits  []VisitRecord        `json:"pastVisits" doc:"Newest first"`
	Medicines   []Medicine           `json:"medicines" doc:"What was prescribed last, by medicine, newest first"`
}

// VisitRecord is one visit with all that was signed in it.
type VisitRecord struct {
	Visit        visit.Visit           `json:"visit"`
	Triages      []triage.Triage       `json:"triages" doc:"Oldest first; the last one stands"`
	Encounters   []encounter.Encounter `json:"encounters" doc:"Consultations and their amendments, oldest first"`
	Observations []triage.Observation  `json:"observations"`
	Paper        *PaperSource          `json:"paper,omitempty" doc:"Absent unless the visit was keyed in from a paper sheet"`
}

// Medicine is a line of the newest prescription in which it stands.
type Medicine struct {
	encounter.Prescription
	PrescribedAt time.Time `json:"prescribedAt"`
	VisitID      string    `json:"visitId"`
}

// Room is the room of charts.
type Room struct{ gate *act.Gate }

// New opens the room.
func New(gate *act.Gate) *Room { return &Room{gate: gate} }

// Read opens the chart; the opening is in the journal before anything is read.
// Fault: not-found.
func (r *Room) Read(ctx context.Context, a access.Actor, patientID string) (Chart, error) {
	return act.Look(ctx, r.gate, a, "chart.read", patientID, func(tx *db.Tx) (Chart, error) { return read(tx, patientID) })
}

func read(tx *db.Tx, patientID string) (Chart, error) {
	p, err := patient.ReadIn(tx, patientID)
	if err != nil {
		return Chart{}, err
	}
	c := Chart{Patient: p, PastVisits: []VisitRecord{}}
	if c.Allergies, c.NoKnownAllergySay, err = allergies(tx, patientID); err != nil {
		return Chart{}, err
	}
	if c.Problems, err = problems(tx, patientID); err != nil {
		return Chart{}, err
	}
	records, encounters, err := VisitRecordsIn(tx, patientID)
	if err != nil {
		return Chart{}, err
	}
	for i, r := range records {
		if r.Visit.Status.Open() {
			c.OpenVisit = &records[i]
		} else {
			c.PastVisits = append(c.PastVisits, r)
		}
	}
	c.Medicines = medicines(encounters)
	openID := ""
	if c.OpenVisit != nil {
		openID = c.OpenVisit.Visit.ID
	}
	c.PatientSaid, err = triage.SaidIn(tx, patientID, openID)
	return c, err
}

// medicines keeps each medicine's newest line that stands.
func medicines(encounters []encounter.Encounter) []Medicine {
	list := []Medicine{}
	known := map[string]bool{}
	for _, e := range slices.Backward(encounters) {
		if e.Struck || e.Note == nil {
			continue
		}
		for _, p := range e.Note.Prescriptions {
			key := p.ATC + "\x00" + p.Medicine + "\x00" + p.Form
			if !known[key] {
				known[key] = true
				list = append(list, Medicine{Prescription: p, PrescribedAt: e.OccurredAt, VisitID: e.VisitID})
			}
		}
	}
	return list
}

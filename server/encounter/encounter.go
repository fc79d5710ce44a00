package encounter

import (
	"time"

	"karete/server/act"
	"karete/server/visit"
)

// Kind is what sort of contact an encounter is.
type Kind string

// The kinds.
const (
	KindTriage       Kind = "triage"
	KindConsultation Kind = "consultation"
	KindAmendment    Kind = "amendment"
)

// AmendKind is what an amendment does to the encounter it names.
type AmendKind string

// The kinds of amendment.
const (
	Correction     AmendKind = "correction"
	LateEntry      AmendKind = "late-entry"
	EnteredInError AmendKind = "entered-in-error"
)

// Author is who signed.
type Author struct {
	ID          string `json:"id"`
	DisplayName string `json:"displayName"`
	Role        string `json:"role"`
}

// Encounter is one signed contact as it is read. Struck says that an amendment
// took its place: it stays readable, struck through.
type Encounter struct {
	ID          string    `json:"id"`
	PatientID   string    `json:"patientId"`
	VisitID     string    `json:"visitId"`
	Kind        Kind      `json:"kind" enum:"triage,consultation,amendment"`
	OccurredAt  time.Time `json:"occurredAt"`
	SignedAt    time.Time `json:"signedAt"`
	Author      Author    `json:"author"`
	Note        *Note     `json:"note,omitempty" doc:"Absent for triage, and when entered in error"`
	AmendsID    string    `json:"amendsId,omitempty"`
	AmendKind   AmendKind `json:"amendKind,omitempty" enum:"correction,late-entry,entered-in-error"`
	AmendReason string    `json:"amendReason,omitempty"`
	Struck      bool      `json:"struck"`
}

// Signed is the answer to a signature: the encounter and what became of the visit.
type Signed struct {
	Encounter Encounter   `json:"encounter"`
	Visit     visit.Visit `json:"visit"`
}

// Room is the room of encounters.
type Room struct{ gate *act.Gate }

// New opens the room.
func New(gate *act.Gate) *Room { return &Room{gate: gate} }

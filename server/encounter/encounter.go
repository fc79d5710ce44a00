package encounter

import (
	"strings"
	"time"

	"karete/server/act"
	"karete/server/fault"
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

// Note is what a clinician writes. Texts are as typed; a line end is a line end.
type Note struct {
	Complaint     string         `json:"complaint" maxLength:"4000"`
	Examination   string         `json:"examination" maxLength:"4000"`
	Advice        string         `json:"advice" maxLength:"2000"`
	Diagnoses     []Diagnosis    `json:"diagnoses" maxItems:"20"`
	Prescriptions []Prescription `json:"prescriptions" maxItems:"30"`
	FollowUp      *FollowUp      `json:"followUp,omitempty"`
	Referral      *Referral      `json:"referral,omitempty"`
	Outcome       visit.Outcome  `json:"outcome" enum:"home,referred,admitted,died,left"`
}

// Diagnosis is one finding by rank: the first is the main one. System is
// "icd-10" with a code, or empty for text that waits to be coded.
type Diagnosis struct {
	System     string `json:"system" enum:"icd-10," doc:"icd-10 (WHO, 2019), or empty for free text"`
	Code       string `json:"code" maxLength:"8"`
	Text       string `json:"text" minLength:"1" maxLength:"200" doc:"Our short name at the time, or what was written"`
	Certainty  string `json:"certainty" enum:"provisional,confirmed"`
	FirstVisit bool   `json:"firstVisit" doc:"First visit for this condition, else a repeat"`
}

// Prescription is one line of medicine.
type Prescription struct {
	Medicine  string `json:"medicine" minLength:"1" maxLength:"120"`
	Form      string `json:"form" maxLength:"60"`
	Strength  string `json:"strength" maxLength:"60"`
	ATC       string `json:"atc" maxLength:"20" doc:"WHO ATC code, empty when typed freely"`
	Dose      string `json:"dose" maxLength:"60"`
	Frequency string `json:"frequency" maxLength:"60"`
	Days      *int   `json:"days,omitempty" minimum:"1" maximum:"366"`
	Quantity  string `json:"quantity" maxLength:"40"`
	Note      string `json:"note" maxLength:"300"`
}

// FollowUp is when to come back.
type FollowUp struct {
	On   string `json:"on,omitempty" format:"date" doc:"Civil date"`
	Note string `json:"note" maxLength:"300"`
}

// Referral sends the patient on.
type Referral struct {
	To      string `json:"to" minLength:"1" maxLength:"120"`
	Reason  string `json:"reason" maxLength:"1000"`
	Urgency string `json:"urgency" enum:"routine,urgent,emergency"`
}

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
	Note        *Note     `json:"note,omitempty" doc:"Absent for triage, and for entered-in-error"`
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

// check refuses a note that says nothing or contradicts itself; path is where the
// note stands in the request.
func (n *Note) check(path string) error {
	var bad []fault.FieldError
	at := func(field string) string { return strings.TrimPrefix(path+"."+field, ".") }
	if strings.TrimSpace(n.Complaint+n.Examination+n.Advice) == "" && len(n.Diagnoses) == 0 && len(n.Prescriptions) == 0 {
		bad = append(bad, fault.FieldError{Field: at("complaint"), Code: "required"})
	}
	for i, d := range n.Diagnoses {
		if coded := d.System != ""; coded != (d.Code != "") {
			bad = append(bad, fault.FieldError{Field: at(index("diagnoses", i, "code")), Code: "required"})
		}
		if strings.TrimSpace(d.Text) == "" {
			bad = append(bad, fault.FieldError{Field: at(index("diagnoses", i, "text")), Code: "required"})
		}
	}
	for i, p := range n.Prescriptions {
		if strings.TrimSpace(p.Medicine) == "" {
			bad = append(bad, fault.FieldError{Field: at(index("prescriptions", i, "medicine")), Code: "required"})
		}
	}
	if n.Outcome == visit.OutcomeReferred && (n.Referral == nil || strings.TrimSpace(n.Referral.To) == "") {
		bad = append(bad, fault.FieldError{Field: at("referral.to"), Code: "required"})
	}
	if len(bad) > 0 {
		return fault.Fields(bad...)
	}
	return nil
}

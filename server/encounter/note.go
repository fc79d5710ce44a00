package encounter

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"karete/server/fault"
	"karete/server/visit"
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

// followUpYears is how far ahead a date is still a plan and not a slip of the hand.
const followUpYears = 2

var outcomes = []visit.Outcome{visit.OutcomeHome, visit.OutcomeReferred, visit.OutcomeAdmitted, visit.OutcomeDied, visit.OutcomeLeft}

// check refuses a note that says nothing or contradicts itself. at is what stands
// before its fields in the request, day the visit's: nobody comes back before it.
func (n *Note) check(at, day string) error {
	var bad []fault.FieldError
	add := func(field, code string) { bad = append(bad, fault.FieldError{Field: at + field, Code: code}) }
	arrived, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return fmt.Errorf("day of the visit: %w", err)
	}
	if blank(n.Complaint+n.Examination+n.Advice) && len(n.Diagnoses) == 0 && len(n.Prescriptions) == 0 {
		add("complaint", "required")
	}
	for i, d := range n.Diagnoses {
		if field, code := CheckCoding(d.System, d.Code); code != "" {
			add(fmt.Sprintf("diagnoses[%d].%s", i, field), code)
		}
		if blank(d.Text) {
			add(fmt.Sprintf("diagnoses[%d].text", i), "required")
		}
	}
	for i, p := range n.Prescriptions {
		if blank(p.Medicine) {
			add(fmt.Sprintf("prescriptions[%d].medicine", i), "required")
		}
	}
	if f := n.FollowUp; f != nil && f.On != "" {
		if _, err := time.Parse(time.DateOnly, f.On); err != nil {
			add("followUp.on", "not-a-date")
		} else if f.On <= day {
			add("followUp.on", "past")
		} else if last := arrived.AddDate(followUpYears, 0, 0).Format(time.DateOnly); f.On > last {
			bad = append(bad, fault.FieldError{Field: at + "followUp.on", Code: "out-of-range", Params: map[string]any{"min": day, "max": last}})
		}
	}
	if !slices.Contains(outcomes, n.Outcome) {
		add("outcome", "not-one-of")
	}
	if n.Outcome == visit.OutcomeReferred && n.Referral == nil || n.Referral != nil && blank(n.Referral.To) {
		add("referral.to", "required")
	}
	if len(bad) > 0 {
		return fault.Fields(bad...)
	}
	return nil
}

func blank(text string) bool { return strings.TrimSpace(text) == "" }

// icd10 is the shape of a code: a letter, two figures, and what follows the point.
var icd10 = regexp.MustCompile(`^[A-Z][0-9]{2}(\.[0-9A-Z]{1,4})?$`)

// CheckCoding holds that a condition is coded or free text and nothing between.
// It answers with the broken field, system or code, and how it is broken; "" when
// nothing is. A code need not be on the short list.
func CheckCoding(system, code string) (field, broken string) {
	switch {
	case system == "" && code == "":
		return "", ""
	case system == "":
		return "system", "required"
	case system != "icd-10":
		return "system", "not-one-of"
	case code == "":
		return "code", "required"
	case !icd10.MatchString(code):
		return "code", "pattern"
	}
	return "", ""
}

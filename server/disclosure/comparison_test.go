package disclosure_test

import (
	"bytes"
	"testing"

	"karete/server/disclosure"
	"karete/server/id"
	"karete/server/patient"
	"karete/server/reception"
	"karete/server/visit/visittest"
)

// That somebody was compared with the patient is about the patient; who that was is not.
func TestTheBundleTellsOfComparisons(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	first := o.registered("Thabo", "Mokoena", "1990-05-17", patient.Consent{})
	in := reception.Registration{Different: []reception.Different{{PatientID: first.ID, Reason: patient.ReasonTwin, Note: "Thabo is the elder"}}}
	in.ID = id.New()
	in.Demographics = patient.Demographics{GivenNames: "Thabiso", FamilyName: "Mokoena", Sex: patient.Male, BirthDate: "1990-05-17", BirthPrecision: "day"}
	must[reception.Registered](t)(reception.New(o.Gate, patient.New(o.Gate)).Register(t.Context(), visittest.Nurse, in))

	b, text := o.bundle(visittest.Admin, in.ID)
	want := disclosure.FileComparison{PatientID: in.ID, At: o.Clock.Now().UTC(), By: visittest.Nurse.Name, Verdict: patient.Distinct, Reason: patient.ReasonTwin}
	if len(b.Comparisons) != 1 || b.Comparisons[0] != want {
		t.Errorf("%+v", b.Comparisons)
	}
	for _, hidden := range []string{first.ID, "the elder"} {
		if bytes.Contains(text, []byte(hidden)) {
			t.Errorf("%q of the other is in it", hidden)
		}
	}
	if b, _ := o.bundle(visittest.Admin, first.ID); len(b.Comparisons) != 1 || b.Comparisons[0].PatientID != first.ID {
		t.Errorf("the other's: %+v", b.Comparisons)
	}
}

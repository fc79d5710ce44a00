package disclosure_test

import (
	"bytes"
	"testing"

	"karete/server/id"
	"karete/server/patient"
	"karete/server/visit/visittest"
)

// Who belongs to the patient is about the patient; what is known of them is not.
func TestTheBundleNamesRelatives(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	rooms := patient.New(o.Gate)
	baby, mother := o.registered("Thabo", "Mokoena", "2026", patient.Consent{}), o.registered("Lineo", "Mokoena", "1990", patient.Consent{})
	must[patient.Patient](t)(rooms.Update(t.Context(), visittest.Clerk, mother.ID, mother.Version, patient.PatientChange{ID: id.New(), Demographics: patient.Demographics{
		GivenNames: "Lineo", FamilyName: "Mokoena", Sex: patient.Female, BirthPrecision: "unknown", Village: "Ha Mohatlane", Phones: []patient.NewPhone{{Number: "5812 4471"}}}}))
	must[patient.Patient](t)(rooms.Relate(t.Context(), visittest.Clerk, baby.ID, patient.Relate{ID: id.New(), OtherID: mother.ID, Kind: patient.Mother}))
	number := id.New()
	must[patient.Patient](t)(rooms.Identify(t.Context(), visittest.Clerk, baby.ID, patient.Identify{ID: number, System: patient.SystemFile, Value: "0012/19"}))
	must[patient.Patient](t)(rooms.LogFile(t.Context(), visittest.Clerk, baby.ID, number, patient.LogFile{ID: id.New(), Kind: patient.FileMissing, Note: "lent to the hospital"}))

	b, text := o.bundle(visittest.Admin, baby.ID)
	if len(b.Relations) != 1 || b.Relations[0].Kind != patient.Mother || b.Relations[0].Name != "Lineo Mokoena" || b.Relations[0].MadeBy != visittest.Clerk.Name {
		t.Errorf("%+v", b.Relations)
	}
	if len(b.Files) != 1 || b.Files[0].FileNumber != "0012/19" || b.Files[0].Note != "lent to the hospital" {
		t.Errorf("%+v", b.Files)
	}
	for _, hers := range []string{"Ha Mohatlane", "58124471", mother.ID} {
		if bytes.Contains(text, []byte(hers)) {
			t.Errorf("%q of the mother is in it", hers)
		}
	}
	if b, _ := o.bundle(visittest.Admin, mother.ID); len(b.Relations) != 1 || b.Relations[0].Kind != patient.Child || len(b.Files) != 0 {
		t.Errorf("%+v %+v", b.Relations, b.Files)
	}
}

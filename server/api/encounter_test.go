package api_test

import (
	"net/http"
	"testing"

	"karete/server/api/apitest"
	"karete/server/encounter"
	"karete/server/visit"
)

func consultation() map[string]any {
	return map[string]any{
		"complaint": "cough for three days", "examination": "chest clear", "advice": "rest", "outcome": "home",
		"diagnoses": []any{map[string]any{"system": "icd-10", "code": "J06.9", "text": "Cold", "certainty": "confirmed", "firstVisit": true}},
		"prescriptions": []any{map[string]any{"medicine": "Paracetamol", "form": "tablet", "strength": "500 mg", "atc": "N02BE01",
			"dose": "1", "frequency": "daily", "days": 3, "quantity": "3", "note": ""}},
		"followUp": map[string]any{"on": "2026-12-01", "note": ""},
	}
}

func signing(patientID string) map[string]any {
	return with(consultation(), map[string]any{"id": apitest.ID(), "patientId": patientID})
}

func TestSigningOverHTTP(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	v, other := arrived(t, c, "Thabo", "Mokoena"), arrived(t, c, "Pule", "Tau")
	path, in := "/visits/"+v.ID+"/encounters", signing(v.PatientID)
	onlyClinicians(t, c, http.MethodPost, path, in)
	c.As("doctor").POST("/visits/"+other.ID+"/encounters", in).Refused(http.StatusConflict, "mismatch")
	var signed encounter.Signed
	c.As("doctor").POST(path, in).Want(http.StatusCreated).JSON(&signed)
	if signed.Encounter.Author.Role != "doctor" || signed.Visit.Status != visit.Finished || len(signed.Encounter.Note.Prescriptions) != 1 {
		t.Errorf("%+v", signed)
	}
	c.As("doctor").POST(path, in).Want(http.StatusCreated) // sent again
	c.As("nurse").POST(path, in).Refused(http.StatusConflict, "command-reused")
	c.As("doctor").POST(path, signing(v.PatientID)).Refused(http.StatusConflict, "wrong-state")

	bare := signing(other.PatientID) // nothing found, nothing given
	bare["diagnoses"], bare["prescriptions"], bare["moveTo"] = []any{}, []any{}, c.Departments["PHA"]
	delete(bare, "followUp")
	c.As("nurse").POST("/visits/"+other.ID+"/encounters", bare).Want(http.StatusCreated).JSON(&signed)
	if signed.Visit.Status != visit.InProgress || len(signed.Visit.Entries) != 2 {
		t.Errorf("%+v", signed.Visit)
	}
}

func TestANotesFieldsHaveLimits(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	v := arrived(t, c, "Thabo", "Mokoena")
	path := "/visits/" + v.ID + "/encounters"
	refuses(t, c.As("doctor"), path, func() map[string]any { return signing(v.PatientID) }, []broken{
		{"id", typed, "id", "pattern"},
		{"patientId", nil, "patientId", "required"},
		{"complaint", longText(4001), "complaint", "too-long"},
		{"complaint", typed + "\u0000", "complaint", "bad-text"},
		{"examination", nil, "examination", "required"},
		{"advice", 5, "advice", "wrong-type"},
		{"outcome", typed, "outcome", "not-one-of"},
		{"outcome", "cancelled", "outcome", "not-one-of"},
		{"outcome", "referred", "referral.to", "required"},
		{"diagnoses", make([]any, 21), "diagnoses", "too-many"},
		{"diagnoses", "cough", "diagnoses", "wrong-type"},
		{"diagnoses.code", typed, "diagnoses[0].code", "too-long"},
		{"diagnoses.code", "COUGH", "diagnoses[0].code", "pattern"},
		{"diagnoses.system", typed, "diagnoses[0].system", "not-one-of"},
		{"diagnoses.system", "", "diagnoses[0].system", "required"},
		{"diagnoses.text", "", "diagnoses[0].text", "too-short"},
		{"diagnoses.certainty", typed, "diagnoses[0].certainty", "not-one-of"},
		{"prescriptions.medicine", "", "prescriptions[0].medicine", "too-short"},
		{"prescriptions.days", 0, "prescriptions[0].days", "out-of-range"},
		{"prescriptions.days", 1e300, "prescriptions[0].days", "out-of-range"},
		{"prescriptions.days", 2.5, "prescriptions[0].days", "wrong-type"},
		{"prescriptions.dose", longText(61), "prescriptions[0].dose", "too-long"},
		{"followUp.on", typed, "followUp.on", "not-a-date"},
		{"followUp.on", "2026-11-24", "followUp.on", "past"},
		{"moveTo", typed, "moveTo", "unknown"},
		{"moveTo", longText(37), "moveTo", "too-long"},
		{"senior", typed, "", "unknown-field"},
	})
	c.As("doctor").POST("/visits/"+typed+"/encounters", signing(v.PatientID)).Broken("visitId", "pattern")
	c.As("doctor").POST(path, []byte(`{"id":`)).Refused(http.StatusBadRequest, "malformed")
	c.As("doctor").POST(path, []byte(`{"complaint":"`+longText(70_000)+`"}`)).Refused(http.StatusRequestEntityTooLarge, "too-large")
}

func TestAmendmentsOverHTTP(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	v := arrived(t, c, "Thabo", "Mokoena")
	var signed encounter.Signed
	c.As("doctor").POST("/visits/"+v.ID+"/encounters", signing(v.PatientID)).Want(http.StatusCreated).JSON(&signed)
	path := "/encounters/" + signed.Encounter.ID + "/amendments"
	amending := func() map[string]any {
		return map[string]any{"id": apitest.ID(), "patientId": v.PatientID, "visitId": v.ID, "kind": "correction", "reason": "wrong side", "note": consultation()}
	}
	onlyClinicians(t, c, http.MethodPost, path, amending())
	refuses(t, c.As("nurse"), path, amending, []broken{
		{"kind", typed, "kind", "not-one-of"},
		{"reason", "ab", "reason", "too-short"},
		{"reason", "   ", "reason", "reason-needed"},
		{"reason", longText(501), "reason", "too-long"},
		{"note", nil, "note", "required"},
		{"note.complaint", longText(4001), "note.complaint", "too-long"},
		{"note.outcome", "referred", "note.referral.to", "required"},
		{"kind", "entered-in-error", "note", "not-allowed"},
		{"visitId", nil, "visitId", "required"},
	})
	c.As("nurse").POST("/encounters/"+apitest.ID()+"/amendments", amending()).Refused(http.StatusNotFound, "not-found")
	in := amending()
	in["patientId"] = registered(t, c, "Pule", "Tau")
	c.As("nurse").POST(path, in).Refused(http.StatusConflict, "mismatch")

	var amended encounter.Encounter
	c.As("nurse").POST(path, amending()).Want(http.StatusCreated).JSON(&amended)
	if amended.AmendsID != signed.Encounter.ID || amended.Struck || amended.Kind != encounter.KindAmendment {
		t.Errorf("%+v", amended)
	}
	in = amending()
	in["kind"] = "entered-in-error"
	delete(in, "note")
	c.As("doctor").POST(path, in).Want(http.StatusCreated)
	c.As("doctor").POST(path, amending()).Refused(http.StatusConflict, "wrong-state")
	c.As("doctor").POST("/encounters/"+amended.ID+"/amendments", amending()).Refused(http.StatusConflict, "wrong-state")
}

func TestDraftsOverHTTP(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	v := arrived(t, c, "Thabo", "Mokoena")
	path := "/visits/" + v.ID + "/drafts/consultation"
	in := map[string]any{"patientId": v.PatientID, "content": map[string]any{"complaint": typed, "lines": []any{1.5, nil, "x"}}}
	for _, r := range []struct{ method, path string }{{"PUT", path}, {"GET", path}, {"DELETE", path}, {"GET", "/drafts"}} {
		var body any
		if r.method == "PUT" {
			body = in
		}
		onlyClinicians(t, c, r.method, r.path, body)
	}
	c.As("doctor").PUT(path, 0, in).Want(http.StatusOK)
	var got struct {
		Content struct {
			Complaint string
			Lines     []any
		}
	}
	c.SignIn("doctor").GET(path).Want(http.StatusOK).JSON(&got) // another browser, the same person
	if got.Content.Complaint != typed || len(got.Content.Lines) != 3 || got.Content.Lines[0] != 1.5 {
		t.Errorf("%+v", got)
	}
	c.As("nurse").GET(path).Refused(http.StatusNotFound, "not-found")
	var list []encounter.Draft
	c.As("nurse").GET("/drafts").Want(http.StatusOK).JSON(&list)
	if len(list) != 0 {
		t.Errorf("somebody else's: %+v", list)
	}
	c.As("doctor").GET("/drafts").Want(http.StatusOK).JSON(&list)
	if len(list) != 1 || list[0].VisitID != v.ID {
		t.Errorf("%+v", list)
	}
	c.As("doctor").PUT("/visits/"+v.ID+"/drafts/"+typed, 0, in).Broken("kind", "not-one-of")
	c.As("doctor").PUT("/visits/"+apitest.ID()+"/drafts/triage", 0, in).Refused(http.StatusNotFound, "not-found")
	c.As("doctor").PUT(path, 0, with(in, map[string]any{"patientId": apitest.ID()})).Refused(http.StatusConflict, "mismatch")
	c.As("doctor").PUT(path, 0, with(in, map[string]any{"content": typed})).Broken("content", "wrong-type")
	c.As("doctor").PUT(path, 0, with(in, map[string]any{"content": map[string]any{"x": longText(50_000)}})).Refused(http.StatusRequestEntityTooLarge, "too-large")
	c.As("doctor").DELETE(path).Want(http.StatusNoContent)
	c.As("doctor").DELETE(path).Want(http.StatusNoContent)
	c.As("doctor").GET(path).Refused(http.StatusNotFound, "not-found")
}

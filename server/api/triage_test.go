package api_test

import (
	"net/http"
	"testing"

	"karete/server/api/apitest"
	"karete/server/triage"
	"karete/server/triage/sats"
	"karete/server/visit"
)

func vitals() map[string]any {
	return map[string]any{"mobility": "walking", "respiratoryRate": 12, "heartRate": 72, "systolicMmHg": 120,
		"temperatureCel": 36.8, "avpu": "alert", "trauma": false, "ageYears": 30}
}

func sorting(patientID string) map[string]any {
	return map[string]any{"id": apitest.ID(), "patientId": patientID, "input": vitals(), "decision": map[string]any{"level": 0},
		"complaint": map[string]any{"chips": []any{"cough"}, "text": "since Sunday"}}
}

func TestTriageOverHTTP(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	var signs []sats.Sign
	c.As("nurse").GET("/triage/signs").Want(http.StatusOK).JSON(&signs)
	if len(signs) < 50 {
		t.Errorf("%d signs", len(signs))
	}
	onlyClinicians(t, c, http.MethodGet, "/triage/signs", nil)

	var result sats.Result
	c.As("doctor").POST("/triage/score", map[string]any{"input": vitals()}).Want(http.StatusOK).JSON(&result)
	if result.Computed != sats.Routine || !result.Complete {
		t.Errorf("%+v", result)
	}
	c.As("doctor").POST("/triage/score", map[string]any{"input": map[string]any{}}).Want(http.StatusOK)
	c.As("nurse").POST("/triage/score", map[string]any{"input": vitals(), "patientId": apitest.ID()}).Refused(http.StatusNotFound, "not-found")
	onlyClinicians(t, c, http.MethodPost, "/triage/score", map[string]any{"input": vitals()})

	v := arrived(t, c, "Thabo", "Mokoena")
	path, in := "/visits/"+v.ID+"/triage", sorting(v.PatientID)
	onlyClinicians(t, c, http.MethodPost, path, in)
	var saved triage.Saved
	c.As("nurse").POST(path, in).Want(http.StatusCreated).JSON(&saved)
	if saved.Visit.Status != visit.Triaged || saved.Visit.Level != sats.Routine || saved.Triage.Author != "Thato Mohapi" {
		t.Errorf("%+v", saved)
	}
	c.As("nurse").POST(path, in).Want(http.StatusCreated) // sent again
	c.As("nurse").POST(path, with(in, map[string]any{"patientId": apitest.ID()})).Refused(http.StatusConflict, "command-reused")
	c.As("nurse").POST(path, with(in, map[string]any{"id": apitest.ID(), "patientId": apitest.ID()})).Refused(http.StatusConflict, "mismatch")

	in = sorting(v.PatientID)
	in["input"].(map[string]any)["heartRate"] = 135
	in["decision"] = map[string]any{"level": 4, "reason": "known-normal-for-patient"}
	c.As("nurse").POST(path, in).Broken("decision.level", "senior-needed")
	c.As("senior").POST(path, in).Want(http.StatusCreated).JSON(&saved)
	if saved.Triage.Outcome.Kind != sats.Lowered || saved.Visit.Level != sats.Routine {
		t.Errorf("%+v", saved.Triage)
	}
	c.As("nurse").POST("/visits/"+v.ID+"/left", step(v.PatientID)).Want(http.StatusOK)
	c.As("nurse").POST(path, sorting(v.PatientID)).Refused(http.StatusConflict, "wrong-state")
}

func TestTriageFieldsHaveLimits(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	v := arrived(t, c, "Thabo", "Mokoena")
	refuses(t, c.As("nurse"), "/visits/"+v.ID+"/triage", func() map[string]any { return sorting(v.PatientID) }, []broken{
		{"id", typed, "id", "pattern"},
		{"patientId", typed, "patientId", "pattern"},
		{"input", nil, "input", "required"},
		{"complaint.text", longText(1001), "complaint.text", "too-long"},
		{"complaint.chips", []any{typed + " <b>"}, "complaint.chips[0]", "pattern"},
		{"complaint.chips", make([]any, 13), "complaint.chips", "too-many"},
		{"input.heartRate", 301, "input.heartRate", "out-of-range"},
		{"input.heartRate", 72.5, "input.heartRate", "wrong-type"},
		{"input.heartRate", typed, "input.heartRate", "wrong-type"},
		{"input.temperatureCel", 98.6, "input.temperatureCel", "ask-fahrenheit"},
		{"input.avpu", typed, "input.avpu", "not-one-of"},
		{"input.signs", map[string]any{typed: "yes"}, "input.signs", "not-one-of"},
		{"input.measuredAt", typed, "input.measuredAt", "not-a-date"},
		{"input.colour", typed, "input", "unknown-field"},
		{"decision.reasonText", longText(501), "decision.reasonText", "too-long"},
		{"decision.level", 9, "decision.level", "not-one-of"},
		{"decision.senior", true, "decision", "unknown-field"},
	})
	c.As("nurse").POST("/visits/"+typed+"/triage", sorting(v.PatientID)).Broken("visitId", "pattern")
}

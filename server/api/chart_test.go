package api_test

import (
	"net/http"
	"testing"

	"karete/server/api/apitest"
	"karete/server/chart"
)

func TestChartOverHTTP(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	v := arrived(t, c, "Thabo", "Mokoena")
	path := "/patients/" + v.PatientID + "/chart"
	onlyClinicians(t, c, http.MethodGet, path, nil)
	c.As("nurse").POST("/visits/"+v.ID+"/triage", sorting(v.PatientID)).Want(http.StatusCreated)
	c.As("doctor").POST("/visits/"+v.ID+"/encounters", signing(v.PatientID)).Want(http.StatusCreated)
	c.As("clerk").POST("/visits", checkIn(c, v.PatientID)).Want(http.StatusCreated)
	var got chart.Chart
	c.As("doctor").GET(path).Want(http.StatusOK).JSON(&got)
	if got.OpenVisit == nil || len(got.PastVisits) != 1 || len(got.PastVisits[0].Triages) != 1 || len(got.PastVisits[0].Encounters) != 1 ||
		len(got.PastVisits[0].Observations) != 5 || len(got.Medicines) != 1 {
		t.Errorf("%+v", got)
	}
	c.As("doctor").GET("/patients/"+apitest.ID()+"/chart").Refused(http.StatusNotFound, "not-found")
	c.As("doctor").GET("/patients/"+typed+"/chart").Broken("patientId", "pattern")

	var accesses struct {
		Accesses []struct {
			Action string
			Opened bool
			Staff  struct{ DisplayName string }
		}
	}
	c.As("nurse").GET("/patients/" + v.PatientID + "/access").Want(http.StatusOK).JSON(&accesses)
	if a := accesses.Accesses[1]; a.Action != "chart.read" || !a.Opened || a.Staff.DisplayName != "Dr P. Ramaili" {
		t.Errorf("who opened it: %+v", accesses)
	}
}

func TestAllergiesAndProblemsOverHTTP(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	patientID := registered(t, c, "Thabo", "Mokoena")
	path := "/patients/" + patientID + "/allergies"
	allergy := func() map[string]any {
		return map[string]any{"id": apitest.ID(), "status": "active", "substance": "Penicillin", "class": "penicillin", "reaction": "rash", "reason": ""}
	}
	onlyClinicians(t, c, http.MethodPost, path, allergy())
	var allergies []chart.Allergy
	first := allergy()
	c.As("nurse").POST(path, first).Want(http.StatusCreated).JSON(&allergies)
	if len(allergies) != 1 || allergies[0].RecordedBy != "Thato Mohapi" {
		t.Errorf("%+v", allergies)
	}
	refuses(t, c.As("nurse"), path, allergy, []broken{
		{"id", typed, "id", "pattern"},
		{"status", typed, "status", "not-one-of"},
		{"substance", " ", "substance", "required"},
		{"substance", longText(121), "substance", "too-long"},
		{"reaction", nil, "reaction", "required"},
		{"replacesId", typed, "replacesId", "unknown"},
		{"replacesId", longText(37), "replacesId", "too-long"},
	})
	c.As("nurse").POST(path, with(allergy(), map[string]any{"status": "none-known"})).Refused(http.StatusConflict, "conflict")
	c.As("nurse").POST("/patients/"+apitest.ID()+"/allergies", allergy()).Refused(http.StatusNotFound, "not-found")
	gone := with(allergy(), map[string]any{"status": "withdrawn", "replacesId": first["id"], "reason": "the sister's"})
	c.As("doctor").POST(path, gone).Want(http.StatusCreated).JSON(&allergies)
	if len(allergies) != 0 {
		t.Errorf("%+v", allergies)
	}

	path = "/patients/" + patientID + "/problems"
	problem := func() map[string]any {
		return map[string]any{"id": apitest.ID(), "status": "active", "system": "icd-10", "code": "I10", "text": "Hypertension", "since": "2019", "reason": ""}
	}
	onlyClinicians(t, c, http.MethodPost, path, problem())
	var problems []chart.Condition
	c.As("doctor").POST(path, problem()).Want(http.StatusCreated).JSON(&problems)
	if len(problems) != 1 || problems[0].Since != "2019" {
		t.Errorf("%+v", problems)
	}
	refuses(t, c.As("doctor"), path, problem, []broken{
		{"status", typed, "status", "not-one-of"},
		{"system", typed, "system", "not-one-of"},
		{"code", "HYPER", "code", "pattern"},
		{"text", "", "text", "too-short"},
		{"since", "1899", "since", "before-1900"},
		{"since", "2027", "since", "future"},
		{"since", "x", "since", "not-a-date"},
		{"status", "resolved", "replacesId", "required"},
	})
}

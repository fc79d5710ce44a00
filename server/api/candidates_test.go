package api_test

import (
	"strings"
	"testing"

	"karete/server/api/apitest"
	"karete/server/patient"
)

func TestCandidatesWhileRegistering(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	in := newcomer(nil)
	typed := map[string]any{"givenNames": "ts'epo", "familyName": "Mokwena", "birthDate": "1992", "birthPrecision": "age", "phones": []any{map[string]any{"number": "5812"}}}
	c.As("guest").POST("/patients/candidates", typed).Refused(401, "unauthenticated")
	c.As("kiosk").POST("/patients/candidates", typed).Refused(401, "unauthenticated")
	c.As("clerk").POST("/patients", in).Want(201)

	var found patient.Candidates
	for _, role := range []string{"clerk", "nurse", "doctor", "admin"} {
		a := c.As(role).POST("/patients/candidates", typed).Want(200).JSON(&found)
		if len(found.Candidates) != 1 || found.People != 1 || found.Candidates[0].Patient.ID != in["id"] || len(found.Candidates[0].Reasons) == 0 {
			t.Errorf("%s: %s", role, a.Body)
		}
	}
	if a := c.As("clerk").POST("/patients/candidates", map[string]any{}).Want(200); !strings.Contains(string(a.Body), `"candidates":[]`) {
		t.Errorf("nothing typed: %s", a.Body)
	}
	for field, value := range map[string]any{"givenNames": strings.Repeat("a", 201), "phones": []any{"5812 4471"}, "patient": "x", "birthDate": 1992} {
		c.As("clerk").POST("/patients/candidates", map[string]any{field: value}).Refused(422, "invalid")
	}
}

func TestRegisteringALikelyDuplicate(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	first, again := newcomer(nil), newcomer(map[string]any{"givenNames": "Ts'epo"})
	c.As("clerk").POST("/patients", first).Want(201)
	p := c.As("nurse").POST("/patients", again).Refused(409, "likely-duplicate").Problem
	if p.Params["patientId"] != first["id"] {
		t.Errorf("%+v", p.Params)
	}
	c.As("clerk").GET("/patients/"+again["id"].(string)).Refused(404, "not-found")
	named := func(id any, reason string) map[string]any {
		return with(again, map[string]any{"different": []any{map[string]any{"patientId": id, "reason": reason}}})
	}
	c.As("clerk").POST("/patients", named(apitest.ID(), "asked")).Broken("different[0].patientId", "unknown")
	c.As("clerk").POST("/patients", named(first["id"], "because")).Broken("different[0].reason", "not-one-of")
	c.As("clerk").POST("/patients", named("x", "asked")).Refused(422, "invalid")
	c.As("clerk").POST("/patients", named(first["id"], "twin")).Want(201)
}

package api_test

import (
	"net/http"
	"testing"

	"karete/server/api/apitest"
)

// The command's id becomes that of the thing made. One that the box gave to
// something else is refused, and is no fault of the box.
func TestAnIdThatNamesSomethingElse(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	blank := blanks(t, c, 2)[1] // the first has the command's
	v := arrived(t, c, "Thabo", "Mokoena")
	for _, try := range []struct{ who, path, id string }{
		{"admin", "/departments", c.Departments["OPD"]},
		{"admin", "/staff", c.Staff["admin"]},
		{"clerk", "/patients/" + v.PatientID + "/cards", blank.ID},
	} {
		in := map[string]any{"id": try.id}
		switch try.path {
		case "/departments":
			in = with(in, map[string]any{"code": "XYZ", "name": "Another", "kind": "other"})
		case "/staff":
			in = with(in, map[string]any{"username": "another", "displayName": "Another", "roles": []string{"clerk"}, "language": "en"})
		}
		a := c.As(try.who).POST(try.path, in).Refused(http.StatusConflict, "conflict")
		if a.Problem.Field != "id" {
			t.Errorf("%s: %s", try.path, a.Body)
		}
	}
	// The id of an act that was carried out is known by that act.
	c.As("nurse").POST("/patients", newcomer(map[string]any{"id": v.ID})).Refused(http.StatusConflict, "command-reused")
	c.As("nurse").POST("/visits", with(checkIn(c, v.PatientID), map[string]any{"id": v.PatientID})).Refused(http.StatusConflict, "command-reused")
}

// The router does not redirect to a cleaner path, which would turn a command into
// a question and say back what was sent.
func TestNoRedirects(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	for _, path := range []string{"/api/v1//patients", "/api/v1/./patients", "/api/v1/x/../patients", "/api//v1/box", "/api/v1/patients/", "/api/v1/box/.."} {
		for _, method := range []string{http.MethodGet, http.MethodPost} {
			a := c.As("clerk").Send(method, path, newcomer(nil)).Refused(http.StatusNotFound, "not-found")
			if a.Header.Get("Location") != "" {
				t.Errorf("%s leads to %s", path, a.Header.Get("Location"))
			}
		}
	}
}

// Which amendment is in force is looked for among them all, so there is an end
// to them.
func TestAmendmentsHaveAnEnd(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	v := arrived(t, c, "Thabo", "Mokoena")
	signed := signing(v.PatientID)
	c.As("doctor").POST("/visits/"+v.ID+"/encounters", signed).Want(http.StatusCreated)
	path := "/encounters/" + signed["id"].(string) + "/amendments"
	amend := func() *apitest.Answer {
		return c.As("doctor").POST(path, map[string]any{"id": apitest.ID(), "patientId": v.PatientID, "visitId": v.ID,
			"kind": "late-entry", "reason": "more of it", "note": consultation()})
	}
	for range 50 {
		amend().Want(http.StatusCreated)
	}
	if a := amend().Refused(http.StatusConflict, "conflict"); a.Problem.Params["max"] != 50.0 {
		t.Errorf("%s", a.Body)
	}
}

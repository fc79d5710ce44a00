package api_test

import (
	"net/http"
	"testing"

	"karete/server/api/apitest"
	"karete/server/queue"
	"karete/server/visit"
)

// registered is a new patient of the clinic.
func registered(t *testing.T, c *apitest.Clinic, given, family string) (patientID string) {
	t.Helper()
	patientID = apitest.ID()
	asAnother(c, map[string]any{"id": patientID, "givenNames": given, "familyName": family, "sex": "female", "birthPrecision": "unknown"}).Want(http.StatusCreated)
	return patientID
}

// asAnother registers somebody who is another person than those who look the same.
func asAnother(c *apitest.Clinic, in map[string]any) *apitest.Answer {
	different := []any{}
	for {
		a := c.As("clerk").POST("/patients", with(in, map[string]any{"different": different}))
		if a.Problem.Code != "likely-duplicate" {
			return a
		}
		different = append(different, map[string]any{"patientId": a.Problem.Params["patientId"], "reason": "namesake"})
	}
}

// arrived is a new patient who was checked in to OPD.
func arrived(t *testing.T, c *apitest.Clinic, given, family string) (v visit.Visit) {
	t.Helper()
	c.As("clerk").POST("/visits", checkIn(c, registered(t, c, given, family))).Want(http.StatusCreated).JSON(&v)
	return v
}

func checkIn(c *apitest.Clinic, patientID string) map[string]any {
	return map[string]any{"id": apitest.ID(), "patientId": patientID, "departmentId": c.Departments["OPD"], "reason": "general"}
}

func step(patientID string) map[string]any {
	return map[string]any{"id": apitest.ID(), "patientId": patientID}
}

func TestVisitOverHTTP(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	patientID := registered(t, c, "Thabo", "Mokoena")
	in := checkIn(c, patientID)
	var v visit.Visit
	a := c.As("clerk").POST("/visits", in).Want(http.StatusCreated).JSON(&v)
	if v.ID != in["id"] || v.Ticket != "OPD-001" || a.Header.Get("ETag") != `"1"` {
		t.Errorf("%s, %+v", a.Header.Get("ETag"), v)
	}
	c.As("clerk").POST("/visits", in).Want(http.StatusCreated) // sent again
	second := c.As("nurse").POST("/visits", checkIn(c, patientID)).Refused(http.StatusConflict, "visit-open")
	if p := second.Problem.Params; p["visitId"] != v.ID || p["ticket"] != "OPD-001" || p["departmentId"] != c.Departments["OPD"] || p["since"] == nil {
		t.Errorf("%v", p)
	}
	c.As("admin").POST("/visits", checkIn(c, patientID)).Refused(http.StatusForbidden, "forbidden")
	c.As("guest").POST("/visits", checkIn(c, patientID)).Refused(http.StatusUnauthorized, "unauthenticated")

	var history []visit.Visit
	c.As("clerk").GET("/patients/" + patientID + "/visits").Want(http.StatusOK).JSON(&history)
	if len(history) != 1 || history[0].ID != v.ID {
		t.Errorf("%+v", history)
	}
	c.As("doctor").GET("/visits/" + v.ID).Want(http.StatusOK)
	c.As("doctor").GET("/visits/"+apitest.ID()).Refused(http.StatusNotFound, "not-found")
	c.As("guest").GET("/visits/"+v.ID).Refused(http.StatusUnauthorized, "unauthenticated")

	c.As("nurse").POST("/visits/"+v.ID+"/cancel", step(patientID)).Broken("reason", "required")
	c.As("nurse").POST("/visits/"+v.ID+"/left", step(apitest.ID())).Refused(http.StatusConflict, "mismatch")
	c.As("nurse").POST("/visits/"+v.ID+"/left", step(patientID)).Want(http.StatusOK).JSON(&v)
	if v.Status != visit.Left {
		t.Errorf("%s", v.Status)
	}
	c.As("nurse").POST("/visits/"+v.ID+"/left", step(patientID)).Refused(http.StatusConflict, "wrong-state")
	c.As("nurse").POST("/visits/"+v.ID+"/reopen", step(patientID)).Want(http.StatusOK).JSON(&v)
	if v.Status != visit.Arrived || !v.Entries[0].Status.Open() {
		t.Errorf("%+v", v)
	}
}

func TestCheckInFieldsHaveLimits(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	patientID := registered(t, c, "Thabo", "Mokoena")
	for _, r := range []struct {
		field string
		value any
		code  string
	}{
		{"id", "not-a-uuid", "pattern"},
		{"id", "6ba7b810-9dad-11d1-80b4-00c04fd430c8", "pattern"}, // a UUID, but no v7
		{"patientId", 7, "wrong-type"},
		{"departmentId", "", "too-short"},
		{"departmentId", apitest.ID(), "unknown"},
		{"reason", string(make([]byte, 3)), "bad-text"},
		{"reason", longText(201), "too-long"},
		{"emergency", "yes", "wrong-type"},
	} {
		in := checkIn(c, patientID)
		in[r.field] = r.value
		c.As("clerk").POST("/visits", in).Broken(r.field, r.code)
	}
	in := checkIn(c, patientID)
	in["colour"] = "red"
	c.As("clerk").POST("/visits", in).Broken("", "unknown-field")
}

func longText(n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = 'x'
	}
	return string(b)
}

func TestVisitsLeftOpenOverHTTP(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	v := arrived(t, c, "Thabo", "Mokoena")
	c.Clock.Advance(24 * 60 * 60 * 1e9)
	if n, err := c.API.Visits.CloseDays(t.Context()); n != 1 || err != nil {
		t.Fatalf("%d, %v", n, err)
	}
	var list visit.LeftOpen
	c.SignIn("admin").GET("/visits/left-open").Want(http.StatusOK).JSON(&list)
	if list.Day != "2026-11-24" || len(list.Visits) != 1 || list.Visits[0].Visit.ID != v.ID || list.Visits[0].Patient.DisplayName != "Thabo Mokoena" {
		t.Errorf("%+v", list)
	}
	c.SignIn("admin").GET("/visits/left-open?day=2026-11-25").Want(http.StatusOK).JSON(&list)
	if len(list.Visits) != 0 {
		t.Errorf("%+v", list)
	}
	c.SignIn("admin").GET("/visits/left-open?day=yesterday").Broken("day", "not-a-date")
	c.SignIn("doctor").GET("/visits/left-open").Refused(http.StatusForbidden, "forbidden")
}

func TestQueueOverHTTP(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	v := arrived(t, c, "Thabo", "Mokoena")
	var b queue.Board
	c.As("clerk").GET("/queue?department=" + c.Departments["OPD"]).Want(http.StatusOK).JSON(&b)
	if len(b.Entries) != 1 || b.Entries[0].Patient.DisplayName != "Thabo Mokoena" || b.Counts.Arrived != 1 {
		t.Fatalf("%+v", b)
	}
	c.As("clerk").GET("/queue?department="+apitest.ID()).Broken("department", "unknown")
	c.As("guest").GET("/queue").Refused(http.StatusUnauthorized, "unauthenticated")

	entry := "/queue/" + b.Entries[0].ID
	var row queue.QueueRow
	call := step(v.PatientID)
	call["room"] = "Room 2"
	c.As("nurse").POST(entry+"/call", call).Want(http.StatusOK).JSON(&row)
	if row.Stage != queue.StageTriage || row.Room != "Room 2" {
		t.Errorf("%+v", row)
	}
	lost := c.As("doctor").POST(entry+"/call", step(v.PatientID)).Refused(http.StatusConflict, "wrong-state")
	if p := lost.Problem.Params; p["status"] != "called" || p["staffId"] != c.Staff["nurse"] {
		t.Errorf("%v", p)
	}
	c.As("clerk").POST(entry+"/start", step(v.PatientID)).Refused(http.StatusForbidden, "forbidden")
	c.As("nurse").POST(entry+"/wait", step(v.PatientID)).Want(http.StatusOK)
	c.As("doctor").POST(entry+"/start", step(v.PatientID)).Want(http.StatusOK)
	move := step(v.PatientID)
	c.As("doctor").POST(entry+"/move", move).Broken("departmentId", "required")
	move["departmentId"], move["reason"] = c.Departments["OPD"], " "
	c.As("doctor").POST(entry+"/move", move).Broken("reason", "reason-needed")
	move["reason"] = "medicines"
	c.As("doctor").POST(entry+"/move", move).Refused(http.StatusConflict, "already-queued")
	move["departmentId"] = c.Departments["PHA"]
	c.As("doctor").POST(entry+"/move", move).Want(http.StatusOK).JSON(&row)
	if row.Stage != queue.StageOther || row.Department.Code != "PHA" {
		t.Errorf("%+v", row)
	}
	c.As("nurse").POST("/queue/"+row.ID+"/left", step(apitest.ID())).Refused(http.StatusConflict, "mismatch")
	c.As("nurse").POST("/queue/"+apitest.ID()+"/left", step(v.PatientID)).Refused(http.StatusNotFound, "not-found")
	c.As("nurse").POST("/queue/"+row.ID+"/left", step(v.PatientID)).Want(http.StatusOK).JSON(&row)
	if row.Stage != queue.StageDone || row.Outcome != visit.OutcomeLeft {
		t.Errorf("%+v", row)
	}
}

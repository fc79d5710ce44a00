package api_test

import (
	"net/http"
	"strings"
	"testing"

	"karete/server/api/apitest"
	"karete/server/report"
)

func TestReportsOverHTTP(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	v := arrived(t, c, "Thabo", "Mokoena")
	arrived(t, c, "Pule", "Tau")
	in := signing(v.PatientID)
	in["diagnoses"] = append(in["diagnoses"].([]any), map[string]any{"system": "", "code": "", "text": typed, "certainty": "provisional", "firstVisit": true})
	c.As("doctor").POST("/visits/"+v.ID+"/encounters", in).Want(http.StatusCreated)

	const day = "/reports/day/2026-11-24"
	var d report.DayReport
	for _, who := range []string{"admin", "nurse", "doctor"} {
		c.As(who).GET(day).Want(http.StatusOK).JSON(&d)
	}
	if d.All != 2 || d.Seen != 1 || d.Open != 1 || len(d.Diagnoses) != 2 || d.Clinic != "Ha Matala Clinic" {
		t.Errorf("%+v", d)
	}
	for _, f := range d.Diagnoses {
		if strings.Contains(string(f.Figure), typed) {
			t.Errorf("%s would put what was written into an address", f.Figure)
		}
		var list report.DayList
		c.As("admin").GET(day + "/visits?figure=" + string(f.Figure)).Want(http.StatusOK).JSON(&list)
		if len(list.Rows) != 1 || list.Rows[0].DisplayName != "Thabo Mokoena" {
			t.Errorf("%s opens %+v", f.Figure, list)
		}
	}
	c.As("admin").GET("/reports/day/2026-11-23").Want(http.StatusOK) // a day with nobody
	c.As("admin").GET(day + "/visits?figure=nobody").Want(http.StatusOK)

	csv := c.As("admin").GET(day + "/figures.csv").Want(http.StatusOK)
	if csv.Header.Get("Content-Type") != "text/csv; charset=utf-8" || csv.Header.Get("Content-Disposition") != `attachment; filename="karete-2026-11-24.csv"` ||
		csv.Header.Get("X-Content-Type-Options") != "nosniff" || !strings.Contains(string(csv.Body), "J06.9") {
		t.Errorf("%v\n%s", csv.Header, csv.Body)
	}
	for _, path := range []string{day, day + "/visits?figure=all", day + "/figures.csv"} {
		c.As("clerk").GET(path).Refused(http.StatusForbidden, "forbidden")
		c.As("guest").GET(path).Refused(http.StatusUnauthorized, "unauthenticated")
		c.As("admin").GET(strings.Replace(path, "2026-11-24", "2026-11-25", 1)).Broken("day", "future")
		c.As("admin").GET(strings.Replace(path, "2026-11-24", typed, 1)).Broken("day", "not-a-date")
	}
	c.As("admin").GET(day+"/visits").Broken("figure", "required")
	c.As("admin").GET(day+"/visits?figure=%3Cscript%3E").Broken("figure", "pattern")
	c.As("admin").GET(day+"/visits?figure="+longText(99)).Broken("figure", "pattern")
}

func TestActivityOverHTTP(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	arrived(t, c, "Thabo", "Mokoena")
	const span = "?from=2026-11-20&to=2026-11-24"
	var a report.Activity
	text := c.As("admin").GET("/reports/activity" + span).Want(http.StatusOK)
	if text.JSON(&a); a.Total.CheckIns != 1 || a.Total.Registrations != 1 || len(a.People) < 4 || len(a.People[0].Days) != 1 {
		t.Errorf("%+v", a)
	}
	csv := c.As("admin").GET("/reports/activity.csv" + span).Want(http.StatusOK)
	if csv.Header.Get("Content-Type") != "text/csv; charset=utf-8" || csv.Header.Get("Content-Disposition") != `attachment; filename="karete-activity-2026-11-20-2026-11-24.csv"` ||
		!strings.Contains(string(csv.Body), "2026-11-24") {
		t.Errorf("%v\n%s", csv.Header, csv.Body)
	}
	for _, answer := range []*apitest.Answer{text, csv} {
		if strings.Contains(string(answer.Body), "Mokoena") {
			t.Errorf("a patient's name: %s", answer.Body)
		}
	}
	for _, path := range []string{"/reports/activity", "/reports/activity.csv"} {
		for _, who := range []string{"clerk", "nurse", "doctor"} {
			c.As(who).GET(path+span).Refused(http.StatusForbidden, "forbidden")
		}
		c.As("guest").GET(path+span).Refused(http.StatusUnauthorized, "unauthenticated")
		c.As("admin").GET(path+"?from=2026-11-20").Broken("to", "required")
		c.As("admin").GET(path+"?from="+typed+"&to=2026-11-24").Broken("from", "not-a-date")
		c.As("admin").GET(path+"?from=2026-11-20&to=2026-11-25").Broken("to", "future")
		c.As("admin").GET(path+"?from=2024-11-20&to=2026-11-24").Broken("from", "out-of-range")
	}
}

package api_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"karete/db/journal"
	"karete/server/api/apitest"
	"karete/server/audit"
	"karete/server/disclosure"
	"karete/server/patient"

	"golang.org/x/mod/sumdb/note"
)

// treated is somebody whom the doctor saw, with a photo.
func treated(t *testing.T, c *apitest.Clinic) (patientID string) {
	t.Helper()
	v := arrived(t, c, "Thabo", "Mokoena")
	photograph(t, c, "clerk", v.PatientID, face(t, 60, 80)).Want(http.StatusCreated)
	c.As("doctor").POST("/visits/"+v.ID+"/encounters", signing(v.PatientID)).Want(http.StatusCreated)
	return v.PatientID
}

func TestARecordTakenOut(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	key := treated(t, c)
	path := "/patients/" + key + "/bundle"
	for _, who := range []string{"admin", "doctor"} {
		var b disclosure.SubjectBundle
		a := c.As(who).GET(path + "?for=patient").Want(http.StatusOK).JSON(&b)
		if b.Format != disclosure.BundleFormat || len(b.Visits) != 1 || len(b.Photo) == 0 || b.Accesses[len(b.Accesses)-1].Action != "patient.bundle" {
			t.Errorf("%s: %+v", who, b)
		}
		if a.Header.Get("Content-Disposition") != `attachment; filename="karete-record.json"` || a.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%v", a.Header)
		}
	}
	c.As("nurse").GET(path+"?for=patient").Refused(403, "forbidden")
	c.As("clerk").GET(path+"?for=patient").Refused(403, "forbidden")
	c.As("guest").GET(path+"?for=patient").Refused(401, "unauthenticated")
	c.As("admin").GET(path).Broken("for", "required")
	c.As("admin").GET(path+"?for=anybody").Broken("for", "not-one-of")
	c.As("admin").GET("/patients/"+apitest.ID()+"/bundle?for=patient").Refused(404, "not-found")
}

func TestWhatCouldHaveBeenSeen(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	key := treated(t, c)
	c.As("nurse").GET("/patients/" + key + "/chart").Want(http.StatusOK)
	c.Clock.Advance(time.Minute)
	ask := "?staff=" + c.Staff["nurse"] + "&from=" + url.QueryEscape("2026-11-24T00:00:00+02:00")
	var r audit.BreachReport
	c.As("admin").GET("/breach" + ask).Want(http.StatusOK).JSON(&r)
	if len(r.Patients) != 1 || r.Patients[0].ID != key || r.Opened != 1 || r.Changed != 0 || r.Staff.DisplayName != "Thato Mohapi" || len(r.SignIns) != 1 || r.Visitors != 1 {
		t.Errorf("%+v", r)
	}
	a := c.As("admin").GET("/breach.csv" + ask).Want(http.StatusOK)
	if !strings.Contains(string(a.Body), "Thabo Mokoena") || a.Header.Get("Content-Type") != "text/csv; charset=utf-8" || !strings.HasPrefix(a.Header.Get("Content-Disposition"), "attachment") {
		t.Errorf("%v %s", a.Header, a.Body)
	}
	for _, path := range []string{"/breach", "/breach.csv"} {
		for _, who := range []string{"clerk", "nurse", "doctor"} {
			c.As(who).GET(path+ask).Refused(403, "forbidden")
		}
		c.As("guest").GET(path+ask).Refused(401, "unauthenticated")
		c.As("admin").GET(path+"?from=2026-11-24T00:00:00Z").Broken("staff", "required")
		c.As("admin").GET(path+"?staff="+c.Staff["nurse"]).Broken("from", "required")
		c.As("admin").GET(path + "?staff=" + c.Staff["nurse"] + "&from=yesterday").Want(422)
		c.As("admin").GET(path+"?from=2026-11-24T00:00:00Z&device="+longText(81)).Broken("device", "too-long")
	}
}

func TestAnEntryProvedOverHTTP(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	key := treated(t, c)
	var list patient.RecordAccesses
	c.As("nurse").GET("/patients/" + key + "/access").Want(http.StatusOK).JSON(&list)
	if s := list.Summary; s == nil || s.People != 3 || s.Opened != 1 || s.WithoutVisit != 0 || list.Accesses[0].Action != "patient.access" {
		t.Errorf("%+v %+v", s, list.Accesses)
	}
	seq := strconv.FormatInt(list.Accesses[1].Seq, 10)
	a := c.As("nurse").GET("/journal/" + seq + "/proof").Want(http.StatusOK)
	k := c.As("clerk").GET("/journal/key").Want(http.StatusOK)
	verifier, err := note.NewVerifier(strings.TrimSpace(string(k.Body)))
	if err != nil {
		t.Fatal(err)
	}
	p, err := journal.ParseProof(a.Body)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Check(verifier); err != nil || p.Entry.Action != "encounter.sign" || a.Header.Get("Content-Disposition") != `attachment; filename="karete-entry-`+seq+`.json"` {
		t.Errorf("%v %+v", err, p.Entry)
	}
	c.As("admin").GET("/journal/1/proof").Want(http.StatusOK)
	c.As("doctor").GET("/journal/1/proof").Refused(404, "not-found")
	c.As("clerk").GET("/journal/"+seq+"/proof").Refused(403, "forbidden")
	c.As("guest").GET("/journal/"+seq+"/proof").Refused(401, "unauthenticated")
	c.As("guest").GET("/journal/key").Refused(401, "unauthenticated")
	c.As("admin").GET("/journal/999999/proof").Refused(404, "not-found")
	c.As("admin").GET("/journal/0/proof").Broken("seq", "out-of-range")
	c.As("admin").GET("/journal/" + typed + "/proof").Want(422)
}

func TestConsentAndRetentionOverHTTP(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	registered(t, c, "Pule", "Tau")
	c.As("clerk").POST("/patients", newcomer(nil)).Want(http.StatusCreated)
	var l disclosure.ConsentList
	c.As("admin").GET("/consents?state=given").Want(http.StatusOK).JSON(&l)
	if len(l.Entries) != 1 || l.Given != 1 || l.NotAsked != 1 || l.Entries[0].Version != patient.ConsentVersion {
		t.Errorf("%+v", l)
	}
	var d disclosure.DormantList
	c.As("admin").GET("/retention").Want(http.StatusOK).JSON(&d)
	if d.Total != 0 || d.Rule.Years != 6 || d.AsOf != "2026-11-24" {
		t.Errorf("%+v", d)
	}
	for _, path := range []string{"/consents", "/retention"} {
		for _, who := range []string{"clerk", "nurse", "doctor"} {
			c.As(who).GET(path).Refused(403, "forbidden")
		}
		c.As("guest").GET(path).Refused(401, "unauthenticated")
	}
	c.As("admin").GET("/consents?state=eaten").Broken("state", "not-one-of")
	c.As("admin").GET("/consents?before=-1").Broken("before", "out-of-range")
	c.As("admin").GET("/retention?after=" + typed).Want(422)
}

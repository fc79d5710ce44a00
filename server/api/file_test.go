package api_test

import (
	"strings"
	"testing"

	"karete/server/api/apitest"
	"karete/server/patient"
	"karete/server/reception"
)

func TestIdentityCheck(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	question := map[string]any{"system": "national-id-za", "value": "800101 5009 087", "birthDate": "1980", "birthPrecision": "year", "sex": "unknown"}
	c.As("guest").POST("/identity/check", question).Refused(401, "unauthenticated")
	for _, role := range []string{"clerk", "nurse", "doctor", "admin"} {
		var a patient.IdentityAnswer
		c.As(role).POST("/identity/check", question).Want(200).JSON(&a)
		if a.Tidy != "8001015009087" || a.Suggestions.BirthDate != "1980-01-01" || a.Suggestions.Sex != "male" || a.Warnings == nil {
			t.Errorf("%s: %+v", role, a)
		}
	}
	for field, wrong := range map[string]map[string]any{
		"value": {"system": "tb", "value": strings.Repeat("1", 31)}, "system": {"system": "library", "value": "1"},
		"birthPrecision": {"system": "tb", "value": "1", "birthPrecision": "guess"},
	} {
		code := "not-one-of"
		if field == "value" {
			code = "too-long"
		}
		c.As("clerk").POST("/identity/check", wrong).Broken(field, code)
	}
}

func TestPaperFiles(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	in := newcomer(map[string]any{"fileNumber": map[string]any{"mode": "typed", "value": "0012", "year": 2019}})
	var r reception.Registered
	c.As("clerk").POST("/patients", in).Want(201).JSON(&r)
	if r.Patient.FileNumber != "0012/19" || r.Patient.Identifiers[0].Year != 2019 {
		t.Fatalf("%+v", r.Patient.Identifiers)
	}
	path := "/patients/" + r.Patient.ID + "/files/" + r.Patient.Identifiers[0].ID + "/log"
	missing := func() map[string]any {
		return map[string]any{"id": apitest.ID(), "kind": "missing", "note": "not on the shelf"}
	}
	c.As("guest").POST(path, missing()).Refused(401, "unauthenticated")
	c.As("nurse").POST(path, missing()).Refused(403, "forbidden")
	c.As("clerk").POST(path, map[string]any{"id": apitest.ID(), "kind": "eaten"}).Broken("kind", "not-one-of")
	c.As("clerk").POST(path, map[string]any{"id": apitest.ID(), "kind": "shelved"}).Broken("shelf", "required")
	c.As("clerk").POST("/patients/"+apitest.ID()+"/files/"+r.Patient.Identifiers[0].ID+"/log", missing()).Refused(404, "not-found")
	c.As("clerk").POST("/patients/"+r.Patient.ID+"/files/"+apitest.ID()+"/log", missing()).Refused(404, "not-found")
	sent := missing()
	a := c.As("admin").POST(path, sent).Want(201).JSON(&r.Patient)
	if f := r.Patient.Identifiers[0].File; f == nil || f.State != "missing" || f.Note != "not on the shelf" {
		t.Errorf("%s", a.Body)
	}
	if again := c.As("admin").POST(path, sent).Want(201); string(again.Body) != string(a.Body) {
		t.Errorf("again: %s", again.Body)
	}
	c.As("clerk").POST(path, missing()).Refused(409, "wrong-state")

	var list patient.MissingFiles
	c.As("clerk").GET("/files/missing").Want(200).JSON(&list)
	if list.Total != 1 || list.Files[0].FileNumber != "0012/19" || list.Files[0].Patient.ID != r.Patient.ID {
		t.Errorf("%+v", list)
	}
	var l patient.FileLedger
	c.As("admin").GET("/files?year=2019").Want(200).JSON(&l)
	if len(l.Lines) != 1 || l.Lines[0].State != "missing" || l.Lines[0].Patient.DisplayName != "Tšepo Mokoena" || len(l.Series) != 1 || !l.Series[0].Own {
		t.Errorf("%+v", l)
	}
	if c.As("clerk").GET("/files?bare=true&after=" + l.Lines[0].ID).Want(200).JSON(&l); len(l.Lines) != 0 {
		t.Errorf("%+v", l)
	}
	for _, path := range []string{"/files", "/files/missing"} {
		c.As("guest").GET(path).Refused(401, "unauthenticated")
		c.As("doctor").GET(path).Refused(403, "forbidden")
	}
	c.As("clerk").GET("/files?year=2050").Broken("year", "out-of-range")
	c.As("clerk").GET("/files?series="+strings.Repeat("A", 13)).Broken("series", "too-long")
	c.As("clerk").GET("/files?after="+apitest.ID()).Refused(404, "not-found")
}

func TestFamily(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	mother := registered(t, c, "Lineo", "Tau")
	in := newcomer(map[string]any{"givenNames": "", "familyName": "Tau", "birthDate": "2026-11-24", "birthPrecision": "day", "birthRecordedOn": "", "motherId": mother})
	var r reception.Registered
	a := c.As("clerk").POST("/patients", in).Want(201).JSON(&r)
	if len(r.Patient.Relations) != 1 || r.Patient.Relations[0].Kind != "mother" || r.Patient.Relations[0].Patient.ID != mother {
		t.Fatalf("%s", a.Body)
	}
	path := "/patients/" + r.Patient.ID + "/relations"
	c.As("clerk").POST("/patients", newcomer(map[string]any{"motherId": apitest.ID()})).Broken("motherId", "unknown")

	other := registered(t, c, "Pule", "Sello")
	relate := func(otherID, kind string) map[string]any {
		return map[string]any{"id": apitest.ID(), "otherId": otherID, "kind": kind}
	}
	c.As("guest").POST(path, relate(other, "kin")).Refused(401, "unauthenticated")
	c.As("clerk").POST(path, relate(other, "friend")).Broken("kind", "not-one-of")
	c.As("clerk").POST(path, relate("12", "kin")).Broken("otherId", "pattern")
	c.As("clerk").POST(path, relate(apitest.ID(), "kin")).Broken("otherId", "unknown")
	c.As("clerk").POST(path, relate(mother, "kin")).Broken("otherId", "duplicate")
	c.As("clerk").POST(path, relate(other, "mother")).Broken("kind", "duplicate")
	c.As("clerk").POST("/patients/"+apitest.ID()+"/relations", relate(other, "kin")).Refused(404, "not-found")
	var p patient.Patient
	c.As("nurse").POST(path, relate(other, "guardian")).Want(201).JSON(&p)
	if len(p.Relations) != 2 || p.Relations[1].Kind != "guardian" {
		t.Errorf("%+v", p.Relations)
	}
	c.As("doctor").GET("/patients/" + other).Want(200).JSON(&p)
	if len(p.Relations) != 1 || p.Relations[0].Kind != "ward" {
		t.Errorf("%+v", p.Relations)
	}
	end := path + "/" + p.Relations[0].ID + "/end"
	c.As("guest").POST(end, map[string]any{"id": apitest.ID(), "reason": "mistake"}).Refused(401, "unauthenticated")
	c.As("clerk").POST(end, map[string]any{"id": apitest.ID(), "reason": "tired"}).Broken("reason", "not-one-of")
	c.As("clerk").POST(path+"/"+apitest.ID()+"/end", map[string]any{"id": apitest.ID(), "reason": "mistake"}).Refused(404, "not-found")
	c.As("clerk").POST(end, map[string]any{"id": apitest.ID(), "reason": "mistake"}).Want(200).JSON(&p)
	if len(p.Relations) != 1 || p.Relations[0].Kind != "mother" {
		t.Errorf("%+v", p.Relations)
	}
	c.As("clerk").POST(end, map[string]any{"id": apitest.ID(), "reason": "mistake"}).Refused(409, "wrong-state")
}

func TestNationalIDPatternOfTheClinic(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	var f map[string]any
	c.As("admin").GET("/facility").Want(200).JSON(&f)
	change := func(pattern string) (int64, map[string]any) {
		in := map[string]any{"id": apitest.ID()}
		for _, field := range []string{"name", "code", "district", "country", "phone", "fileSeries", "language"} {
			in[field] = f[field]
		}
		in["settings"] = with(f["settings"].(map[string]any), map[string]any{"nationalIdPattern": pattern})
		return int64(f["version"].(float64)), in
	}
	version, wrong := change("[0-9")
	c.As("admin").PUT("/facility", version, wrong).Broken("settings.nationalIdPattern", "pattern")
	version, long := change(strings.Repeat("9", 81))
	c.As("admin").PUT("/facility", version, long).Broken("settings.nationalIdPattern", "too-long")
	version, right := change("LS[0-9]{3}")
	c.As("admin").PUT("/facility", version, right).Want(200)
	var a patient.IdentityAnswer
	c.As("clerk").POST("/identity/check", map[string]any{"system": "national-id-ls", "value": "ls123"}).Want(200).JSON(&a)
	if len(a.Warnings) != 0 {
		t.Errorf("%+v", a)
	}
}

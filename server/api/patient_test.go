package api_test

import (
	"maps"
	"strings"
	"testing"

	"karete/server/api/apitest"
	"karete/server/patient"
	"karete/server/reception"
)

// newcomer is a registration that nothing is wrong with, with changes.
func newcomer(changes map[string]any) map[string]any {
	in := map[string]any{
		"id": apitest.ID(), "givenNames": "Tšepo", "familyName": "Mokoena", "otherNames": []string{}, "sex": "male",
		"birthDate": "1992", "birthPrecision": "age", "birthRecordedOn": "2026-05-03",
		"phones": []any{map[string]any{"number": "5812 4471", "owner": "", "mayLeaveMessage": true}}, "village": "Ha Matala",
		"district": "Maseru", "chief": "", "nextOfKin": map[string]any{"name": "Lineo", "relationship": "sister", "phone": "62001122"},
		"language": "st", "consent": map[string]any{"given": true, "on": "2026-11-24", "version": "another"},
		"fileNumber": map[string]any{"mode": "next"}, "identifiers": []any{},
	}
	maps.Copy(in, changes)
	return in
}

// another is somebody who is nobody else: a command under which more people are
// registered in one clinic.
func another(changes map[string]any) map[string]any {
	in := newcomer(map[string]any{"givenNames": "Palesa", "familyName": "Lebona", "sex": "female", "birthDate": "2011", "phones": []any{}, "village": "Roma", "nextOfKin": map[string]any{}})
	maps.Copy(in, changes)
	return in
}

func TestRegisterFindReadUpdate(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	in := newcomer(map[string]any{"checkIn": map[string]any{"departmentId": c.Departments["OPD"], "reason": "general", "emergency": false}})
	c.As("guest").POST("/patients", in).Refused(401, "unauthenticated")
	var r reception.Registered
	a := c.As("clerk").POST("/patients", in).Want(201).JSON(&r)
	if r.Patient.ID != in["id"] || r.Patient.FileNumber != "000001" || r.Visit == nil || r.Visit.Ticket != "OPD-001" || a.Header.Get("ETag") != `"1"` {
		t.Errorf("registered: %s", a.Body)
	}
	if again := c.As("clerk").POST("/patients", in).Want(201); string(again.Body) != string(a.Body) {
		t.Errorf("again: %s", again.Body)
	}
	in["village"] = "Roma"
	c.As("clerk").POST("/patients", in).Refused(409, "command-reused")
	c.As("admin").POST("/patients", newcomer(map[string]any{"checkIn": map[string]any{"departmentId": c.Departments["OPD"]}})).Refused(403, "forbidden")

	var found patient.SearchResult
	c.As("nurse").POST("/patients/search", map[string]string{"text": "ts'epo mok"}).Want(200).JSON(&found)
	if len(found.Patients) != 1 || found.Kind != "name" || found.Patients[0].OpenVisit == nil || found.Patients[0].Phone != "5812 4471" {
		t.Errorf("found: %+v", found)
	}
	if a := c.As("doctor").POST("/patients/search", map[string]string{"text": ""}).Want(200); string(a.Body) != `{"patients":[],"kind":"recent"}`+"\n" {
		t.Errorf("nobody yet: %s", a.Body)
	}
	c.As("guest").POST("/patients/search", map[string]string{"text": "mok"}).Refused(401, "unauthenticated")

	path := "/patients/" + r.Patient.ID
	var p patient.Patient
	c.As("doctor").GET(path).Want(200).JSON(&p)
	if p.Age == nil || p.Age.Value != 34 || !p.Age.Estimated {
		t.Errorf("age: %+v", p.Age)
	}
	c.As("guest").GET(path).Refused(401, "unauthenticated")
	c.As("doctor").GET("/patients/"+apitest.ID()).Refused(404, "not-found")
	c.As("doctor").GET("/patients/12").Broken("patientId", "pattern")

	change := func() map[string]any {
		in := newcomer(map[string]any{"familyName": "Mohapi", "deceasedOn": "2026-11-20"})
		delete(in, "fileNumber")
		delete(in, "identifiers")
		return in
	}
	c.As("clerk").PUT(path, 0, change()).Refused(428, "version-required")
	c.As("guest").PUT(path, 1, change()).Refused(401, "unauthenticated")
	a = c.As("clerk").PUT(path, 1, change()).Want(200).JSON(&p)
	if p.FamilyName != "Mohapi" || p.Version != 2 || a.Header.Get("ETag") != `"2"` {
		t.Errorf("updated: %s", a.Body)
	}
	a = c.As("nurse").PUT(path, 1, change()).Refused(409, "stale")
	if now, ok := a.Problem.Current.(map[string]any); !ok || now["familyName"] != "Mohapi" || now["version"] != 2. {
		t.Errorf("stale: %s", a.Body)
	}

	c.As("clerk").POST(path+"/identifiers", map[string]any{"id": apitest.ID(), "system": "art", "series": "", "value": "art 17"}).Want(201).JSON(&p)
	if len(p.Identifiers) != 2 || p.Identifiers[1].Value != "ART 17" {
		t.Errorf("identifiers: %+v", p.Identifiers)
	}
	c.As("clerk").POST(path+"/identifiers", map[string]any{"id": apitest.ID(), "system": "file-number", "value": "000001"}).Refused(409, "file-number-taken")

	var who patient.RecordAccesses
	c.As("admin").GET(path + "/access").Want(200).JSON(&who)
	if n := len(who.Accesses); n < 5 || who.Accesses[n-1].Action != "patient.register" || who.Accesses[n-1].Staff.ID != c.Staff["clerk"] {
		t.Errorf("who opened it: %+v", who)
	}
	c.As("clerk").GET(path+"/access").Refused(403, "forbidden")
}

func TestRegistrationHasLimits(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	long := func(n int) string { return strings.Repeat("a", n) }
	phone := func(number, owner string) []any { return []any{map[string]any{"number": number, "owner": owner}} }
	for _, tt := range []struct {
		field   string
		changes map[string]any
		code    string
	}{
		{"id", map[string]any{"id": "1"}, "pattern"},
		{"id", map[string]any{"id": "6ba7b810-9dad-11d1-80b4-00c04fd430c8"}, "pattern"},
		{"givenNames", map[string]any{"givenNames": long(81)}, "too-long"},
		{"familyName", map[string]any{"familyName": "a\u0000b"}, "bad-text"},
		{"familyName", map[string]any{"familyName": "", "givenNames": ""}, "required"},
		{"otherNames", map[string]any{"otherNames": strings.Split(long(11), "")}, "too-many"},
		{"sex", map[string]any{"sex": "F"}, "not-one-of"},
		{"sex", map[string]any{"sex": nil}, "wrong-type"},
		{"birthPrecision", map[string]any{"birthPrecision": "guess"}, "not-one-of"},
		{"birthDate", map[string]any{"birthDate": "1992-13", "birthPrecision": "month", "birthRecordedOn": ""}, "not-a-date"},
		{"birthDate", map[string]any{"birthDate": "2027", "birthPrecision": "year", "birthRecordedOn": ""}, "future"},
		{"birthDate", map[string]any{"birthDate": "1850", "birthPrecision": "year", "birthRecordedOn": ""}, "before-1900"},
		{"phones", map[string]any{"phones": append(append(phone("1", ""), phone("2", "")...), append(phone("3", ""), append(phone("4", ""), append(phone("5", ""), phone("6", "")...)...)...)...)}, "too-many"},
		{"phones[0].number", map[string]any{"phones": phone("", "")}, "too-short"},
		{"phones[0].number", map[string]any{"phones": phone(long(31), "")}, "too-long"},
		{"phones[0].number", map[string]any{"phones": phone("none", "")}, "not-a-phone"},
		{"phones[0].owner", map[string]any{"phones": phone("58124471", long(61))}, "too-long"},
		{"village", map[string]any{"village": long(81)}, "too-long"},
		{"district", map[string]any{"district": long(61)}, "too-long"},
		{"chief", map[string]any{"chief": long(81)}, "too-long"},
		{"nextOfKin.name", map[string]any{"nextOfKin": map[string]any{"name": long(81)}}, "too-long"},
		{"nextOfKin.relationship", map[string]any{"nextOfKin": map[string]any{"relationship": long(41)}}, "too-long"},
		{"language", map[string]any{"language": "fr"}, "not-one-of"},
		{"consent.on", map[string]any{"consent": map[string]any{"given": true, "on": "2027-01-01"}}, "future"},
		{"fileNumber.mode", map[string]any{"fileNumber": map[string]any{"mode": "any"}}, "not-one-of"},
		{"fileNumber.value", map[string]any{"fileNumber": map[string]any{"mode": "typed", "value": long(31)}}, "too-long"},
		{"identifiers[0].system", map[string]any{"identifiers": []any{map[string]any{"system": "x", "value": "1"}}}, "not-one-of"},
		{"identifiers[0].value", map[string]any{"identifiers": []any{map[string]any{"system": "tb", "value": long(31)}}}, "too-long"},
		{"cardCode", map[string]any{"cardCode": long(129)}, "too-long"},
		{"checkIn.departmentId", map[string]any{"checkIn": map[string]any{"departmentId": apitest.ID()}}, "unknown"},
		{"checkIn.departmentId", map[string]any{"checkIn": map[string]any{}}, "required"},
		{"", map[string]any{"colour": "red"}, "unknown-field"},
	} {
		a := c.As("clerk").POST("/patients", newcomer(tt.changes)).Broken(tt.field, tt.code)
		if strings.Contains(string(a.Body), long(31)) || strings.Contains(string(a.Body), "guess") {
			t.Errorf("%s %s: what was sent is in the answer: %s", tt.field, tt.code, a.Body)
		}
	}
	c.As("clerk").POST("/patients", []byte(`{"id":1,"id":2}`)).Refused(400, "malformed")
	c.As("clerk").POST("/patients", []byte(`{"givenNames":"`+long(100_000)+`"}`)).Refused(413, "too-large")
	c.As("clerk").POST("/patients/search", map[string]string{"text": long(201)}).Broken("text", "too-long")
	for _, text := range []string{`"`, `NEAR(`, `neo AND`, `-`, `:`, `*`, `'; DROP TABLE patient`} {
		c.As("clerk").POST("/patients/search", map[string]string{"text": text}).Want(200)
	}
}

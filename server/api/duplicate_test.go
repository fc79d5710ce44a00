package api_test

import (
	"net/http"
	"testing"

	"karete/server/api/apitest"
	"karete/server/duplicate"
)

func TestDuplicatesOverHTTP(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	first, second := registered(t, c, "Nthabiseng", "Khiba"), registered(t, c, "Palesa", "Tau")
	admin, scan := c.As("admin"), map[string]any{"id": apitest.ID()}
	decide := func(changes ...any) map[string]any {
		in := map[string]any{"id": apitest.ID(), "patientId": first, "otherId": second, "verdict": "distinct"}
		for i := 0; i+1 < len(changes); i += 2 {
			in[changes[i].(string)] = changes[i+1]
		}
		return in
	}
	compare := "/patients/" + first + "/compare/" + second

	for who, refusal := range map[string]struct {
		status int
		code   string
	}{"guest": {401, "unauthenticated"}, "clerk": {403, "forbidden"}, "nurse": {403, "forbidden"}, "doctor": {403, "forbidden"}} {
		c.As(who).GET("/duplicates").Refused(refusal.status, refusal.code)
		c.As(who).GET(compare).Refused(refusal.status, refusal.code)
		c.As(who).POST("/duplicates/scan", scan).Refused(refusal.status, refusal.code)
		c.As(who).POST("/duplicates/decisions", decide()).Refused(refusal.status, refusal.code)
	}

	var l duplicate.DuplicateList
	admin.GET("/duplicates").Want(http.StatusOK).JSON(&l)
	if l.List != duplicate.ListLikely || l.ScannedAt != nil || len(l.Pairs) != 0 {
		t.Errorf("%+v", l)
	}
	admin.POST("/duplicates/scan", scan).Want(http.StatusOK)
	c.API.Duplicates.Wait()
	admin.GET("/duplicates?list=likely&after=0").Want(http.StatusOK).JSON(&l)
	if l.ScannedAt == nil || l.People != 2 || l.Scanning {
		t.Errorf("%+v", l)
	}
	admin.GET("/duplicates?list=all").Broken("list", "not-one-of")
	admin.GET("/duplicates?after=-1").Broken("after", "out-of-range")
	admin.GET("/duplicates?name=" + typed).Want(http.StatusUnprocessableEntity)

	var side duplicate.PairComparison
	admin.GET(compare).Want(http.StatusOK).JSON(&side)
	if side.First.Patient.ID != first || side.Second.Patient.ID != second || side.Level != duplicate.Unlikely || len(side.Fields) == 0 {
		t.Errorf("%+v", side)
	}
	admin.GET("/patients/"+first+"/compare/"+first).Broken("otherId", "not-allowed")
	admin.GET("/patients/"+first+"/compare/12").Broken("otherId", "pattern")
	admin.GET("/patients/"+apitest.ID()+"/compare/"+second).Refused(http.StatusNotFound, "not-found")

	in := decide("reason", "relative", "note", "her aunt")
	var d duplicate.PairDecided
	for range 2 { // sent again, it happened once
		admin.POST("/duplicates/decisions", in).Want(http.StatusOK).JSON(&d)
	}
	if d.Verdict != "distinct" || d.Reason != "relative" || d.Note != "her aunt" || d.By == "" {
		t.Errorf("%+v", d)
	}
	admin.GET("/duplicates?list=distinct").Want(http.StatusOK).JSON(&l)
	if len(l.Pairs) != 1 || l.Distinct != 1 || l.Pairs[0].First.ID != first {
		t.Errorf("%+v", l)
	}
	refuses(t, admin, "/duplicates/decisions", func() map[string]any { return decide() }, []broken{
		{"id", "12", "id", "pattern"},
		{"patientId", nil, "patientId", "required"},
		{"otherId", "nobody", "otherId", "pattern"},
		{"otherId", first, "otherId", "not-allowed"},
		{"verdict", "same", "verdict", "not-one-of"},
		{"reason", "liked", "reason", "not-one-of"},
		{"note", longText(201), "note", "too-long"},
		{"note", "a\x00b", "note", "bad-text"},
	})
	admin.POST("/duplicates/decisions", decide("otherId", apitest.ID())).Refused(http.StatusNotFound, "not-found")
}

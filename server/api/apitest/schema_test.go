package apitest

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What the other tests rely on must be able to fail.
func TestAnswersAreHeldAgainstTheDocument(t *testing.T) {
	t.Parallel()
	doc, err := document()
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		"/api/v1/visits/left-open?day=2026-11-24":                     "visit.leftOpen",
		"/api/v1/visits/0190a000-0000-7000-8000-000000000001":         "visit.read",
		"/api/v1/reports/day/2026-11-24/visits?figure=all":            "report.dayList",
		"/api/v1/patients/0190a000-0000-7000-8000-000000000001/chart": "chart.read",
		"/api/v1/nothing-here":                                        "",
	} {
		if got, _ := operationOf(doc.at("paths"), "GET", path)["operationId"].(string); got != want {
			t.Errorf("%s is %q, want %q", path, got, want)
		}
	}
	list := doc.at("components", "schemas", "DayList")
	for text, want := range map[string][]string{
		`{"day":"2026-11-24","figure":"all","rows":[]}`:                   nil,
		`{"day":"2026-11-24","figure":"all","rows":null}`:                 {"answer.rows is null, the document says [array]"},
		`{"day":"2026-11-24","figure":"all"}`:                             {"answer.rows is not there"},
		`{"day":"2026-11-24","figure":"all","rows":[],"secret":1}`:        {"answer.secret is not in the document"},
		`{"day":"2026-11-24","figure":"all","rows":[{"diagnoses":null}]}`: {"answer.rows[0].diagnoses is null, the document says [array]"},
	} {
		var v any
		if err := json.Unmarshal([]byte(text), &v); err != nil {
			t.Fatal(err)
		}
		got := doc.problems(list, v, "answer")
		if len(got) > len(want) { // of the row without its other fields
			got = got[len(got)-len(want):]
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", text, diff)
		}
	}
}

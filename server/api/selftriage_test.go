package api_test

import (
	"net/http"
	"testing"

	"karete/server/api/apitest"
	"karete/server/triage"
	"karete/server/triage/selftriage"
)

func saying(changes map[string]any) map[string]any {
	return with(map[string]any{"ageDays": map[string]any{"low": 9000, "high": 9365}, "pregnancy": "no", "conditions": []any{"hiv"}, "groups": []any{"fever"},
		"short": false, "sameProblem": false, "finished": false, "answers": map[string]any{"RF01": 0, "FV01": 1, "OT06": 3}}, changes)
}

// Anybody may ask how urgent answers are, a patient's own phone too: nothing is kept of it.
func TestSelfTriage(t *testing.T) {
	t.Parallel()
	c := apitest.New(t)
	for _, role := range []string{"guest", "clerk", "nurse", "doctor", "admin"} {
		var table selftriage.Questionnaire
		c.As(role).GET("/self-triage").Want(http.StatusOK).JSON(&table)
		if len(table.Items) != len(selftriage.Standard.Items) {
			t.Errorf("%s: %d items", role, len(table.Items))
		}
		var s triage.SelfScored
		c.As(role).POST("/self-triage/score", saying(nil)).Want(http.StatusOK).JSON(&s)
		if s.Level != selftriage.Nurse || s.Held != 2 || s.Next == nil || s.Next.ID != "RF02" || s.At != 3 {
			t.Errorf("%s: %+v", role, s)
		}
	}
	var s triage.SelfScored
	c.As("guest").POST("/self-triage/score", saying(map[string]any{"answers": map[string]any{"RF03": 1}})).Want(http.StatusOK).JSON(&s)
	if s.Level != selftriage.Emergency || !s.Stop || s.Next != nil {
		t.Errorf("%+v", s)
	}
	if kept := entriesOf(t, c, "selfTriage.score"); len(kept) != 0 {
		t.Errorf("%d entries in the journal", len(kept))
	}

	refuses(t, c.As("guest"), "/self-triage/score", func() map[string]any { return saying(map[string]any{"answers": map[string]any{"RF01": 0, "OT06": 3}}) }, []broken{
		{"answers", nil, "answers", "required"},
		{"answers", map[string]any{typed: 1}, "answers", "unknown"},
		{"answers.RF01", 2, "answers.RF01", "out-of-range"},
		{"answers.OT06", 11, "answers.OT06", "out-of-range"},
		{"answers.RF01", typed, "answers.RF01", "wrong-type"},
		{"pregnancy", typed, "pregnancy", "not-one-of"},
		{"conditions", []any{typed}, "conditions[0]", "not-one-of"},
		{"groups", []any{typed}, "groups[0]", "not-one-of"},
		{"ageDays", map[string]any{"low": 5, "high": 4}, "ageDays", "out-of-range"},
		{"ageDays.low", -1, "ageDays.low", "out-of-range"},
		{"level", "R", "", "unknown-field"},
	})
}

package chart_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"karete/server/chart"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/visit/visittest"
)

func condition(text string) chart.RecordCondition {
	return chart.RecordCondition{ID: id.New(), Status: "active", System: "icd-10", Code: "J45.9", Text: text, Since: "2019"}
}

func (s *surgery) ails(patientID string, in chart.RecordCondition) []chart.Condition {
	s.t.Helper()
	list, err := s.room.RecordProblem(s.t.Context(), visittest.Doctor, patientID, in)
	if err != nil {
		s.t.Fatal(err)
	}
	return list
}

func TestProblemsAreReplacedNotChanged(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	patientID := s.Patient("Thabo", "Mokoena", "")
	in := condition(" Asthma ")
	want := []chart.Condition{{ID: in.ID, PatientID: patientID, System: "icd-10", Code: "J45.9", Text: "Asthma", Since: "2019",
		RecordedAt: s.Clock.Now().UTC(), RecordedBy: visittest.Doctor.Name}}
	if diff := cmp.Diff(want, s.ails(patientID, in)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(want, s.ails(patientID, in)); diff != "" {
		t.Errorf("sent again: %s", diff)
	}
	words := condition("chest trouble")
	words.System, words.Code, words.Since = "", "", ""
	if list := s.ails(patientID, words); len(list) != 2 {
		t.Errorf("%+v", list)
	}
	over := condition("Asthma")
	over.Status, over.ReplacesID = "resolved", in.ID
	if list := s.ails(patientID, over); len(list) != 1 || list[0].Text != "chest trouble" {
		t.Errorf("%+v", list)
	}
	wrong := condition("chest trouble")
	wrong.Status, wrong.ReplacesID, wrong.Reason = "withdrawn", words.ID, "another patient"
	if list := s.ails(patientID, wrong); list == nil || len(list) != 0 {
		t.Errorf("%+v", list)
	}
	_, err := s.room.RecordProblem(t.Context(), visittest.Doctor, patientID, func() chart.RecordCondition {
		again := condition("Asthma")
		again.ReplacesID = in.ID
		return again
	}())
	refused(t, err, fault.Conflict)
}

func TestAProblemHasLimits(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	patientID, other := s.Patient("Thabo", "Mokoena", ""), s.Patient("Pule", "Tau", "")
	theirs := condition("Asthma")
	s.ails(other, theirs)
	for _, c := range []struct {
		field, code string
		edit        func(*chart.RecordCondition)
	}{
		{"text", "required", func(in *chart.RecordCondition) { in.Text = " " }},
		{"status", "not-one-of", func(in *chart.RecordCondition) { in.Status = "cured" }},
		{"code", "required", func(in *chart.RecordCondition) { in.Code = "" }},
		{"system", "required", func(in *chart.RecordCondition) { in.System = "" }},
		{"code", "pattern", func(in *chart.RecordCondition) { in.Code = "asthma" }},
		{"replacesId", "required", func(in *chart.RecordCondition) { in.Status = "resolved" }},
		{"replacesId", "unknown", func(in *chart.RecordCondition) { in.ReplacesID = theirs.ID }},
		{"reason", "reason-needed", func(in *chart.RecordCondition) { in.Status, in.ReplacesID = "withdrawn", theirs.ID }},
		{"since", "not-a-date", func(in *chart.RecordCondition) { in.Since = "long" }},
		{"since", "not-a-date", func(in *chart.RecordCondition) { in.Since = "34" }},
		{"since", "not-a-date", func(in *chart.RecordCondition) { in.Since = "2019-13" }},
		{"since", "before-1900", func(in *chart.RecordCondition) { in.Since = "1899" }},
		{"since", "future", func(in *chart.RecordCondition) { in.Since = "2026-11-25" }},
	} {
		in := condition("Asthma")
		c.edit(&in)
		_, err := s.room.RecordProblem(t.Context(), visittest.Doctor, patientID, in)
		broken(t, err, c.field, c.code)
	}
	_, err := s.room.RecordProblem(t.Context(), visittest.Doctor, id.New(), condition("Asthma"))
	refused(t, err, fault.NotFound)
	_, err = s.room.RecordProblem(t.Context(), visittest.Clerk, patientID, condition("Asthma"))
	refused(t, err, fault.Forbidden)
}

// Today is where the clinic is: shortly after midnight it is still yesterday in UTC.
func TestSinceTodayShortlyAfterMidnight(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	s.At(0, "00:30:00")
	in := condition("Burn")
	in.Since = "2026-11-24"
	if list := s.ails(s.Patient("Thabo", "Mokoena", ""), in); len(list) != 1 {
		t.Errorf("%+v", list)
	}
}

package chart_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"karete/db/journal"
	"karete/server/encounter"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/triage"
	"karete/server/visit"
	"karete/server/visit/visittest"
)

// Three visits over a month, the last one open: one request tells it all.
func TestAChartTellsEverythingAtOnce(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	patientID := s.Patient("Thabo", "Mokoena", "1990-05-17")
	first := s.CheckIn(patientID, visittest.OPD)
	sorted := s.triaged(first, 38.2)
	original := s.signed(first, line("Amoxicillin", "J01CA04"))
	correction := note(line("Paracetamol", "N02BE01"))
	amended := s.amended(original, encounter.Correction, &correction)
	s.At(14, "09:00:00")
	second := s.CheckIn(patientID, visittest.OPD)
	kept := s.signed(second, line("Paracetamol", "N02BE01"), line("Metformin", "A10BA02"))
	s.At(28, "09:00:00")
	third := s.CheckIn(patientID, visittest.OPD)
	again := s.triaged(third, 36.8)
	s.signed(s.Arrive("Pule", "Tau"), line("Ibuprofen", "M01AE01")) // somebody else's

	c := s.open(visittest.Doctor, patientID)
	if c.Patient.ID != patientID || c.Patient.DisplayName != "Thabo Mokoena" {
		t.Errorf("%+v", c.Patient)
	}
	if c.OpenVisit == nil || c.OpenVisit.Visit.ID != third.ID || len(c.OpenVisit.Encounters) != 0 || len(c.OpenVisit.Observations) != 5 {
		t.Errorf("the open visit: %+v", c.OpenVisit)
	}
	if diff := cmp.Diff([]triage.Triage{again}, c.OpenVisit.Triages); diff != "" {
		t.Error(diff)
	}
	if len(c.PastVisits) != 2 || c.PastVisits[0].Visit.ID != second.ID || c.PastVisits[1].Visit.ID != first.ID {
		t.Fatalf("newest first: %+v", c.PastVisits)
	}
	if diff := cmp.Diff([]encounter.Encounter{kept}, c.PastVisits[0].Encounters); diff != "" {
		t.Error(diff)
	}
	original.Struck = true
	if diff := cmp.Diff([]encounter.Encounter{original, amended}, c.PastVisits[1].Encounters); diff != "" {
		t.Errorf("the corrected visit: %s", diff)
	}
	if diff := cmp.Diff([]triage.Triage{sorted}, c.PastVisits[1].Triages); diff != "" {
		t.Error(diff)
	}
	var medicines []string
	for _, m := range c.Medicines {
		medicines = append(medicines, m.Medicine+" "+m.VisitID)
	}
	if diff := cmp.Diff([]string{"Paracetamol " + second.ID, "Metformin " + second.ID}, medicines); diff != "" {
		t.Errorf("what was prescribed last, without the struck line: %s", diff)
	}
	visits, err := s.Visits.History(t.Context(), visittest.Doctor, patientID)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(visits, []visit.Visit{c.OpenVisit.Visit, c.PastVisits[0].Visit, c.PastVisits[1].Visit}); diff != "" {
		t.Error(diff)
	}
}

func TestAnEmptyChartHasEmptyLists(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	text, err := json.Marshal(s.open(visittest.Nurse, s.Patient("Thabo", "Mokoena", "")))
	if err != nil {
		t.Fatal(err)
	}
	var c map[string]any
	if err := json.Unmarshal(text, &c); err != nil {
		t.Fatal(err)
	}
	delete(c, "patient")
	want := map[string]any{"allergies": []any{}, "problems": []any{}, "pastVisits": []any{}, "medicines": []any{}, "patientSaid": []any{}}
	if diff := cmp.Diff(want, c); diff != "" {
		t.Error(diff)
	}
}

// Law 2: who opened the record is in the journal before anything is read.
func TestOpeningAChartIsJournalled(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	patientID := s.Patient("Thabo", "Mokoena", "")
	s.open(visittest.Nurse, patientID)
	s.open(visittest.Nurse, patientID) // twice is twice
	list := s.Entries("chart.read")
	if len(list) != 2 {
		t.Fatalf("%d entries", len(list))
	}
	if e := list[0]; e.ActorID != visittest.Nurse.ID || e.Role != "nurse" || e.PatientID != patientID || e.SubjectType != journal.SubjectRecord || e.Device != "test" {
		t.Errorf("%+v", e)
	}
	_, err := s.room.Read(t.Context(), visittest.Nurse, id.New())
	refused(t, err, fault.NotFound)
	_, err = s.room.Read(t.Context(), visittest.Clerk, patientID)
	refused(t, err, fault.Forbidden)
	_, err = s.room.Read(t.Context(), visittest.Admin, patientID)
	refused(t, err, fault.Forbidden)
	if n := len(s.Entries("chart.read")); n != 2 {
		t.Errorf("%d entries after those who saw nothing", n)
	}
	if n := len(s.Entries("refused")); n != 2 {
		t.Errorf("%d refusals", n)
	}
}

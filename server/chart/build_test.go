package chart_test

import (
	"testing"

	"karete/server/access"
	"karete/server/chart"
	"karete/server/encounter"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/triage"
	"karete/server/triage/sats"
	"karete/server/visit"
	"karete/server/visit/visittest"
)

// surgery is a clinic with the rooms a chart is filled from.
type surgery struct {
	*visittest.Clinic
	t          *testing.T
	room       *chart.Room
	triage     *triage.Room
	encounters *encounter.Room
}

func newSurgery(t *testing.T) *surgery {
	t.Helper()
	c := visittest.New(t)
	return &surgery{c, t, chart.New(c.Gate), triage.New(c.Gate), encounter.New(c.Gate)}
}

func of[T any](v T) *T { return &v }

func (s *surgery) open(who access.Actor, patientID string) chart.Chart {
	s.t.Helper()
	c, err := s.room.Read(s.t.Context(), who, patientID)
	if err != nil {
		s.t.Fatal(err)
	}
	return c
}

func (s *surgery) triaged(v visit.Visit, temperature float64) triage.Triage {
	s.t.Helper()
	out, err := s.triage.Save(s.t.Context(), visittest.Nurse, v.ID, triage.Save{ID: id.New(), PatientID: v.PatientID,
		Complaint: triage.Complaint{Chips: []string{"cough"}}, Decision: sats.Decision{},
		Input: sats.Input{Mobility: sats.Walking, RespiratoryRate: of(12), HeartRate: of(72), SystolicMmHg: of(120),
			TemperatureCel: &temperature, Avpu: sats.Alert, Trauma: of(false)}})
	if err != nil {
		s.t.Fatal(err)
	}
	return out.Triage
}

func line(medicine, atc string) encounter.Prescription {
	return encounter.Prescription{Medicine: medicine, Form: "tablet", ATC: atc, Dose: "1", Frequency: "daily", Quantity: "10"}
}

func note(lines ...encounter.Prescription) encounter.Note {
	return encounter.Note{Complaint: "cough", Diagnoses: []encounter.Diagnosis{}, Prescriptions: append([]encounter.Prescription{}, lines...), Outcome: visit.OutcomeHome}
}

func (s *surgery) signed(v visit.Visit, lines ...encounter.Prescription) encounter.Encounter {
	s.t.Helper()
	out, err := s.encounters.Sign(s.t.Context(), visittest.Doctor, v.ID, encounter.SignNote{ID: id.New(), PatientID: v.PatientID, Note: note(lines...)})
	if err != nil {
		s.t.Fatal(err)
	}
	return out.Encounter
}

func (s *surgery) amended(e encounter.Encounter, kind encounter.AmendKind, n *encounter.Note) encounter.Encounter {
	s.t.Helper()
	out, err := s.encounters.Amend(s.t.Context(), visittest.Doctor, e.ID, encounter.AmendNote{ID: id.New(), PatientID: e.PatientID, VisitID: e.VisitID,
		Kind: kind, Reason: "mistaken", Note: n})
	if err != nil {
		s.t.Fatal(err)
	}
	return out
}

// broken wants err to be an invalid field.
func broken(t *testing.T, err error, field, code string) {
	t.Helper()
	if !fault.Is(err, fault.Invalid) || fault.Of(err).Fields[0].Field != field || fault.Of(err).Fields[0].Code != code {
		t.Errorf("%v, want %s:%s", err, field, code)
	}
}

func refused(t *testing.T, err error, code fault.Code) {
	t.Helper()
	if !fault.Is(err, code) {
		t.Errorf("%v, want %s", err, code)
	}
}

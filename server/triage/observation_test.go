package triage_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"karete/assets"
	"karete/db"
	"karete/server/triage"
	"karete/server/triage/sats"
	"karete/server/visit/visittest"
)

// observed saves a triage of what was found and reads the rows of it.
func observed(t *testing.T, b *bay, in sats.Input) []triage.Observation {
	t.Helper()
	v := b.Arrive("Thabo", "Mokoena")
	b.Clock.Advance(time.Minute)
	b.send(visittest.Nurse, v, save(v, in, sats.Decision{Unfinished: "equipment"}))
	var list []triage.Observation
	if err := b.DB.Read(t.Context(), func(tx *db.Tx) (err error) {
		list, err = triage.ObservationsIn(tx, v.PatientID)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	for i := range list {
		if list[i].VisitID != v.ID || !list[i].At.Equal(b.Clock.Now()) {
			t.Errorf("%+v", list[i])
		}
		list[i].VisitID, list[i].At = "", time.Time{}
	}
	slices.SortFunc(list, func(a, b triage.Observation) int { return strings.Compare(a.Code, b.Code) })
	return list
}

func TestEveryMeasurementIsARow(t *testing.T) {
	t.Parallel()
	b := newBay(t)
	in := well()
	in.SpO2Percent, in.GlucoseMmolL, in.WeightKg, in.HeightCm, in.PainScore = of(97), of(5.4), of(61.5), of(158.0), of(2)
	want := []triage.Observation{
		{Code: "14743-9", Value: of(5.4), Unit: "mmol/L"},
		{Code: "2708-6", Value: of(97.0), Unit: "%"},
		{Code: "29463-7", Value: of(61.5), Unit: "kg"},
		{Code: "67775-7", Text: "alert"},
		{Code: "72514-3", Value: of(2.0), Unit: "{score}"},
		{Code: "8302-2", Value: of(158.0), Unit: "cm"},
		{Code: "8310-5", Value: of(36.8), Unit: "Cel"},
		{Code: "8462-4", Value: of(80.0), Unit: "mm[Hg]"},
		{Code: "8480-6", Value: of(120.0), Unit: "mm[Hg]"},
		{Code: "8867-4", Value: of(72.0), Unit: "/min"},
		{Code: "9279-1", Value: of(12.0), Unit: "/min"},
	}
	if diff := cmp.Diff(want, observed(t, b, in)); diff != "" {
		t.Error(diff)
	}
	// Words where there is no number; nothing where nothing was measured.
	want = []triage.Observation{
		{Code: "14743-9", Unit: "mmol/L", Text: "LO"},
		{Code: "8310-5", Unit: "Cel", Text: "hot"},
		{Code: "8480-6", Unit: "mm[Hg]", Text: "unrecordable"},
		{Code: "8867-4", Unit: "/min", Text: "unrecordable"},
	}
	words := sats.Input{GlucoseReading: sats.GlucoseLo, TemperatureTouch: sats.FeelsHot, PulseUnrecordable: true, PressureUnrecordable: true}
	if diff := cmp.Diff(want, observed(t, b, words)); diff != "" {
		t.Error(diff)
	}
}

// The codes and units that rows are written with are those of the code list.
func TestCodesAreThoseOfTheList(t *testing.T) {
	t.Parallel()
	byID := map[string]assets.Vital{}
	for _, v := range assets.Vitals() {
		byID[v.ID] = v
	}
	for field, code := range map[string]string{
		"respiratoryRate": triage.LoincRespiratoryRate, "heartRate": triage.LoincHeartRate, "temperatureCel": triage.LoincTemperature,
		"systolicMmHg": triage.LoincSystolic, "diastolicMmHg": triage.LoincDiastolic, "spo2Percent": triage.LoincSpO2,
		"weightKg": triage.LoincWeight, "heightCm": triage.LoincHeight, "glucoseMmolL": triage.LoincGlucose,
		"avpu": triage.LoincAvpu, "painScore": triage.LoincPain,
	} {
		if byID[field].LOINC != code {
			t.Errorf("%s: %s, the list says %q", field, code, byID[field].LOINC)
		}
	}
	units := map[string]string{}
	for _, v := range assets.Vitals() {
		units[v.LOINC] = v.UCUM
	}
	in := well()
	in.SpO2Percent, in.GlucoseMmolL, in.WeightKg, in.HeightCm, in.PainScore = of(97), of(5.4), of(61.5), of(158.0), of(2)
	for _, o := range observed(t, newBay(t), in) {
		if units[o.Code] != o.Unit {
			t.Errorf("%s in %q, the list says %q", o.Code, o.Unit, units[o.Code])
		}
	}
}

func TestObservationsCannotBeRewritten(t *testing.T) {
	t.Parallel()
	b := newBay(t)
	observed(t, b, well())
	for _, statement := range []string{
		"UPDATE observation SET value = 1", "DELETE FROM observation", "INSERT OR REPLACE INTO observation SELECT * FROM observation",
	} {
		err := b.DB.Write(t.Context(), func(tx *db.Tx) error {
			_, err := tx.Exec(statement)
			return err
		})
		var refused *db.ConstraintError
		if !errors.As(err, &refused) || !strings.Contains(err.Error(), "immutable: observation") {
			t.Errorf("%s: %v", statement, err)
		}
	}
}

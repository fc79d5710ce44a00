package triage

import (
	"fmt"
	"time"

	"karete/db"
	"karete/server/act"
	"karete/server/patient"
	"karete/server/triage/sats"
	"karete/server/visit"
)

// Observation is one vital sign as it was measured: a value in a unit, or a word
// where there is no number.
type Observation struct {
	VisitID string    `json:"visitId"`
	Code    string    `json:"code" doc:"LOINC"`
	Value   *float64  `json:"value,omitempty"`
	Unit    string    `json:"unit" doc:"UCUM"`
	Text    string    `json:"text,omitempty" doc:"alert, LO, HI, unrecordable, hot, cold"`
	At      time.Time `json:"at"`
}

// LOINC codes of the vital signs. Those of glucose, consciousness and pain are
// from our own knowledge; the others stand in FHIR R4's vital signs profile.
const (
	LoincRespiratoryRate = "9279-1"
	LoincHeartRate       = "8867-4"
	LoincTemperature     = "8310-5"
	LoincSystolic        = "8480-6"
	LoincDiastolic       = "8462-4"
	LoincSpO2            = "2708-6"
	LoincWeight          = "29463-7"
	LoincHeight          = "8302-2"
	LoincGlucose         = "14743-9"
	LoincAvpu            = "67775-7"
	LoincPain            = "72514-3"
)

// measured lists what an input holds; what was not measured has no row, because
// missing is not a value.
func measured(in sats.Input) []Observation {
	var list []Observation
	number := func(code, unit string, v *float64) {
		if v != nil {
			list = append(list, Observation{Code: code, Unit: unit, Value: v})
		}
	}
	whole := func(code, unit string, v *int) {
		if v != nil {
			f := float64(*v)
			number(code, unit, &f)
		}
	}
	word := func(code, unit, text string) {
		if text != "" {
			list = append(list, Observation{Code: code, Unit: unit, Text: text})
		}
	}
	whole(LoincRespiratoryRate, "/min", in.RespiratoryRate)
	whole(LoincHeartRate, "/min", in.HeartRate)
	number(LoincTemperature, "Cel", in.TemperatureCel)
	whole(LoincSystolic, "mm[Hg]", in.SystolicMmHg)
	whole(LoincDiastolic, "mm[Hg]", in.DiastolicMmHg)
	whole(LoincSpO2, "%", in.SpO2Percent)
	number(LoincWeight, "kg", in.WeightKg)
	number(LoincHeight, "cm", in.HeightCm)
	number(LoincGlucose, "mmol/L", in.GlucoseMmolL)
	whole(LoincPain, "{score}", in.PainScore)
	word(LoincAvpu, "", string(in.Avpu))
	word(LoincGlucose, "mmol/L", string(in.GlucoseReading))
	if in.TemperatureCel == nil {
		word(LoincTemperature, "Cel", string(in.TemperatureTouch))
	}
	if in.PulseUnrecordable {
		word(LoincHeartRate, "/min", "unrecordable")
	}
	if in.PressureUnrecordable {
		word(LoincSystolic, "mm[Hg]", "unrecordable")
	}
	return list
}

func observe(tx *act.Tx, v visit.Visit, in Save) error {
	for _, o := range measured(in.Input) {
		key := tx.NewID()
		if _, err := tx.Exec(`INSERT INTO observation (id, patient_id, visit_id, encounter_id, code, value, unit, text, taken_at)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			key, v.PatientID, v.ID, in.ID, o.Code, o.Value, o.Unit, o.Text, in.Input.MeasuredAt.UnixMilli()); err != nil {
			return fmt.Errorf("insert observation: %w", err)
		}
		tx.Changed("observation", key)
	}
	return nil
}

// ObservationsIn reads a patient's vital signs, of all their files, oldest first.
func ObservationsIn(tx *db.Tx, patientID string) ([]Observation, error) {
	files, err := patient.MembersIn(tx, patientID)
	if err != nil {
		return nil, err
	}
	rows, err := tx.Query(`SELECT visit_id, code, value, unit, text, taken_at FROM observation
		WHERE patient_id IN (SELECT value FROM json_each(?)) ORDER BY taken_at, id`, files.JSON())
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	list := []Observation{}
	for rows.Next() {
		var o Observation
		var at int64
		if err := rows.Scan(&o.VisitID, &o.Code, &o.Value, &o.Unit, &o.Text, &at); err != nil {
			return nil, err
		}
		o.At = time.UnixMilli(at).UTC()
		list = append(list, o)
	}
	return list, rows.Err()
}

package downtime

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/encounter"
	"karete/server/facility"
	"karete/server/fault"
	"karete/server/patient"
	"karete/server/triage/sats"
)

// KeyRow is what stands on a row. Times are those on the paper, by the clinic's
// clock on the wall.
type KeyRow struct {
	ID            string                   `json:"id" format:"uuid" doc:"Command id, and the consultation's id"`
	Day           string                   `json:"day" format:"date" doc:"The sheet's day, as the screen has it"`
	ArrivedAt     string                   `json:"arrivedAt" pattern:"^([01][0-9]|2[0-3]):[0-5][0-9]$" example:"08:15"`
	EndedAt       string                   `json:"endedAt,omitempty" pattern:"^([01][0-9]|2[0-3]):[0-5][0-9]$"`
	PatientID     string                   `json:"patientId,omitempty" maxLength:"36" doc:"Somebody known"`
	NewPatient    *patient.Demographics    `json:"newPatient,omitempty" doc:"Somebody new: gets the number printed on the row, else the next one"`
	DepartmentID  string                   `json:"departmentId,omitempty" maxLength:"36" doc:"Empty: the sheet's"`
	Complaint     string                   `json:"complaint,omitempty" maxLength:"1000"`
	Vitals        PaperVitals              `json:"vitals,omitempty"`
	Level         sats.Level               `json:"level,omitempty" minimum:"0" maximum:"4" doc:"The colour on the paper; 0: none"`
	TriagedBy     string                   `json:"triagedBy,omitempty" maxLength:"36" doc:"Staff id; empty: who saw the patient"`
	SeenBy        string                   `json:"seenBy,omitempty" maxLength:"36" doc:"Staff id of who saw the patient and signed"`
	Diagnoses     []encounter.Diagnosis    `json:"diagnoses,omitempty" maxItems:"20" nullable:"false"`
	Prescriptions []encounter.Prescription `json:"prescriptions,omitempty" maxItems:"30" nullable:"false"`
	Outcome       string                   `json:"outcome" enum:"home,referred,admitted,died,left,here" doc:"here: waits still, and stands in the line from now on"`
	ReferredTo    string                   `json:"referredTo,omitempty" maxLength:"120"`
}

// PaperVitals is what was measured, in the units of triage.
type PaperVitals struct {
	TemperatureCel  *float64 `json:"temperatureCel,omitempty"`
	HeartRate       *int     `json:"heartRate,omitempty"`
	RespiratoryRate *int     `json:"respiratoryRate,omitempty"`
	SystolicMmHg    *int     `json:"systolicMmHg,omitempty"`
	DiastolicMmHg   *int     `json:"diastolicMmHg,omitempty"`
	SpO2Percent     *int     `json:"spo2Percent,omitempty"`
	WeightKg        *float64 `json:"weightKg,omitempty"`
	GlucoseMmolL    *float64 `json:"glucoseMmolL,omitempty"`
}

func (v PaperVitals) input() sats.Input {
	return sats.Input{TemperatureCel: v.TemperatureCel, HeartRate: v.HeartRate, RespiratoryRate: v.RespiratoryRate, SystolicMmHg: v.SystolicMmHg,
		DiastolicMmHg: v.DiastolicMmHg, SpO2Percent: v.SpO2Percent, WeightKg: v.WeightKg, GlucoseMmolL: v.GlucoseMmolL}
}

// Key makes of a row what it would have been on the day, all of it or nothing.
// Faults: not-found for the row; wrong-state when the sheet is not open, or
// something became of the row already; count-differs when no row with writing on
// it is left; stale day or times before the sheet was printed or to come: invalid;
// those of [patient.RegisterIn] under "newPatient.", of [visit.PaperIn],
// [triage.PaperIn] under "vitals." and [encounter.PaperIn].
func (r *Room) Key(ctx context.Context, who access.Actor, rowID string, in KeyRow) (PaperSheetDetail, error) {
	zone, err := act.Peek(ctx, r.gate, who, "downtime.key", func(tx *db.Tx) (*time.Location, error) {
		clinic, err := facility.In(tx)
		return clinic.Zone(), err
	})
	if err != nil {
		return PaperSheetDetail{}, err
	}
	arrived, err := at(zone, in.Day, in.ArrivedAt, "arrivedAt")
	if err != nil {
		return PaperSheetDetail{}, err
	}
	var ended time.Time
	if in.EndedAt != "" {
		if ended, err = at(zone, in.Day, in.EndedAt, "endedAt"); err != nil {
			return PaperSheetDetail{}, err
		}
	}
	body := struct {
		RowID string
		KeyRow
	}{rowID, in}
	c := act.Command{ID: in.ID, Action: "downtime.key", PatientID: in.PatientID, Body: body, OccurredAt: arrived, Source: "paper"}
	return act.Do(ctx, r.gate, who, c, func(tx *act.Tx) error {
		k := keying{tx: tx, who: who, in: in, arrived: arrived, ended: ended, visitID: tx.NewID()}
		if k.row, k.sheet, err = toKey(tx.Tx, rowID); err != nil {
			return err
		}
		return k.run(zone)
	}, sheetOfRow)
}

func at(zone *time.Location, day, clockTime, field string) (time.Time, error) {
	t, err := time.ParseInLocation("2006-01-02 15:04", day+" "+clockTime, zone)
	if err != nil {
		return t, fault.Field(field, "pattern")
	}
	return t.UTC(), nil
}

// reserved is a row that nothing became of yet.
type reserved struct {
	id, ticket, series, number string
}

// toKey is the row with its sheet, when it can be dealt with now.
func toKey(tx *db.Tx, rowID string) (reserved, PaperSheet, error) {
	var r reserved
	var sheetID, status string
	err := tx.QueryRow(`SELECT id, sheet_id, ticket, coalesce(file_series, ''), coalesce(file_number, ''), status FROM paper_row WHERE id = ?`, rowID).
		Scan(&r.id, &sheetID, &r.ticket, &r.series, &r.number, &status)
	if errors.Is(err, sql.ErrNoRows) {
		return r, PaperSheet{}, fault.New(fault.NotFound)
	}
	if err != nil {
		return r, PaperSheet{}, err
	}
	s, err := sheetIn(tx, sheetID)
	switch {
	case err != nil:
		return r, s, err
	case s.Status != Open:
		return r, s, wrongState(string(s.Status))
	case status != string(RowReserved):
		return r, s, wrongState(status)
	case s.Count.Left == 0:
		return r, s, fault.New(fault.CountDiffers).With("written", s.Count.Written).With("keyed", s.Count.Keyed).With("crossed", s.Count.Crossed)
	}
	return r, s, nil
}

func sheetOfRow(tx *db.Tx, rowID string) (PaperSheetDetail, error) {
	var sheetID string
	if err := tx.QueryRow("SELECT sheet_id FROM paper_row WHERE id = ?", rowID).Scan(&sheetID); err != nil {
		return PaperSheetDetail{}, err
	}
	return detailIn(tx, sheetID)
}

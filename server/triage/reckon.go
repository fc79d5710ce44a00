package triage

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"time"
	"unicode/utf8"

	"karete/db"
	"karete/server/facility"
	"karete/server/fault"
	"karete/server/patient"
	"karete/server/patient/partialdate"
	"karete/server/triage/sats"
)

// maxReason bounds what a person says of their decision in their own words.
const maxReason = 500

var chip = regexp.MustCompile(`^[a-z][a-z0-9-]{0,29}$`)

// check holds what the scoring does not look at to its limits.
func (in *Save) check() error {
	for i, c := range in.Complaint.Chips {
		if !chip.MatchString(c) {
			return fault.Field(fmt.Sprintf("complaint.chips[%d]", i), "pattern")
		}
	}
	if r := in.Decision.Reason; r != "" && !slices.Contains(sats.RaiseReasons(), r) && !slices.Contains(sats.LowerReasons(), r) {
		return fault.Field("decision.reason", "not-one-of")
	}
	if r := in.Decision.Unfinished; r != "" && !slices.Contains(sats.UnfinishedReasons(), r) {
		return fault.Field("decision.unfinishedReason", "not-one-of")
	}
	if utf8.RuneCountInString(in.Decision.Text) > maxReason {
		return fault.Field("decision.reasonText", "too-long", "max", maxReason)
	}
	return nil
}

// reckon fills in the moment and scores by the clinic's settings. The moment of
// measuring is by a tablet's clock, which may stand anywhere: one to come, or
// before the patient came, is not believed and the box's own is taken.
func reckon(tx *db.Tx, in *sats.Input, notBefore time.Time) (sats.Result, error) {
	settings, err := settingsIn(tx)
	if err != nil {
		return sats.Result{}, err
	}
	in.ScoredAt = tx.Now
	if in.MeasuredAt.Before(notBefore) || in.MeasuredAt.After(tx.Now) {
		in.MeasuredAt = tx.Now
	}
	in.MeasuredAt = in.MeasuredAt.UTC().Truncate(time.Millisecond)
	result, err := sats.Score(*in, settings)
	if err != nil {
		return sats.Result{}, invalid(err)
	}
	return result, nil
}

func settingsIn(tx *db.Tx) (sats.Settings, error) {
	f, err := facility.In(tx)
	if err != nil {
		return sats.Settings{}, err
	}
	return f.Settings.Triage, nil
}

// setAge takes the age from the record, whatever the screen believed. Where the
// record knows none the told one counts, as an estimate; where it knows years
// only, told months that agree make a baby's age finer.
func setAge(tx *db.Tx, patientID string, in *sats.Input) error {
	p, err := patient.ReadIn(tx, patientID)
	if err != nil {
		return err
	}
	if p.Age == nil {
		in.AgeEstimated = in.AgeMonths != nil || in.AgeYears != nil
		return nil
	}
	told := in.AgeMonths
	in.AgeMonths, in.AgeYears, in.AgeEstimated = nil, nil, p.Age.Estimated
	value := p.Age.Value
	switch p.Age.Unit {
	case partialdate.Years:
		in.AgeYears = &value
		if told != nil && *told/12 == value {
			in.AgeMonths = told
		}
	case partialdate.Months:
		in.AgeMonths = &value
	case partialdate.Days:
		value /= 31 // under one month, and so under two
		in.AgeMonths = &value
	}
	return nil
}

// invalid names each field the scoring refused.
func invalid(err error) error {
	var problems sats.Problems
	if !errors.As(err, &problems) {
		return err
	}
	list := make([]fault.FieldError, 0, len(problems))
	for _, p := range problems {
		f := fault.FieldError{Field: "input." + p.Field, Code: p.Code}
		if p.Code == sats.OutOfRange || p.Code == sats.AskFahrenheit {
			f.Params = map[string]any{"min": p.Min, "max": p.Max}
		}
		if p.Ask != "" {
			f.Params = map[string]any{"sign": p.Ask}
		}
		list = append(list, f)
	}
	return fault.Fields(list...)
}

func refused(err error) error {
	var r sats.Refusal
	if errors.As(err, &r) {
		return fault.Field("decision."+r.Field, r.Code)
	}
	return err
}

package patient

import (
	"fmt"

	"karete/db"
	"karete/server/fault"
	"karete/server/patient/phone"
)

// Checker says what is wrong with registrations without making them.
type Checker struct{ here clinic }

// CheckerIn checks as of now. Fault: not-set-up.
func CheckerIn(tx *db.Tx) (Checker, error) {
	here, err := clinicIn(tx)
	return Checker{here}, err
}

// Check is every broken field, as [RegisterIn] would name it; whether a file number
// is free is another question.
func (k Checker) Check(in Registration) []fault.FieldError {
	var c checks
	in.Demographics.tidy(&c, k.here)
	if f := in.FileNumber; f.Mode == "typed" {
		n := NewIdentifier{System: SystemFile, Series: f.Series, Value: f.Value, Year: f.Year}
		n.tidy(&c, "fileNumber.")
	}
	for i, n := range in.Identifiers {
		n.tidy(&c, fmt.Sprintf("identifiers[%d].", i))
	}
	return c
}

// KnowsPhone reports whether a number has a form that is known here.
func (k Checker) KnowsPhone(text string) bool {
	_, err := phone.Parse(text, k.here.country)
	return err == nil
}

// Today is the day at the clinic, YYYY-MM-DD.
func (k Checker) Today() string { return k.here.today.String() }

// TypedFileNumber is a file number as it would be kept, and a key under which every
// way to write it is one.
func TypedFileNumber(series, value string) (tidySeries, tidyValue, key string) {
	n := NewIdentifier{System: SystemFile, Series: series, Value: value}
	var c checks
	n.tidy(&c, "")
	number, year := splitYear(n.Value)
	if year > 0 {
		number = fmt.Sprintf("%s/%d", number, year)
	}
	return n.Series, n.Value, n.Series + "\x00" + number
}

// HolderIn is who holds a file number, or has held it, and the serial of the paper
// sheet that keeps it for somebody else; both "" when it is free.
func HolderIn(tx *db.Tx, series, value string) (patientID, sheet string, err error) {
	series, value, _ = TypedFileNumber(series, value)
	err = tx.QueryRow(`SELECT coalesce((SELECT patient_id FROM identifier WHERE system = 'file-number' AND status <> 'withdrawn' AND series = ?1 AND value IN (?2, ?3)), ''),
		coalesce((SELECT s.serial FROM paper_row r JOIN paper_sheet s ON s.id = r.sheet_id WHERE r.file_series = ?1 AND r.file_number IN (?2, ?3) AND r.patient_id IS NULL), '')`,
		series, value, otherYearForm(value)).Scan(&patientID, &sheet)
	return patientID, sheet, err
}

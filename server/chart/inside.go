package chart

import (
	"time"

	"karete/db"
)

// AllergiesIn lists, inside another read, the patient's allergies that stand, and
// when the patient said that there are none.
func AllergiesIn(tx *db.Tx, patientID string) ([]Allergy, *time.Time, error) {
	return allergies(tx, patientID)
}

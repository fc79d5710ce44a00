package patient

import (
	"strings"

	"karete/db"
)

// mostShared bounds the count: a number that many gave is nobody's own.
const mostShared = 99

// alsoOf counts for each phone how many other people have the same number: a phone
// in a household is lent, and a message to it reaches others.
func alsoOf(tx *db.Tx, patientID string, phones []Phone) error {
	theirs, err := MembersIn(tx, patientID)
	if err != nil {
		return err
	}
	for n, p := range phones {
		if !strings.HasPrefix(p.Number, "+") {
			continue // no whole number: its figures may stand for any
		}
		err := tx.QueryRow(`SELECT count(*) FROM (SELECT 1 FROM patient_key k JOIN patient p ON p.num = k.num
			WHERE k.key = ? AND p.active = 1 AND p.id NOT IN (SELECT value FROM json_each(?)) LIMIT ?)`,
			keyPhone+nationalDigits(p.Number), theirs.JSON(), mostShared).Scan(&phones[n].AlsoOf)
		if err != nil {
			return err
		}
	}
	return nil
}

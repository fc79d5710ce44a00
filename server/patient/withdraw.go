package patient

import (
	"karete/db"
	"karete/server/act"
	"karete/server/fault"
)

// WithdrawIn takes somebody back who came with an import: nobody finds them any more,
// nothing is written for them, and their numbers are free again. The row stays, for
// the journal. Faults: not-found;
// replaced; wrong-state when they were ever at the clinic or at their own door, booked, or joined with another.
func WithdrawIn(tx *act.Tx, patientID string) error {
	if err := StandsIn(tx.Tx, patientID); err != nil {
		return err
	}
	used, err := usedIn(tx, patientID)
	if err != nil {
		return err
	}
	if used {
		return fault.New(fault.WrongState)
	}
	num, err := numOf(tx.Tx, patientID)
	if err != nil {
		return err
	}
	p, err := fileIn(tx.Tx, patientID)
	if err != nil {
		return err
	}
	if err := unindex(tx.Tx, num, p); err != nil {
		return err
	}
	if err := withdrawNumbers(tx, patientID); err != nil {
		return err
	}
	tx.Changed("patient", patientID)
	_, err = tx.Exec("UPDATE patient SET active = 0 WHERE id = ?", patientID)
	return err
}

// unindex takes somebody out of everything by which people are found.
func unindex(tx *db.Tx, num int64, p Patient) error {
	if err := deleteMatch(tx, num, PersonOf(p)); err != nil {
		return err
	}
	for _, sql := range []string{"DELETE FROM patient_name WHERE rowid = ?", "DELETE FROM patient_key WHERE num = ?"} {
		if _, err := tx.Exec(sql, num); err != nil {
			return err
		}
	}
	return nil
}

// usedIn reports that something hangs on the person that an import did not bring.
func usedIn(tx *act.Tx, patientID string) (used bool, err error) {
	if used, err = LinkedIn(tx.Tx, patientID); err != nil || used {
		return used, err
	}
	err = tx.QueryRow(`SELECT EXISTS (SELECT 1 FROM visit WHERE patient_id = ?1) OR EXISTS (SELECT 1 FROM card WHERE patient_id = ?1)
		OR EXISTS (SELECT 1 FROM allergy WHERE patient_id = ?1) OR EXISTS (SELECT 1 FROM problem WHERE patient_id = ?1)
		OR EXISTS (SELECT 1 FROM photo WHERE patient_id = ?1) OR EXISTS (SELECT 1 FROM appointment WHERE patient_id = ?1)
		OR EXISTS (SELECT 1 FROM self_report WHERE patient_id = ?1) OR EXISTS (SELECT 1 FROM alert WHERE patient_id = ?1)
		OR EXISTS (SELECT 1 FROM patient_relation WHERE ended_at IS NULL AND ?1 IN (patient_id, other_id))
		OR EXISTS (SELECT 1 FROM file_log l JOIN identifier i ON i.id = l.identifier_id WHERE i.patient_id = ?1)`, patientID).Scan(&used)
	return used, err
}

package encounter_test

import (
	"errors"
	"strings"
	"testing"

	"karete/db"
)

// Law 1: nothing clinical is updated or deleted, whoever asks, and however.
func TestTheRecordCannotBeRewritten(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	v := d.Arrive("Thabo", "Mokoena")
	signed := d.sign(v, flu()).Encounter
	for _, table := range []string{"encounter", "diagnosis", "prescription"} {
		for _, statement := range []string{
			"UPDATE " + table + " SET patient_id = patient_id",
			"UPDATE OR REPLACE " + table + " SET id = id",
			"DELETE FROM " + table,
			"INSERT OR REPLACE INTO " + table + " SELECT * FROM " + table,
			"INSERT INTO " + table + " SELECT * FROM " + table + " WHERE true ON CONFLICT DO UPDATE SET patient_id = excluded.patient_id",
		} {
			err := d.DB.Write(t.Context(), func(tx *db.Tx) error {
				_, err := tx.Exec(statement)
				return err
			})
			var broken *db.ConstraintError
			if !errors.As(err, &broken) || !strings.Contains(err.Error(), "immutable: "+table) {
				t.Errorf("%s: %v", statement, err)
			}
		}
	}
	if got := d.all(v.PatientID); len(got) != 1 || got[0].Note.Complaint != signed.Note.Complaint || len(got[0].Note.Diagnoses) != 2 {
		t.Errorf("%+v", got)
	}
}

package patient_test

import (
	"maps"
	"testing"

	"karete/db"
	"karete/server/patient"
)

func TestFileNumbersAreSkippedForwardOnly(t *testing.T) {
	t.Parallel()
	d := open(t)
	err := d.DB.Write(t.Context(), func(tx *db.Tx) error {
		for series, next := range map[string]int{"": 40, "B": 7} {
			if err := setCounter(series, next)(tx); err != nil {
				return err
			}
		}
		if err := patient.SkipFileNumbersIn(tx, 0, map[string]int64{"": 55, "B": 3, "C": 9}); err != nil {
			return err
		}
		got, err := patient.FileNumbersIn(tx)
		if want := (map[string]int64{"": 55, "B": 7, "C": 9}); !maps.Equal(got, want) {
			t.Errorf("%v, want %v", got, want)
		}
		if err != nil {
			return err
		}
		if err := patient.SkipFileNumbersIn(tx, 200, nil); err != nil {
			return err
		}
		got, err = patient.FileNumbersIn(tx)
		if want := (map[string]int64{"": 255, "B": 207, "C": 209}); !maps.Equal(got, want) {
			t.Errorf("%v, want %v", got, want)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

package chart_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"karete/db"
	"karete/server/chart"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/visit/visittest"
)

func allergy(substance string) chart.RecordAllergy {
	return chart.RecordAllergy{ID: id.New(), Status: "active", Substance: substance, Class: "penicillin", Reaction: "rash"}
}

func (s *surgery) allergic(patientID string, in chart.RecordAllergy) []chart.Allergy {
	s.t.Helper()
	list, err := s.room.RecordAllergy(s.t.Context(), visittest.Nurse, patientID, in)
	if err != nil {
		s.t.Fatal(err)
	}
	return list
}

func TestAllergiesAreReplacedNotChanged(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	patientID := s.Patient("Thabo", "Mokoena", "")
	in := allergy("  Amoxicillin ")
	want := []chart.Allergy{{ID: in.ID, PatientID: patientID, Substance: "Amoxicillin", Class: "penicillin", Reaction: "rash",
		RecordedAt: s.Clock.Now().UTC(), RecordedBy: visittest.Nurse.Name}}
	if diff := cmp.Diff(want, s.allergic(patientID, in)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(want, s.allergic(patientID, in)); diff != "" {
		t.Errorf("sent again: %s", diff)
	}
	s.Clock.Advance(time.Minute)
	worse := allergy("Amoxicillin")
	worse.Reaction, worse.ReplacesID = "could not breathe", in.ID
	if list := s.allergic(patientID, worse); len(list) != 1 || list[0].ID != worse.ID || list[0].Reaction != "could not breathe" {
		t.Errorf("%+v", list)
	}
	again := allergy("Amoxicillin")
	again.ReplacesID = in.ID
	_, err := s.room.RecordAllergy(t.Context(), visittest.Nurse, patientID, again)
	refused(t, err, fault.Conflict) // it does not stand any more
	gone := chart.RecordAllergy{ID: id.New(), Status: "withdrawn", ReplacesID: worse.ID, Reason: "it was the sister"}
	if list := s.allergic(patientID, gone); len(list) != 0 {
		t.Errorf("%+v", list)
	}
	if c := s.open(visittest.Doctor, patientID); len(c.Allergies) != 0 || c.NoKnownAllergySay != nil {
		t.Errorf("a withdrawn allergy is not the same as none: %+v", c)
	}
	var rows int
	if err := s.DB.Read(t.Context(), func(tx *db.Tx) error {
		return tx.QueryRow(`SELECT count(*) FROM allergy WHERE patient_id = ?`, patientID).Scan(&rows)
	}); err != nil || rows != 3 {
		t.Errorf("%d rows stay, %v", rows, err)
	}
}

func TestNoneKnownIsSomethingThePatientSaid(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	patientID := s.Patient("Thabo", "Mokoena", "")
	none := func() chart.RecordAllergy { return chart.RecordAllergy{ID: id.New(), Status: "none-known"} }
	if list := s.allergic(patientID, none()); list == nil || len(list) != 0 {
		t.Errorf("%+v", list)
	}
	s.Clock.Advance(time.Hour)
	s.allergic(patientID, none()) // asked again
	if c := s.open(visittest.Doctor, patientID); c.NoKnownAllergySay == nil || !c.NoKnownAllergySay.Equal(s.Clock.Now()) {
		t.Errorf("%v", c.NoKnownAllergySay)
	}
	s.allergic(patientID, allergy("Peanuts"))
	if c := s.open(visittest.Doctor, patientID); c.NoKnownAllergySay != nil || len(c.Allergies) != 1 {
		t.Errorf("%+v", c)
	}
	_, err := s.room.RecordAllergy(t.Context(), visittest.Nurse, patientID, none())
	refused(t, err, fault.Conflict)
}

func TestAnAllergyHasLimits(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	patientID, other := s.Patient("Thabo", "Mokoena", ""), s.Patient("Pule", "Tau", "")
	theirs := allergy("Penicillin")
	s.allergic(other, theirs)
	for _, c := range []struct {
		in          chart.RecordAllergy
		field, code string
	}{
		{allergy(" "), "substance", "required"},
		{chart.RecordAllergy{ID: id.New(), Status: "withdrawn", Reason: "mistake"}, "replacesId", "required"},
		{chart.RecordAllergy{ID: id.New(), Status: "withdrawn", ReplacesID: theirs.ID, Reason: " "}, "reason", "reason-needed"},
		{chart.RecordAllergy{ID: id.New(), Status: "withdrawn", ReplacesID: theirs.ID, Reason: "mistake"}, "replacesId", "unknown"},
		{chart.RecordAllergy{ID: id.New(), Status: "none-known", ReplacesID: theirs.ID}, "replacesId", "not-allowed"},
		{chart.RecordAllergy{ID: id.New(), Status: "perhaps"}, "status", "not-one-of"},
	} {
		_, err := s.room.RecordAllergy(t.Context(), visittest.Nurse, patientID, c.in)
		broken(t, err, c.field, c.code)
	}
	_, err := s.room.RecordAllergy(t.Context(), visittest.Nurse, id.New(), allergy("Penicillin"))
	refused(t, err, fault.NotFound)
	_, err = s.room.RecordAllergy(t.Context(), visittest.Clerk, patientID, allergy("Penicillin"))
	refused(t, err, fault.Forbidden)
	_, err = s.room.RecordAllergy(t.Context(), visittest.Nurse, patientID, theirs) // the command of another patient's
	refused(t, err, fault.CommandReused)
}

func TestTheListsCannotBeRewritten(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	patientID := s.Patient("Thabo", "Mokoena", "")
	s.allergic(patientID, allergy("Penicillin"))
	s.ails(patientID, condition("Asthma"))
	for _, table := range []string{"allergy", "problem"} {
		for _, statement := range []string{
			"UPDATE " + table + " SET status = 'withdrawn'", "DELETE FROM " + table, "INSERT OR REPLACE INTO " + table + " SELECT * FROM " + table,
		} {
			err := s.DB.Write(t.Context(), func(tx *db.Tx) error {
				_, err := tx.Exec(statement)
				return err
			})
			var refused *db.ConstraintError
			if !errors.As(err, &refused) || !strings.Contains(err.Error(), "immutable: "+table) {
				t.Errorf("%s: %v", statement, err)
			}
		}
	}
}

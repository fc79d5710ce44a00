package duplicate_test

import (
	"testing"
	"time"

	"karete/db"
	"karete/db/journal"
	"karete/server/chart"
	"karete/server/duplicate"
	"karete/server/id"
	"karete/server/patient"
	"karete/server/visit"
	"karete/server/visit/visittest"
)

// openings lists whose records were opened, oldest first.
func (o *office) openings() (list []string) {
	o.t.Helper()
	err := o.DB.Read(o.t.Context(), func(tx *db.Tx) error {
		entries, err := journal.List(tx, journal.Filter{}, 1000)
		for i := len(entries) - 1; i >= 0; i-- {
			if entries[i].SubjectType == journal.SubjectRecord {
				list = append(list, entries[i].PatientID)
			}
		}
		return err
	})
	if err != nil {
		o.t.Fatal(err)
	}
	return list
}

func verdict(c duplicate.PairComparison, field string) string {
	for _, f := range c.Fields {
		if f.Field == field {
			return f.Verdict
		}
	}
	return ""
}

func (o *office) allergy(patientID, status, substance string) {
	o.t.Helper()
	if _, err := chart.New(o.Gate).RecordAllergy(o.t.Context(), visittest.Nurse, patientID, chart.RecordAllergy{ID: id.New(), Status: status, Substance: substance, Reaction: "rash"}); err != nil {
		o.t.Fatal(err)
	}
}

func TestSideBySide(t *testing.T) {
	t.Parallel()
	o := open(t)
	first, second := o.twice()
	c := o.compared(first, second)
	if c.First.Patient.ID != first || c.Second.Patient.ID != second || c.Level != duplicate.Likely || c.Joined || c.SameDay || c.Decision != nil || c.First.LastVisit != nil {
		t.Errorf("%+v", c)
	}
	if verdict(c, "birthDate") != "same" || verdict(c, "allergy") != "none" {
		t.Errorf("%+v", c.Fields)
	}
	if got := o.openings(); len(got) != 2 || got[0] != first || got[1] != second {
		t.Errorf("opened %q", got)
	}
	o.allergy(first, "active", "Penicillin")
	if c = o.compared(first, second); verdict(c, "allergy") != "one-side" || len(c.First.Allergies) != 1 || c.First.Allergies[0].Reaction != "rash" {
		t.Errorf("%+v", c)
	}
	o.allergy(second, "none-known", "")
	if c = o.compared(first, second); verdict(c, "allergy") != "differs" || c.Second.NoneKnownOn == nil {
		t.Errorf("%+v", c)
	}
	o.allergy(second, "active", "penicillin")
	if c = o.compared(first, second); verdict(c, "allergy") != "same" {
		t.Errorf("%+v", c)
	}
}

func TestWhoIsToBeShown(t *testing.T) {
	t.Parallel()
	o := open(t)
	first, second := o.twice()
	came := func(patientID string) {
		t.Helper()
		o.Clock.Advance(time.Hour)
		v := o.CheckIn(patientID, visittest.OPD)
		if _, err := o.Visits.Cancel(t.Context(), visittest.Clerk, v.ID, visit.Cancellation{ID: id.New(), PatientID: patientID, Reason: "mistaken"}); err != nil {
			t.Fatal(err) // it does not count
		}
		o.goes(o.CheckIn(patientID, visittest.OPD))
	}
	came(second)
	c := o.compared(first, second)
	if c.First.Patient.ID != second || c.First.Visits != 1 || c.First.LastVisit.Day != "2026-11-24" || c.First.LastVisit.Department != "OPD" || c.SameDay {
		t.Errorf("%+v", c)
	}
	came(first)
	if c = o.compared(second, first); c.First.Patient.ID != first || !c.SameDay {
		t.Errorf("%+v", c)
	}
	v := o.CheckIn(second, visittest.OPD)
	if c = o.compared(first, second); c.First.Patient.ID != second || c.First.OpenVisit == nil || c.First.OpenVisit.Ticket != v.Ticket {
		t.Errorf("%+v", c)
	}
}

// Whoever stands for two is compared with all that is known of both.
func TestAThirdFile(t *testing.T) {
	t.Parallel()
	o := open(t)
	first, second := o.twice()
	third := o.comes(person("Mathabo", "Mokoena", "1992-03-14", ""))
	o.CheckIn(third, visittest.OPD)
	o.goes(o.CheckIn(second, visittest.OPD))
	if _, err := o.Patients.Merge(t.Context(), visittest.Admin, second, patient.Merge{ID: id.New(), IntoID: first}); err != nil {
		t.Fatal(err)
	}
	c := o.compared(first, third)
	if c.First.Patient.ID != third || c.Second.Visits != 1 || !c.SameDay {
		t.Errorf("%+v", c)
	}
	o.scanned()
	o.only(duplicate.ListLikely, first, third)
}

func TestCompareRefuses(t *testing.T) {
	t.Parallel()
	o := open(t)
	first, second := o.twice()
	_, err := o.room.Compare(t.Context(), visittest.Admin, first, first)
	refused(t, err, "invalid")
	for _, pair := range [][2]string{{first, id.New()}, {id.New(), first}} {
		_, err = o.room.Compare(t.Context(), visittest.Admin, pair[0], pair[1])
		refused(t, err, "not-found")
	}
	_, err = o.room.Compare(t.Context(), visittest.Clerk, first, second)
	refused(t, err, "forbidden")
	if got := o.openings(); len(got) != 0 {
		t.Errorf("opened %q", got)
	}
	for _, in := range []duplicate.DecidePair{
		{ID: id.New(), PatientID: first, OtherID: first, Verdict: patient.Distinct},
		{ID: id.New(), PatientID: first, OtherID: second, Verdict: "same"},
		{ID: id.New(), PatientID: first, OtherID: second, Verdict: patient.Later, Reason: "why not"},
	} {
		_, err = o.room.Decide(t.Context(), visittest.Admin, in)
		refused(t, err, "invalid")
	}
	_, err = o.room.Decide(t.Context(), visittest.Admin, duplicate.DecidePair{ID: id.New(), PatientID: first, OtherID: id.New(), Verdict: patient.Later})
	refused(t, err, "not-found")
}

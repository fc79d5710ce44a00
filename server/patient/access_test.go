package patient_test

import (
	"testing"
	"time"

	"karete/server/patient"
	"karete/server/visit/visittest"
)

// An opening on a day on which the patient was not here stands out, unless it
// answers the patient's own question.
func TestOpenedWithoutAVisit(t *testing.T) {
	t.Parallel()
	d := open(t)
	p := d.named("Thabo", "Mokoena") // the day of the registration is one of theirs
	look := func() {
		t.Helper()
		if _, err := d.Patients.Read(t.Context(), visittest.Nurse, p.ID); err != nil {
			t.Fatal(err)
		}
	}
	look()
	d.Clock.Advance(24 * time.Hour)
	d.CheckIn(p.ID, visittest.OPD)
	look()
	d.Clock.Advance(24 * time.Hour)
	look()
	list, err := d.Patients.Access(t.Context(), visittest.Doctor, p.ID, 0)
	if err != nil {
		t.Fatal(err)
	}
	var got []bool
	for _, a := range list.Accesses {
		got = append(got, a.WithoutVisit)
	}
	want := []bool{false, true, false, false, false, false} // asked who; looked; looked, came; looked, registered
	if len(got) != len(want) {
		t.Fatalf("%+v", list.Accesses)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%s at %v: %v", list.Accesses[i].Action, list.Accesses[i].At, got[i])
		}
	}
	if s := *list.Summary; s != (patient.AccessSummary{Since: list.Accesses[5].At, People: 3, Opened: 4, Changed: 2, WithoutVisit: 1}) {
		t.Errorf("%+v", s)
	}
	if next, err := d.Patients.Access(t.Context(), visittest.Doctor, p.ID, list.Accesses[2].Seq); err != nil || len(next.Accesses) != 3 || next.Summary != nil {
		t.Errorf("%+v, %v", next, err)
	}
}

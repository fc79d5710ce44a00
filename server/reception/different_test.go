package reception_test

import (
	"sync"
	"sync/atomic"
	"testing"

	"karete/db"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/patient"
	"karete/server/reception"
	"karete/server/visit/visittest"
)

// mathabo is somebody whose name people write in many ways.
func mathabo(given string) reception.Registration {
	in := person(given, "Mokoena")
	in.Sex, in.BirthDate, in.BirthPrecision = patient.Female, "1984-03-12", "day"
	in.Village, in.Phones = "Ha Matala", []patient.NewPhone{{Number: "5812 4471"}}
	return in
}

func (d *desk) register(in reception.Registration) (reception.Registered, error) {
	return d.Desk.Register(d.t.Context(), visittest.Clerk, in)
}

func (d *desk) people() (n int) {
	d.t.Helper()
	if err := d.DB.Read(d.t.Context(), func(tx *db.Tx) error {
		return tx.QueryRow("SELECT count(*) FROM patient").Scan(&n)
	}); err != nil {
		d.t.Fatal(err)
	}
	return n
}

func TestALikelyDuplicateIsStopped(t *testing.T) {
	t.Parallel()
	d := open(t)
	first := mathabo("'Mathabo")
	if _, err := d.register(first); err != nil {
		t.Fatal(err)
	}
	for _, given := range []string{"'Mathabo", "Mathabo", "MaThabo", "Ma Thabo", "’M’athabo", "Mma-Thabo", "Matabo"} {
		again := mathabo(given)
		again.FileNumber = patient.NewFileNumber{Mode: "next"}
		_, err := d.register(again)
		f := refused(t, err, fault.LikelyDuplicate)
		if score, ok := f.Params["score"].(float64); f.Params["patientId"] != first.ID || !ok || score < .9 || score > 1 {
			t.Errorf("%s: %v", given, f.Params)
		}
		if n := d.people(); n != 1 {
			t.Fatalf("%s: %d people", given, n)
		}
	}
	if n := len(d.Entries("patient.register")); n != 1 {
		t.Errorf("%d entries for one person", n)
	}
	other := mathabo("'Mathabo")
	other.FamilyName, other.BirthDate, other.Village, other.Phones = "Tsoeunyane", "1951-11-30", "Roma", nil
	if _, err := d.register(other); err != nil {
		t.Errorf("a namesake: %v", err)
	}
}

func TestAnotherPersonIsRegistered(t *testing.T) {
	t.Parallel()
	d := open(t)
	first, again := mathabo("'Mathabo"), mathabo("Mathabo")
	if _, err := d.register(first); err != nil {
		t.Fatal(err)
	}
	_, err := d.register(again)
	refused(t, err, fault.LikelyDuplicate)
	again.Different = []reception.Different{{PatientID: first.ID, Reason: patient.ReasonNamesake, Note: "her cousin"}} // the same command, answered
	got, err := d.register(again)
	if err != nil || got.Patient.ID != again.ID {
		t.Fatalf("%+v, %v", got.Patient, err)
	}
	var list []patient.PairDecision
	var distinct bool
	if err := d.DB.Read(t.Context(), func(tx *db.Tx) (err error) {
		if list, err = patient.DecisionsAboutIn(tx, first.ID); err != nil {
			return err
		}
		distinct, err = patient.DistinctIn(tx, again.ID, first.ID)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	want := patient.PairDecision{Pair: patient.PairOf(again.ID, first.ID), Verdict: patient.Distinct, Reason: patient.ReasonNamesake,
		Note: "her cousin", DecidedAt: d.Clock.Now().UTC(), DecidedBy: visittest.Clerk.ID}
	if len(list) != 1 || list[0] != want || !distinct {
		t.Errorf("%+v, distinct %v", list, distinct)
	}
	if n := len(d.Entries("patient.register")); n != 2 {
		t.Errorf("%d entries", n)
	}
	// Whoever was told to be another is still found by the next.
	third := mathabo("'Mathabo")
	_, err = d.register(third)
	refused(t, err, fault.LikelyDuplicate)
	third.Different = []reception.Different{{PatientID: first.ID, Reason: patient.ReasonAsked}}
	if _, err := d.register(third); refused(t, err, fault.LikelyDuplicate).Params["patientId"] != again.ID {
		t.Errorf("one of two was named: %v", err)
	}
}

func TestWhoIsNamedIsSomebody(t *testing.T) {
	t.Parallel()
	d := open(t)
	first := mathabo("'Mathabo")
	if _, err := d.register(first); err != nil {
		t.Fatal(err)
	}
	named := func(list ...reception.Different) reception.Registration {
		in := mathabo("Mathabo")
		in.Different = list
		return in
	}
	right := reception.Different{PatientID: first.ID, Reason: patient.ReasonAsked}
	own := named(reception.Different{Reason: patient.ReasonAsked})
	own.Different[0].PatientID = own.ID
	for name, c := range map[string]struct {
		in    reception.Registration
		field string
		code  string
	}{
		"nobody":       {named(reception.Different{PatientID: id.New(), Reason: patient.ReasonAsked}), "different[0].patientId", "unknown"},
		"themselves":   {own, "different[0].patientId", "not-allowed"},
		"twice":        {named(right, right), "different[1].patientId", "duplicate"},
		"no reason":    {named(reception.Different{PatientID: first.ID}), "different[0].reason", "reason-needed"},
		"no known one": {named(reception.Different{PatientID: first.ID, Reason: "because"}), "different[0].reason", "not-one-of"},
		"bad text":     {named(reception.Different{PatientID: first.ID, Reason: patient.ReasonOther, Note: "\x00"}), "different[0].note", "bad-text"},
	} {
		_, err := d.register(c.in)
		if f := refused(t, err, fault.Invalid); len(f.Fields) != 1 || f.Fields[0].Field != c.field || f.Fields[0].Code != c.code {
			t.Errorf("%s: %v", name, err)
		}
	}
	if n := d.people(); n != 1 {
		t.Errorf("%d people", n)
	}
}

// Two desks take the same person in at the same moment: one of them is asked.
func TestTwoDesksAtOnce(t *testing.T) {
	t.Parallel()
	d := open(t)
	var all sync.WaitGroup
	var asked atomic.Int32
	for range 6 {
		all.Go(func() {
			switch _, err := d.register(mathabo("'Mathabo")); {
			case fault.Is(err, fault.LikelyDuplicate):
				asked.Add(1)
			case err != nil:
				t.Error(err)
			}
		})
	}
	all.Wait()
	if asked.Load() != 5 || d.people() != 1 {
		t.Errorf("%d asked, %d people", asked.Load(), d.people())
	}
}

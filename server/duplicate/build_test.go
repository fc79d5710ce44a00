package duplicate_test

import (
	"log/slog"
	"testing"
	"time"

	"karete/server/act"
	"karete/server/duplicate"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/patient"
	"karete/server/patient/partialdate"
	"karete/server/visit"
	"karete/server/visit/visittest"
)

// office is a clinic whose register the manager looks through.
type office struct {
	*visittest.Clinic
	t        testing.TB
	Patients *patient.Room
	room     *duplicate.Room
}

func open(t testing.TB) *office {
	t.Helper()
	c := visittest.New(t)
	o := &office{c, t, patient.New(c.Gate), duplicate.New(c.Gate, slog.New(slog.DiscardHandler))}
	t.Cleanup(o.room.Close)
	return o
}

// person is a woman of Ha Abia.
func person(given, family, birth, phone string) patient.Registration {
	in := patient.Registration{ID: id.New(), Demographics: patient.Demographics{
		GivenNames: given, FamilyName: family, Sex: patient.Female, BirthDate: birth, BirthPrecision: partialdate.ByDay, Village: "Ha Abia"}}
	if phone != "" {
		in.Phones = []patient.NewPhone{{Number: phone}}
	}
	return in
}

// comes registers somebody, a minute after whoever came before, without the question
// that the desk is asked: as a register brings them that was kept elsewhere.
func (o *office) comes(in patient.Registration) (patientID string) {
	o.t.Helper()
	o.Clock.Advance(time.Minute)
	_, err := act.Do(o.t.Context(), o.Gate, visittest.Clerk, act.Command{ID: in.ID, Action: "patient.register", PatientID: in.ID, Body: in},
		func(tx *act.Tx) error { return patient.RegisterIn(tx, in) }, patient.ReadIn)
	if err != nil {
		o.t.Fatal(err)
	}
	return in.ID
}

// twice is one person with two files, among a few others.
func (o *office) twice() (first, second string) {
	o.t.Helper()
	first = o.comes(person("’Mathabo", "Mokoena", "1992-03-14", "58124471"))
	o.comes(person("Palesa", "Khiba", "1987-11-02", "59333111"))
	o.comes(person("Nthabiseng", "Tau", "1961-06-30", ""))
	second = o.comes(person("Ma Thabo", "Mokwena", "1992-03-14", "58124471"))
	return first, second
}

func (o *office) scanned() {
	o.t.Helper()
	if err := o.room.Scan(o.t.Context()); err != nil {
		o.t.Fatal(err)
	}
}

func (o *office) list(which duplicate.Which) duplicate.DuplicateList {
	o.t.Helper()
	l, err := o.room.List(o.t.Context(), visittest.Admin, which, 0)
	if err != nil {
		o.t.Fatal(err)
	}
	return l
}

// only holds that a list has one pair, of these two in this order.
func (o *office) only(which duplicate.Which, first, second string) duplicate.DuplicatePair {
	o.t.Helper()
	l := o.list(which)
	if len(l.Pairs) != 1 || l.Pairs[0].First.ID != first || l.Pairs[0].Second.ID != second {
		o.t.Fatalf("%s: %+v", which, l)
	}
	return l.Pairs[0]
}

func (o *office) none(which duplicate.Which) {
	o.t.Helper()
	if l := o.list(which); len(l.Pairs) != 0 {
		o.t.Fatalf("%s: %+v", which, l)
	}
}

func (o *office) decided(a, b string, verdict patient.PairVerdict) duplicate.PairDecided {
	o.t.Helper()
	d, err := o.room.Decide(o.t.Context(), visittest.Admin, duplicate.DecidePair{ID: id.New(), PatientID: a, OtherID: b, Verdict: verdict, Reason: patient.ReasonAsked})
	if err != nil {
		o.t.Fatal(err)
	}
	return d
}

func (o *office) compared(a, b string) duplicate.PairComparison {
	o.t.Helper()
	c, err := o.room.Compare(o.t.Context(), visittest.Admin, a, b)
	if err != nil {
		o.t.Fatal(err)
	}
	return c
}

// goes is a visit that is over.
func (o *office) goes(v visit.Visit) {
	o.t.Helper()
	if _, err := o.Visits.Leave(o.t.Context(), visittest.Clerk, v.ID, visit.OnVisit{ID: id.New(), PatientID: v.PatientID}); err != nil {
		o.t.Fatal(err)
	}
}

func refused(t *testing.T, err error, code fault.Code) {
	t.Helper()
	if !fault.Is(err, code) {
		t.Errorf("%v, want %s", err, code)
	}
}

package patient_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"karete/db"
	"karete/server/access"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/patient"
	"karete/server/visit/visittest"
)

func setCounter(series string, next int) func(*db.Tx) error {
	return func(tx *db.Tx) error {
		_, err := tx.Exec("INSERT INTO file_number_counter (series, next) VALUES (?, ?)", series, next)
		return err
	}
}

func correction(given, family string) patient.PatientChange {
	return patient.PatientChange{ID: id.New(), Demographics: person(given, family).Demographics}
}

func TestUpdate(t *testing.T) {
	t.Parallel()
	d := open(t)
	in := person("Lineo", "Sekhonyana")
	in.Phones = []patient.NewPhone{{Number: "58124471"}}
	in.FileNumber = patient.NewFileNumber{Mode: "typed", Value: "0077"}
	p := d.registered(in)

	c := correction("Lineo", "Mohapi")
	c.OtherNames = []string{"Sekhonyana"}
	c.Phones = []patient.NewPhone{{Number: "62001122"}}
	c.DeceasedOn = "2026-11-20"
	got, err := d.Patients.Update(t.Context(), visittest.Clerk, p.ID, p.Version, c)
	if err != nil {
		t.Fatal(err)
	}
	if got.Version != 2 || got.FamilyName != "Mohapi" || got.DeceasedOn != "2026-11-20" || got.FileNumber != "0077" {
		t.Errorf("got %+v", got)
	}
	for text, want := range map[string]int{"mohapi": 1, "sekhonyana lineo": 1, "62001122": 1, "58124471": 0, "0077": 1} {
		if n := len(d.find(text).Patients); n != want {
			t.Errorf("%s finds %d, want %d", text, n, want)
		}
	}

	// Somebody else saved in between: they learn what is there now.
	_, err = d.Patients.Update(t.Context(), visittest.Nurse, p.ID, p.Version, correction("Lineo", "Tau"))
	f := refused(t, err, fault.Stale)
	if now, ok := f.Current.(patient.Patient); !ok || cmp.Diff(got, now) != "" {
		t.Errorf("stale without the patient as it is: %+v", f.Current)
	}
	// The same command again is no stale one.
	again, err := d.Patients.Update(t.Context(), visittest.Clerk, p.ID, p.Version, c)
	if err != nil || again.Version != 2 {
		t.Errorf("again: %d, %v", again.Version, err)
	}

	_, err = d.Patients.Update(t.Context(), visittest.Clerk, p.ID, 2, correction("", ""))
	broken(t, err, "familyName", "required")
	bad := correction("Lineo", "Tau")
	bad.DeceasedOn = "2026-11-25"
	_, err = d.Patients.Update(t.Context(), visittest.Clerk, p.ID, 2, bad)
	broken(t, err, "deceasedOn", "future")
	_, err = d.Patients.Update(t.Context(), visittest.Clerk, id.New(), 1, correction("Neo", "Tau"))
	refused(t, err, fault.NotFound)
	_, err = d.Patients.Update(t.Context(), access.Actor{}, p.ID, 2, correction("Neo", "Tau"))
	refused(t, err, fault.Unauthenticated)
}

func TestIdentify(t *testing.T) {
	t.Parallel()
	d := open(t)
	p, other := d.named("Neo", "Tau"), d.named("Pule", "Tau")
	do := func(patientID string, in patient.Identify) (patient.Patient, error) {
		in.ID = id.New()
		return d.Patients.Identify(t.Context(), visittest.Clerk, patientID, in)
	}
	got, err := do(p.ID, patient.Identify{System: patient.SystemART, Series: "msu", Value: "art 0091"})
	if err != nil {
		t.Fatal(err)
	}
	art := got.Identifiers[0]
	if art.System != patient.SystemART || art.Series != "MSU" || art.Value != "ART 0091" {
		t.Errorf("got %+v", art)
	}
	if found := d.find("art0091"); len(found.Patients) != 1 || found.Kind != patient.ByNumber {
		t.Errorf("art0091 finds %s as %s", names(found), found.Kind)
	}
	if got, err = do(p.ID, patient.Identify{System: patient.SystemFile}); err != nil || got.FileNumber != "000001" {
		t.Errorf("next file number: %q, %v", got.FileNumber, err)
	}

	_, err = do(other.ID, patient.Identify{Retire: art.ID})
	broken(t, err, "retire", "unknown")
	if got, err = do(p.ID, patient.Identify{Retire: art.ID}); err != nil || got.Identifiers[0].Status != "retired" {
		t.Errorf("retire: %+v, %v", got.Identifiers, err)
	}
	_, err = do(p.ID, patient.Identify{Retire: art.ID})
	refused(t, err, fault.WrongState)
	_, err = do(p.ID, patient.Identify{})
	broken(t, err, "system", "required")
	_, err = do(p.ID, patient.Identify{System: patient.SystemTB})
	broken(t, err, "value", "required")
	_, err = do(id.New(), patient.Identify{System: patient.SystemTB, Value: "1"})
	refused(t, err, fault.NotFound)
	_, err = do(other.ID, patient.Identify{System: patient.SystemFile, Value: "000001"})
	if f := refused(t, err, fault.FileNumberTaken); f.Params["patientId"] != p.ID {
		t.Errorf("taken by %v", f.Params["patientId"])
	}
}

func TestReadAndAccess(t *testing.T) {
	t.Parallel()
	d := open(t)
	p := d.named("Neo", "Tau")
	if _, err := d.Patients.Read(t.Context(), visittest.Doctor, p.ID); err != nil {
		t.Fatal(err)
	}
	_, err := d.Patients.Read(t.Context(), visittest.Doctor, id.New())
	refused(t, err, fault.NotFound)
	_, err = d.Patients.Read(t.Context(), access.Actor{}, p.ID)
	refused(t, err, fault.Unauthenticated)
	_, err = d.Patients.Access(t.Context(), visittest.Clerk, p.ID, 0)
	refused(t, err, fault.Forbidden)

	for range 120 {
		if _, err := d.Patients.Read(t.Context(), visittest.Nurse, p.ID); err != nil {
			t.Fatal(err)
		}
	}
	page, err := d.Patients.Access(t.Context(), visittest.Admin, p.ID, 0)
	if err != nil || len(page.Accesses) != 100 || page.Next == 0 {
		t.Fatalf("first page: %d, next %d, %v", len(page.Accesses), page.Next, err)
	}
	if a := page.Accesses[0]; a.Action != "patient.access" || !a.Opened || a.Staff.ID != visittest.Admin.ID {
		t.Errorf("newest: %+v", a)
	}
	page, err = d.Patients.Access(t.Context(), visittest.Admin, p.ID, page.Next)
	if err != nil || page.Next != 0 {
		t.Fatalf("second page: next %d, %v", page.Next, err)
	}
	oldest := page.Accesses[len(page.Accesses)-2:]
	if a := oldest[0]; a.Action != "patient.read" || !a.Opened || a.Staff.DisplayName != visittest.Doctor.Name || a.Role != "doctor" {
		t.Errorf("second: %+v", a)
	}
	if a := oldest[1]; a.Action != "patient.register" || a.Opened || a.Staff.ID != visittest.Clerk.ID {
		t.Errorf("first: %+v", a)
	}
}

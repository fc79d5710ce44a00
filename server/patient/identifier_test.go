package patient_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"karete/db"
	"karete/server/act"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/patient"
	"karete/server/visit/visittest"
)

func (d *desk) identify(patientID string, in patient.Identify) (patient.Patient, error) {
	in.ID = id.New()
	return d.Patients.Identify(d.t.Context(), visittest.Clerk, patientID, in)
}

func (d *desk) withFile(name, value string) patient.Patient {
	d.t.Helper()
	in := person(name, "Tau")
	in.FileNumber = patient.NewFileNumber{Mode: "typed", Value: value}
	return d.registered(in)
}

// A number with a year is kept as it is written, and is the same number however
// its year is.
func TestFileNumbersOfAYear(t *testing.T) {
	t.Parallel()
	d := open(t)
	p := d.withFile("Neo", "0012/19")
	if p.FileNumber != "0012/19" || p.Identifiers[0].Year != 2019 || p.Identifiers[0].Value != "0012/19" {
		t.Errorf("%+v", p.Identifiers)
	}
	other := d.named("Pule", "Tau")
	for _, same := range []patient.Identify{{Value: "0012/19"}, {Value: "0012/2019"}, {Value: "0012", Year: 2019}, {Value: " 0012/19 ", Year: 2019}} {
		same.System = patient.SystemFile
		_, err := d.identify(other.ID, same)
		if f := refused(t, err, fault.FileNumberTaken); f.Params["patientId"] != p.ID {
			t.Errorf("%+v: %v", same, f.Params)
		}
	}
	for _, another := range []patient.Identify{{Value: "0012"}, {Value: "12/19"}, {Value: "0012/20"}, {Value: "0012/1919"}, {Value: "0012/19", Series: "B"}, {Value: "0013", Year: 1987}} {
		another.System = patient.SystemFile
		if _, err := d.identify(other.ID, another); err != nil {
			t.Errorf("%+v: %v", another, err)
		}
	}
	var years []int
	last, err := d.Patients.Read(t.Context(), visittest.Clerk, other.ID)
	for _, i := range last.Identifiers {
		years = append(years, i.Year)
	}
	if want := "[0 2019 2020 0 2019 1987]"; err != nil || fmt.Sprint(years) != want || last.FileNumber != "0013/87" {
		t.Errorf("years %v, want %s; %s, %v", years, want, last.FileNumber, err)
	}
	for _, wrong := range []struct {
		in   patient.Identify
		code string
	}{
		{patient.Identify{System: patient.SystemFile, Value: "7/19", Year: 2020}, "not-allowed"},
		{patient.Identify{System: patient.SystemTB, Value: "7", Year: 2020}, "not-allowed"},
		{patient.Identify{System: patient.SystemFile, Value: "7", Year: 20}, "out-of-range"},
	} {
		_, err := d.identify(other.ID, wrong.in)
		broken(t, err, "year", wrong.code)
	}
	for _, text := range []string{"0012/19", "0012/2019", "12/19", "001219"} {
		if found := d.find(text); len(found.Patients) == 0 || found.Kind != patient.ByNumber || !strings.Contains(names(found), "Neo Tau") {
			t.Errorf("%s finds %+v", text, found)
		}
	}
}

// What looks wrong about an official number keeps nobody out.
func TestOfficialNumbersAreTaken(t *testing.T) {
	t.Parallel()
	d := open(t)
	p := d.named("Neo", "Tau")
	for _, value := range []string{"8001015009087", "8001015009088", "800101 5009 08 6", "9902304800186"} {
		var err error
		if p, err = d.identify(p.ID, patient.Identify{System: patient.SystemNationalZA, Value: value}); err != nil {
			t.Errorf("%s: %v", value, err)
		}
	}
	if got := p.Identifiers[2].Value; got != "8001015009086" {
		t.Errorf("kept as %s", got)
	}
	if found := d.find("800101 5009 087"); len(found.Patients) != 1 {
		t.Errorf("%+v", found)
	}
}

// A retired number is nobody else's; one that was withdrawn with an import is free.
func TestRetiredAndWithdrawn(t *testing.T) {
	t.Parallel()
	d := open(t)
	p, other := d.withFile("Neo", "000001"), d.named("Pule", "Tau")
	number := p.Identifiers[0].ID
	if _, err := d.identify(other.ID, patient.Identify{Retire: number}); err == nil {
		t.Error("retired by another patient")
	}
	p, err := d.identify(p.ID, patient.Identify{Retire: number})
	if err != nil || p.FileNumber != "" || p.Identifiers[0].Status != "retired" {
		t.Errorf("%+v, %v", p, err)
	}
	_, err = d.identify(p.ID, patient.Identify{Retire: number})
	refused(t, err, fault.WrongState)
	_, err = d.identify(other.ID, patient.Identify{System: patient.SystemFile, Value: "000001"})
	refused(t, err, fault.FileNumberTaken)
	if next, err := d.identify(other.ID, patient.Identify{System: patient.SystemFile}); err != nil || next.FileNumber != "000002" {
		t.Errorf("%s, %v", next.FileNumber, err)
	}

	took := d.withFile("Imported", "0700/19")
	_, err = act.Do(t.Context(), d.Gate, visittest.Admin, act.Command{ID: id.New(), Action: "patient.update", PatientID: took.ID}, func(tx *act.Tx) error {
		tx.Subject("patient", took.ID)
		return patient.WithdrawIn(tx, took.ID)
	}, func(*db.Tx, string) (struct{}, error) { return struct{}{}, nil })
	if err != nil {
		t.Fatal(err)
	}
	if again := d.withFile("Again", "0700/2019"); again.FileNumber != "0700/2019" {
		t.Errorf("%+v", again.Identifiers)
	}
	if l := d.ledger(patient.LedgerQuery{}); len(l.Lines) != 3 {
		t.Errorf("%+v", l.Lines)
	}
}

// The schema holds it against whoever writes SQL.
func TestNumbersAreFixed(t *testing.T) {
	t.Parallel()
	d := open(t)
	p := d.withFile("Neo", "0012/19")
	d.identifyOK(p.ID, patient.Identify{Retire: p.Identifiers[0].ID})
	other := d.named("Pule", "Tau")
	for _, query := range []string{
		`UPDATE identifier SET status = 'active'`, `UPDATE identifier SET value = '0013/19'`, `UPDATE identifier SET patient_id = '` + other.ID + `'`,
		`DELETE FROM identifier`,
		`INSERT INTO identifier (id, patient_id, system, series, value, status, created_at) VALUES ('x', '` + other.ID + `', 'file-number', '', '0012/2019', 'active', 1)`,
		`INSERT OR REPLACE INTO identifier (id, patient_id, system, series, value, status, created_at) VALUES ('x', '` + other.ID + `', 'file-number', '', '0012/19', 'active', 1)`,
	} {
		err := d.DB.Write(t.Context(), func(tx *db.Tx) error {
			_, err := tx.Exec(query)
			return err
		})
		if err == nil {
			t.Errorf("done: %s", query)
		}
	}
}

func (d *desk) identifyOK(patientID string, in patient.Identify) patient.Patient {
	d.t.Helper()
	p, err := d.identify(patientID, in)
	if err != nil {
		d.t.Fatal(err)
	}
	return p
}

// Two desks give the next number at the same moment: nobody gets the same.
func TestNextNumberAtOnce(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.withFile("Before", "000003")
	people := make([]patient.Patient, 6)
	for i := range people {
		people[i] = d.named(fmt.Sprint("Neo ", string(rune('A'+i))), "Tau")
	}
	var all sync.WaitGroup
	for i := range people {
		all.Go(func() {
			var err error
			if people[i], err = d.identify(people[i].ID, patient.Identify{System: patient.SystemFile}); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	seen := map[string]bool{}
	for _, p := range people {
		seen[p.FileNumber] = true
	}
	if len(seen) != len(people) || seen["000003"] || !seen["000007"] {
		t.Errorf("%v", seen)
	}
}

func TestCheckIdentity(t *testing.T) {
	t.Parallel()
	d := open(t)
	ask := func(q patient.IdentityQuestion) patient.IdentityAnswer {
		t.Helper()
		a, err := d.Patients.CheckIdentity(t.Context(), visittest.Clerk, q)
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	a := ask(patient.IdentityQuestion{System: patient.SystemNationalZA, Value: "800101 5009 087", BirthDate: "1981", BirthPrecision: "age", Sex: "unknown"})
	if a.Tidy != "8001015009087" || a.Suggestions.BirthDate != "1980-01-01" || a.Suggestions.Sex != patient.Male || len(a.Warnings) != 0 {
		t.Errorf("%+v", a)
	}
	a = ask(patient.IdentityQuestion{System: patient.SystemNationalZA, Value: "8001015009087", BirthDate: "1981", BirthPrecision: "year", Sex: "female"})
	if len(a.Warnings) != 2 || a.Warnings[1].Said != "1980-01-01" || a.Warnings[0].Code != "other-sex" {
		t.Errorf("%+v", a)
	}
	if a = ask(patient.IdentityQuestion{System: patient.SystemNationalLS, Value: "123"}); len(a.Warnings) != 1 || a.Warnings[0].Code != "shape" {
		t.Errorf("%+v", a)
	}
	d.Seed(func(tx *act.Tx) error {
		tx.Subject("facility", "facility")
		tx.Changed("facility", "facility")
		_, err := tx.Exec(`UPDATE facility SET settings = '{"nationalIdPattern":"[0-9]{3}"}'`)
		return err
	})
	if a = ask(patient.IdentityQuestion{System: patient.SystemNationalLS, Value: "123"}); len(a.Warnings) != 0 {
		t.Errorf("%+v", a)
	}
	if len(d.Entries("identity.check")) != 0 {
		t.Error("a look that opens nobody is in the journal")
	}
}

package patient_test

import (
	"slices"
	"strings"
	"testing"

	"karete/db"
	"karete/server/act"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/patient"
	"karete/server/visit"
	"karete/server/visit/visittest"
)

// desk is a clinic with the patients' room open.
type desk struct {
	*visittest.Clinic
	t        testing.TB
	Patients *patient.Room
}

func open(t testing.TB) *desk {
	t.Helper()
	c := visittest.New(t)
	return &desk{c, t, patient.New(c.Gate)}
}

// person is a registration that nothing is wrong with.
func person(given, family string) patient.Registration {
	return patient.Registration{ID: id.New(), Demographics: patient.Demographics{
		GivenNames: given, FamilyName: family, Sex: patient.Female, BirthPrecision: "unknown",
	}}
}

func (d *desk) register(in patient.Registration) (patient.Patient, error) {
	return act.Do(d.t.Context(), d.Gate, visittest.Clerk, act.Command{ID: in.ID, Action: "patient.register", PatientID: in.ID, Body: in},
		func(tx *act.Tx) error { return patient.RegisterIn(tx, in) }, patient.ReadIn)
}

func (d *desk) registered(in patient.Registration) patient.Patient {
	d.t.Helper()
	p, err := d.register(in)
	if err != nil {
		d.t.Fatal(err)
	}
	return p
}

func (d *desk) named(given, family string) patient.Patient {
	d.t.Helper()
	return d.registered(person(given, family))
}

func (d *desk) find(text string) patient.SearchResult {
	d.t.Helper()
	found, err := d.Patients.Search(d.t.Context(), visittest.Nurse, patient.SearchQuery{Text: text})
	if err != nil {
		d.t.Fatalf("search: %v", err)
	}
	return found
}

// broken holds that the error is about that field, with that code.
func broken(t *testing.T, err error, field, code string) {
	t.Helper()
	if !fault.Is(err, fault.Invalid) {
		t.Fatalf("got %v, want %s %s", err, field, code)
	}
	if !slices.ContainsFunc(fault.Of(err).Fields, func(e fault.FieldError) bool { return e.Field == field && e.Code == code }) {
		t.Fatalf("got %v, want %s %s", err, field, code)
	}
}

func refused(t *testing.T, err error, code fault.Code) *fault.Error {
	t.Helper()
	if !fault.Is(err, code) {
		t.Fatalf("got %v, want %s", err, code)
	}
	return fault.Of(err)
}

func names(found patient.SearchResult) string {
	var list []string
	for _, p := range found.Patients {
		list = append(list, p.DisplayName)
	}
	return strings.Join(list, ", ")
}

func (d *desk) summaries(ids []string) (list []patient.PatientSummary) {
	d.t.Helper()
	if err := d.DB.Read(d.t.Context(), func(tx *db.Tx) (err error) {
		list, err = patient.SummariesIn(tx, ids)
		return err
	}); err != nil {
		d.t.Fatal(err)
	}
	return list
}

// stand puts a visit and its place in line where a test wants them.
func (d *desk) stand(v visit.Visit, status, entry, departmentID string) {
	d.t.Helper()
	d.Seed(func(tx *act.Tx) error {
		tx.Subject("visit", v.ID)
		tx.Changed("visit", v.ID)
		tx.Changed("queue_entry", v.Entries[0].ID)
		_, err := tx.Exec("UPDATE visit SET status = ? WHERE id = ?", status, v.ID)
		if err != nil {
			return err
		}
		_, err = tx.Exec("UPDATE queue_entry SET status = ?, department_id = ? WHERE id = ?", entry, departmentID, v.Entries[0].ID)
		return err
	})
}

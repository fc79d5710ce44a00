package disclosure_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"karete/server/access"
	"karete/server/act"
	"karete/server/alert"
	"karete/server/appointment"
	"karete/server/chart"
	"karete/server/disclosure"
	"karete/server/encounter"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/patient"
	"karete/server/photo"
	"karete/server/triage"
	"karete/server/triage/selftriage"
	"karete/server/visit/visittest"
)

func (o office) bundle(who access.Actor, patientID string) (*disclosure.SubjectBundle, []byte) {
	o.t.Helper()
	b := must[*disclosure.SubjectBundle](o.t)(o.room.Bundle(o.t.Context(), who, patientID, "patient"))
	var text bytes.Buffer
	if err := b.Write(&text); err != nil {
		o.t.Fatal(err)
	}
	return b, text.Bytes()
}

// Everything that was ever written about somebody is in their bundle, what was
// corrected and withdrawn too; what is another's is not.
func TestTheBundleHoldsEverything(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	p := o.registered("Thabo", "Mokoena", "1990", patient.Consent{On: "2026-11-24"})
	o.Clock.Advance(time.Minute)
	in := patient.PatientChange{ID: id.New(), Demographics: patient.Demographics{GivenNames: "Thabo", FamilyName: "Mokoena-Tau", OtherNames: []string{"Ts’epo"},
		Sex: patient.Male, BirthDate: "1990", BirthPrecision: "year", Phones: []patient.NewPhone{{Number: "5812 4471", Owner: "sister"}},
		NextOfKin: patient.NextOfKin{Name: "Lineo Tau"}, Consent: patient.Consent{Given: true, On: "2026-11-24"}}}
	must[patient.Patient](t)(patient.New(o.Gate).Update(t.Context(), visittest.Nurse, p.ID, p.Version, in))
	o.photo(p.ID, 40)
	o.Clock.Advance(time.Minute)
	face := o.photo(p.ID, 90)
	wrong := o.allergy(p.ID, chart.RecordAllergy{Status: "active", Substance: "Penicillin", Reaction: "rash"})
	o.allergy(p.ID, chart.RecordAllergy{Status: "withdrawn", ReplacesID: wrong, Reason: "it was the sister"})
	must[[]chart.Condition](t)(chart.New(o.Gate).RecordProblem(t.Context(), visittest.Doctor, p.ID, chart.RecordCondition{ID: id.New(), Status: "active", Text: "Hypertension"}))
	first := o.attended(p.ID, "a dry cough")
	must[encounter.Encounter](t)(encounter.New(o.Gate).Amend(t.Context(), visittest.Doctor, first.ID, encounter.AmendNote{ID: id.New(), PatientID: p.ID, VisitID: first.VisitID,
		Kind: encounter.LateEntry, Reason: "it came back to me", Note: &encounter.Note{Complaint: "and a sore throat", Outcome: "home"}}))
	o.Clock.Advance(24 * time.Hour)
	o.attended(p.ID, "a headache")
	v := o.CheckIn(p.ID, visittest.U5)
	if _, err := encounter.New(o.Gate).SaveDraft(t.Context(), visittest.Doctor, v.ID, encounter.KindConsultation, encounter.SaveDraft{PatientID: p.ID, Content: map[string]any{"complaint": "an unfinished thought"}}); err != nil {
		t.Fatal(err)
	}
	books := appointment.New(o.Gate)
	must[appointment.Schedule](t)(books.SetSchedule(t.Context(), visittest.Admin, visittest.LAB, 0, appointment.SetSchedule{ID: id.New(),
		Hours: []appointment.DayHours{{Weekdays: []int{1, 2, 3, 4, 5}, Opens: "08:00", Closes: "12:00", Capacity: 2}}, SlotMinutes: 30, Active: true}))
	must[appointment.BookedAppointment](t)(books.Book(t.Context(), visittest.Nurse, appointment.Book{ID: id.New(), PatientID: p.ID, DepartmentID: visittest.LAB,
		Day: "2026-12-01", Start: "09:00", Reason: "blood for the sugar"}))
	o.Seed(func(tx *act.Tx) error {
		report, call := id.New(), id.New()
		tx.Subject("self-report", report)
		_, err := triage.SubmitSelfIn(tx, triage.SelfReport{ID: report, PatientID: p.ID, Language: "st", AnsweredBy: "companion",
			Case: selftriage.Case{Groups: []string{"fever"}, Answers: map[string]int{"FV01": selftriage.Yes}, Finished: true}})
		if err != nil {
			return err
		}
		return alert.RaiseIn(tx, alert.Raised{ID: call, Kind: alert.CannotWalk, PatientID: p.ID, VisitID: v.ID})
	})
	other := o.registered("Somebody", "Else", "1990", patient.Consent{})
	o.attended(other.ID, "what another one said")

	b, text := o.bundle(visittest.Admin, p.ID)
	var again disclosure.SubjectBundle
	if err := json.Unmarshal(text, &again); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	if diff := cmp.Diff(*b, again); diff != "" {
		t.Errorf("read again it differs (- made):\n%s", diff)
	}
	if b.Format != disclosure.BundleFormat || b.MadeBy != visittest.Admin.Name || b.MadeFor != "patient" || b.Clinic.Name != "Test clinic" {
		t.Errorf("%+v", b)
	}
	if len(b.Versions) != 2 || b.Versions[0].FamilyName != "Mokoena" || b.Versions[0].By != visittest.Clerk.Name || b.Versions[1].FamilyName != "Mokoena-Tau" ||
		b.Versions[1].Phones[0].Owner != "sister" || b.Versions[1].NextOfKin.Name != "Lineo Tau" || b.Versions[1].BirthDate != "1990" {
		t.Errorf("%+v", b.Versions)
	}
	if len(b.Consents) != 2 || b.Consents[0].Given || !b.Consents[1].Given || b.Consents[1].Version != patient.ConsentVersion || b.Consents[1].By != visittest.Nurse.Name {
		t.Errorf("%+v", b.Consents)
	}
	if !bytes.Equal(b.Photo, face) || len(b.Photos) != 2 || b.Photos[0].Held || !b.Photos[1].Held || b.Photos[0].AgreedBy != "guardian" {
		t.Errorf("%d bytes, %+v", len(b.Photo), b.Photos)
	}
	if len(b.Allergies) != 2 || b.Allergies[1].ReplacesID != wrong || len(b.Problems) != 1 || len(b.Visits) != 3 {
		t.Errorf("%d allergies, %d problems, %d visits", len(b.Allergies), len(b.Problems), len(b.Visits))
	}
	if one := b.Visits[0]; len(one.Triages) != 1 || len(one.Encounters) != 2 || len(one.Observations) == 0 || !one.Visit.ArrivedAt.Before(b.Visits[1].Visit.ArrivedAt) {
		t.Errorf("%+v", one)
	}
	if len(b.Appointments) != 1 || b.Appointments[0].Status != appointment.Booked || b.Appointments[0].BookedBy != visittest.Nurse.ID {
		t.Errorf("%+v", b.Appointments)
	}
	if len(b.SelfReports) != 1 || b.SelfReports[0].AnsweredBy != "companion" || b.SelfReports[0].Answers[0].ID != "FV01" || len(b.Calls) != 1 || b.Calls[0].VisitID != v.ID {
		t.Errorf("%+v %+v", b.SelfReports, b.Calls)
	}
	if b.Drafts.Count != 1 || b.Drafts.Why == "" {
		t.Errorf("%+v", b.Drafts)
	}
	if last := b.Accesses[len(b.Accesses)-1]; b.Accesses[0].Action != "patient.register" || last.Action != "patient.bundle" || last.Staff.DisplayName != visittest.Admin.Name {
		t.Errorf("%+v", b.Accesses)
	}
	if len(b.Departments) != 3 || !slices.ContainsFunc(b.People, func(s patient.AccessStaff) bool { return s.DisplayName == visittest.Doctor.Name }) {
		t.Errorf("%+v %+v", b.Departments, b.People)
	}
	for _, said := range []string{"a dry cough", "and a sore throat", "it came back to me", "since a headache", "Paracetamol", "it was the sister", "Hypertension", "36.5", "blood for the sugar"} {
		if !bytes.Contains(text, []byte(said)) {
			t.Errorf("%q is not in it", said)
		}
	}
	for _, hidden := range []string{"an unfinished thought", "what another one said", "Somebody"} {
		if bytes.Contains(text, []byte(hidden)) {
			t.Errorf("%q is in it", hidden)
		}
	}
	if d := o.Payload("patient.bundle").Detail; d["for"] != "patient" {
		t.Errorf("%v", d)
	}
}

// The same record gives the same text, with its fields in the order of the format.
func TestTheBundleIsAlwaysTheSame(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	p := o.registered("Thabo", "Mokoena", "1990", patient.Consent{})
	o.photo(p.ID, 90)
	o.attended(p.ID, "a cough")
	b, one := o.bundle(visittest.Doctor, p.ID)
	var two bytes.Buffer
	if err := b.Write(&two); err != nil || !bytes.Equal(one, two.Bytes()) {
		t.Errorf("written twice it differs, %v", err)
	}
	at := -1
	for _, name := range []string{"format", "madeAt", "madeBy", "madeFor", "clinic", "patient", "versions", "consents", "photo", "photos", "relations", "files", "allergies", "problems",
		"visits", "appointments", "drafts", "accesses", "departments", "people"} {
		next := bytes.Index(one, []byte("\n\""+name+"\": "))
		if next <= at {
			t.Errorf("%s is not in its place", name)
		}
		at = next
	}
	if _, err := photo.New(o.Gate).Remove(t.Context(), visittest.Clerk, p.ID, photo.RemovePhoto{ID: id.New(), Reason: "asked"}); err != nil {
		t.Fatal(err)
	}
	if without, text := o.bundle(visittest.Doctor, p.ID); without.Photo != nil || bytes.Contains(text, []byte("\n\"photo\": ")) || len(without.Photos) != 1 {
		t.Errorf("a photo that was erased: %+v", without.Photos)
	}
}

// broken is a reader that goes away in the middle.
type broken struct{ left int }

func (w *broken) Write(b []byte) (int, error) {
	if w.left -= len(b); w.left < 0 {
		return 0, errGone
	}
	return len(b), nil
}

var errGone = &time.ParseError{Message: "gone"}

func TestAReaderWhoGoesAwayIsTold(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	p := o.registered("Thabo", "Mokoena", "1990", patient.Consent{})
	b, text := o.bundle(visittest.Doctor, p.ID)
	for left := 0; left < len(text); left += 97 {
		if err := b.Write(&broken{left}); err != errGone {
			t.Fatalf("after %d bytes: %v", left, err)
		}
	}
}

func TestWhoMayTakeARecordOut(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	p := o.registered("Thabo", "Mokoena", "1990", patient.Consent{})
	for _, who := range []access.Actor{visittest.Clerk, visittest.Nurse, {}} {
		if _, err := o.room.Bundle(t.Context(), who, p.ID, "patient"); !fault.Is(err, fault.Forbidden) && !fault.Is(err, fault.Unauthenticated) {
			t.Errorf("%v: %v", who.Roles, err)
		}
	}
	if _, err := o.room.Bundle(t.Context(), visittest.Doctor, id.New(), "patient"); !fault.Is(err, fault.NotFound) {
		t.Error(err)
	}
	if strings.Contains(o.Payload("refused").Detail["action"].(string), "Mokoena") {
		t.Error("a name in a refusal")
	}
}

func BenchmarkBundleOf200Visits(b *testing.B) {
	o := newOffice(b)
	p := o.registered("Thabo", "Mokoena", "1990", patient.Consent{})
	for range 200 {
		o.attended(p.ID, "a cough that comes and goes")
		o.Clock.Advance(24 * time.Hour)
	}
	for b.Loop() {
		_, text := o.bundle(visittest.Doctor, p.ID)
		b.ReportMetric(float64(len(text)), "bytes")
	}
}

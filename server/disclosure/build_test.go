package disclosure_test

import (
	"bytes"
	"image"
	"image/jpeg"
	"testing"

	"karete/server/act"
	"karete/server/chart"
	"karete/server/disclosure"
	"karete/server/encounter"
	"karete/server/id"
	"karete/server/patient"
	"karete/server/patient/partialdate"
	"karete/server/photo"
	"karete/server/reception"
	"karete/server/triage"
	"karete/server/triage/sats"
	"karete/server/visit"
	"karete/server/visit/visittest"
)

// office is a clinic with the rooms a record is filled from.
type office struct {
	*visittest.Clinic
	t    testing.TB
	room *disclosure.Room
}

func newOffice(t testing.TB) office {
	t.Helper()
	c := visittest.New(t)
	return office{c, t, disclosure.New(c.Gate)}
}

func must[T any](t testing.TB) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// registered is somebody who was asked for their consent.
func (o office) registered(given, family, birth string, consent patient.Consent) patient.Patient {
	o.t.Helper()
	precision := map[int]partialdate.Precision{0: partialdate.Unknown, 4: partialdate.ByYear, 10: partialdate.ByDay}[len(birth)]
	in := reception.Registration{}
	in.ID = id.New()
	in.Demographics = patient.Demographics{GivenNames: given, FamilyName: family, Sex: patient.Female, BirthDate: birth, BirthPrecision: precision, Consent: consent}
	out := must[reception.Registered](o.t)(reception.New(o.Gate, patient.New(o.Gate)).Register(o.t.Context(), visittest.Clerk, in))
	return out.Patient
}

func (o office) photo(patientID string, shade uint8) []byte {
	o.t.Helper()
	img := image.NewGray(image.Rect(0, 0, 90, 120))
	for i := range img.Pix {
		img.Pix[i] = shade
	}
	var raw bytes.Buffer
	if err := jpeg.Encode(&raw, img, nil); err != nil {
		o.t.Fatal(err)
	}
	must[patient.HeldPhoto](o.t)(photo.New(o.Gate).Take(o.t.Context(), visittest.Clerk, patientID, photo.TakePhoto{ID: id.New(), AgreedBy: "guardian"}, raw.Bytes()))
	return must[[]byte](o.t)(photo.New(o.Gate).Read(o.t.Context(), visittest.Clerk, patientID, ""))
}

func of[T any](v T) *T { return &v }

// attended is a visit with a triage and a signed note.
func (o office) attended(patientID, complaint string) encounter.Encounter {
	o.t.Helper()
	v := o.CheckIn(patientID, visittest.OPD)
	must[triage.Saved](o.t)(triage.New(o.Gate).Save(o.t.Context(), visittest.Nurse, v.ID, triage.Save{ID: id.New(), PatientID: patientID,
		Complaint: triage.Complaint{Chips: []string{"cough"}, Text: "since " + complaint},
		Input: sats.Input{Mobility: sats.Walking, RespiratoryRate: of(12), HeartRate: of(72), SystolicMmHg: of(120),
			TemperatureCel: of(36.5), Avpu: sats.Alert, Trauma: of(false)}}))
	note := encounter.Note{Complaint: complaint, Outcome: visit.OutcomeHome, Advice: "rest",
		Diagnoses:     []encounter.Diagnosis{{System: "icd-10", Code: "J06.9", Text: "Cold", Certainty: "confirmed"}},
		Prescriptions: []encounter.Prescription{{Medicine: "Paracetamol", Form: "tablet", Strength: "500 mg", Dose: "2", Frequency: "3 times a day", Quantity: "18"}}}
	return must[encounter.Signed](o.t)(encounter.New(o.Gate).Sign(o.t.Context(), visittest.Doctor, v.ID, encounter.SignNote{ID: id.New(), PatientID: patientID, Note: note})).Encounter
}

func (o office) allergy(patientID string, in chart.RecordAllergy) string {
	o.t.Helper()
	in.ID = id.New()
	must[[]chart.Allergy](o.t)(chart.New(o.Gate).RecordAllergy(o.t.Context(), visittest.Nurse, patientID, in))
	return in.ID
}

// seenOn puts a finished visit of long ago into the tables.
func (o office) seenOn(patientID, day string, arrived int64, status string) {
	o.t.Helper()
	o.Seed(func(tx *act.Tx) error {
		key := id.New()
		tx.Subject("visit", key)
		tx.Changed("visit", key)
		_, err := tx.Exec(`INSERT INTO visit (id, patient_id, day, department_id, ticket, reason, emergency, status, level, new_patient, sex, outcome,
			arrived_at, closed_at, closed_by, version) VALUES (?, ?, ?, ?, ?, '', 0, ?, 0, 0, 'female', 'home', ?, ?, 'box', 1)`,
			key, patientID, day, visittest.OPD, "OPD-"+key[:8]+key[24:], status, arrived, arrived)
		return err
	})
}

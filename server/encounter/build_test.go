package encounter_test

import (
	"testing"

	"karete/db"
	"karete/server/access"
	"karete/server/encounter"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/visit"
	"karete/server/visit/visittest"
)

// desk is a clinic with the room of encounters open.
type desk struct {
	*visittest.Clinic
	t    *testing.T
	room *encounter.Room
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	c := visittest.New(t)
	return &desk{c, t, encounter.New(c.Gate)}
}

// flu is a note that may be signed as it is.
func flu() encounter.Note {
	days := 3
	return encounter.Note{
		Complaint:   "Cough for three days.\nNo blood.",
		Examination: "Chest clear",
		Advice:      "Drink much, come back if worse",
		Diagnoses: []encounter.Diagnosis{
			{System: "icd-10", Code: "J06.9", Text: "Upper respiratory infection", Certainty: "confirmed", FirstVisit: true},
			{Text: "tired of work", Certainty: "provisional"},
		},
		Prescriptions: []encounter.Prescription{{Medicine: "Paracetamol", Form: "tablet", Strength: "500 mg", ATC: "N02BE01",
			Dose: "1 tablet", Frequency: "4 times a day", Days: &days, Quantity: "12", Note: "with food"}},
		FollowUp: &encounter.FollowUp{On: "2026-12-01", Note: "if not better"},
		Outcome:  visit.OutcomeHome,
	}
}

// with is flu as edit leaves it.
func with(edit func(*encounter.Note)) encounter.Note {
	n := flu()
	edit(&n)
	return n
}

func ending(o visit.Outcome) encounter.Note {
	return with(func(n *encounter.Note) {
		n.Outcome = o
		if o == visit.OutcomeReferred {
			n.Referral = &encounter.Referral{To: "Queen II", Reason: "X-ray", Urgency: "urgent"}
		}
	})
}

func note(v visit.Visit, n encounter.Note) encounter.SignNote {
	return encounter.SignNote{ID: id.New(), PatientID: v.PatientID, Note: n}
}

func (d *desk) sign(v visit.Visit, n encounter.Note) encounter.Signed {
	d.t.Helper()
	return d.send(visittest.Doctor, v, note(v, n))
}

func (d *desk) send(who access.Actor, v visit.Visit, in encounter.SignNote) encounter.Signed {
	d.t.Helper()
	out, err := d.room.Sign(d.t.Context(), who, v.ID, in)
	if err != nil {
		d.t.Fatal(err)
	}
	return out
}

func amendment(e encounter.Encounter, kind encounter.AmendKind, n *encounter.Note) encounter.AmendNote {
	return encounter.AmendNote{ID: id.New(), PatientID: e.PatientID, VisitID: e.VisitID, Kind: kind, Reason: "wrong side", Note: n}
}

func (d *desk) amend(e encounter.Encounter, kind encounter.AmendKind, n *encounter.Note) encounter.Encounter {
	d.t.Helper()
	out, err := d.room.Amend(d.t.Context(), visittest.Doctor, e.ID, amendment(e, kind, n))
	if err != nil {
		d.t.Fatal(err)
	}
	return out
}

// all are the patient's encounters as the record has them.
func (d *desk) all(patientID string) (list []encounter.Encounter) {
	d.t.Helper()
	if err := d.DB.Read(d.t.Context(), func(tx *db.Tx) (err error) {
		list, err = encounter.OfPatientIn(tx, patientID)
		return err
	}); err != nil {
		d.t.Fatal(err)
	}
	return list
}

// struck tells which of the patient's encounters are struck through, by id.
func (d *desk) struck(patientID string) map[string]bool {
	d.t.Helper()
	out := map[string]bool{}
	for _, e := range d.all(patientID) {
		out[e.ID] = e.Struck
	}
	return out
}

// broken wants err to be an invalid field.
func broken(t *testing.T, err error, field, code string) {
	t.Helper()
	if !fault.Is(err, fault.Invalid) || fault.Of(err).Fields[0].Field != field || fault.Of(err).Fields[0].Code != code {
		t.Errorf("%v, want %s:%s", err, field, code)
	}
}

func refused(t *testing.T, err error, code fault.Code) {
	t.Helper()
	if !fault.Is(err, code) {
		t.Errorf("%v, want %s", err, code)
	}
}

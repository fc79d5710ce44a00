package encounter_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"karete/server/encounter"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/queue"
	"karete/server/visit"
	"karete/server/visit/visittest"
)

func TestSignWritesTheNoteAndClosesTheVisit(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	v := d.Arrive("Thabo", "Mokoena")
	in := note(v, flu())
	got := d.send(visittest.Doctor, v, in)
	want := encounter.Encounter{
		ID: in.ID, PatientID: v.PatientID, VisitID: v.ID, Kind: encounter.KindConsultation,
		OccurredAt: d.Clock.Now().UTC(), SignedAt: d.Clock.Now().UTC(),
		Author: encounter.Author{ID: visittest.Doctor.ID, DisplayName: visittest.Doctor.Name, Role: "doctor"}, Note: &in.Note,
	}
	if diff := cmp.Diff(want, got.Encounter); diff != "" {
		t.Error(diff)
	}
	if v := got.Visit; v.Status != visit.Finished || v.Outcome != visit.OutcomeHome || v.ClosedBy != visittest.Doctor.ID ||
		v.StartedAt == nil || v.Entries[0].Status != visit.EntryDone {
		t.Errorf("the visit: %+v", v)
	}
	if diff := cmp.Diff([]encounter.Encounter{want}, d.all(v.PatientID)); diff != "" {
		t.Errorf("read again: %s", diff)
	}
	p := d.Payload("encounter.sign")
	if len(p.Rows["encounter"]) != 1 || len(p.Rows["diagnosis"]) != 2 || len(p.Rows["prescription"]) != 1 || len(p.Rows["visit"]) != 1 {
		t.Errorf("journalled rows %v", p.Rows)
	}
}

// A second press, a lost answer, a queue of a tablet that came back: once.
func TestSignTwiceHappensOnce(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	v := d.Arrive("Thabo", "Mokoena")
	in := note(v, flu())
	first := d.send(visittest.Doctor, v, in)
	d.Clock.Advance(time.Hour)
	if diff := cmp.Diff(first, d.send(visittest.Doctor, v, in)); diff != "" {
		t.Errorf("the repeat is answered otherwise: %s", diff)
	}
	if n := len(d.Entries("encounter.sign")); n != 1 {
		t.Errorf("%d entries", n)
	}
	other := d.Arrive("Pule", "Tau")
	for what, change := range map[string]func(*encounter.SignNote) visit.Visit{
		"other words": func(in *encounter.SignNote) visit.Visit { in.Advice = "none"; return v },
		"another visit": func(in *encounter.SignNote) visit.Visit {
			in.PatientID = other.PatientID
			return other
		},
	} {
		again := in
		at := change(&again)
		_, err := d.room.Sign(t.Context(), visittest.Doctor, at.ID, again)
		if !fault.Is(err, fault.CommandReused) {
			t.Errorf("%s under the same id: %v", what, err)
		}
	}
	_, err := d.room.Sign(t.Context(), visittest.Nurse, v.ID, in)
	refused(t, err, fault.CommandReused)
}

// Law 3: every write names the patient, and a visit of somebody else is refused.
func TestSignRefusesAVisitOfAnotherPatient(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	v, other := d.Arrive("Thabo", "Mokoena"), d.Arrive("Thabo", "Mokoena")
	in := note(v, flu())
	_, err := d.room.Sign(t.Context(), visittest.Doctor, other.ID, in)
	refused(t, err, fault.Mismatch)
	_, err = d.room.Sign(t.Context(), visittest.Doctor, id.New(), in)
	refused(t, err, fault.Mismatch)
	if got := d.Visit(other.ID); got.Status != visit.Arrived || len(d.all(v.PatientID))+len(d.all(other.PatientID)) != 0 {
		t.Errorf("something was written: %+v", got)
	}
}

func TestSignRefusesAClosedVisit(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	v := d.Arrive("Thabo", "Mokoena")
	d.sign(v, flu())
	_, err := d.room.Sign(t.Context(), visittest.Doctor, v.ID, note(v, flu()))
	refused(t, err, fault.WrongState)
	if got := fault.Of(err).Params["status"]; got != visit.Finished {
		t.Errorf("says %v", got)
	}
}

func TestSignIsForClinicians(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	v := d.Arrive("Thabo", "Mokoena")
	_, err := d.room.Sign(t.Context(), visittest.Clerk, v.ID, note(v, flu()))
	refused(t, err, fault.Forbidden)
	_, err = d.room.Sign(t.Context(), visittest.Admin, v.ID, note(v, flu()))
	refused(t, err, fault.Forbidden)
}

func TestSignRefusesANoteThatCannotStand(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	v := d.Arrive("Thabo", "Mokoena")
	coded := func(system, code string) func(*encounter.Note) {
		return func(n *encounter.Note) { n.Diagnoses[0].System, n.Diagnoses[0].Code = system, code }
	}
	for _, c := range []struct {
		field, code string
		edit        func(*encounter.Note)
	}{
		{"complaint", "required", func(n *encounter.Note) { *n = encounter.Note{Complaint: " \n", Outcome: visit.OutcomeHome} }},
		{"diagnoses[0].code", "required", coded("icd-10", "")},
		{"diagnoses[0].system", "required", coded("", "J06.9")},
		{"diagnoses[0].system", "not-one-of", coded("snomed", "1234")},
		{"diagnoses[0].code", "pattern", coded("icd-10", "cough")},
		{"diagnoses[1].text", "required", func(n *encounter.Note) { n.Diagnoses[1].Text = " " }},
		{"prescriptions[0].medicine", "required", func(n *encounter.Note) { n.Prescriptions[0].Medicine = "" }},
		{"followUp.on", "past", func(n *encounter.Note) { n.FollowUp.On = "2026-11-24" }},
		{"followUp.on", "past", func(n *encounter.Note) { n.FollowUp.On = "2025-12-31" }},
		{"followUp.on", "not-a-date", func(n *encounter.Note) { n.FollowUp.On = "2026-02-30" }},
		{"outcome", "not-one-of", func(n *encounter.Note) { n.Outcome = "" }},
		{"outcome", "not-one-of", func(n *encounter.Note) { n.Outcome = visit.OutcomeCancelled }},
		{"referral.to", "required", func(n *encounter.Note) { n.Outcome = visit.OutcomeReferred }},
		{"referral.to", "required", func(n *encounter.Note) { n.Referral = &encounter.Referral{To: " ", Urgency: "routine"} }},
	} {
		_, err := d.room.Sign(t.Context(), visittest.Doctor, v.ID, note(v, with(c.edit)))
		broken(t, err, c.field, c.code)
	}
	if got := d.Visit(v.ID); got.Status != visit.Arrived || got.Version != 1 {
		t.Errorf("something was written: %+v", got)
	}
	for _, n := range []encounter.Note{
		{Advice: "rest", Outcome: visit.OutcomeHome},
		with(func(n *encounter.Note) { *n = encounter.Note{Diagnoses: n.Diagnoses, Outcome: visit.OutcomeDied} }),
		with(func(n *encounter.Note) { n.FollowUp = &encounter.FollowUp{Note: "when you like"} }),
		with(coded("icd-10", "S72.00")),
		ending(visit.OutcomeReferred),
	} {
		d.sign(d.Arrive("Pule", "Tau"), n)
	}
}

// Whoever closes the visit later does not change how the consultation ended.
func TestTheOutcomeOutlivesThePharmacy(t *testing.T) {
	t.Parallel()
	for _, outcome := range []visit.Outcome{visit.OutcomeReferred, visit.OutcomeAdmitted, visit.OutcomeDied, visit.OutcomeLeft, visit.OutcomeHome} {
		t.Run(string(outcome), func(t *testing.T) {
			t.Parallel()
			d := newDesk(t)
			line := queue.New(d.Gate)
			ends := map[string]func(v visit.Visit, entryID string) error{
				"done": func(v visit.Visit, entryID string) error {
					step := func() queue.Step { return queue.Step{ID: id.New(), PatientID: v.PatientID} }
					if _, err := line.Start(t.Context(), visittest.Nurse, entryID, step()); err != nil {
						return err
					}
					_, err := line.Done(t.Context(), visittest.Nurse, entryID, step())
					return err
				},
				"gone": func(v visit.Visit, entryID string) error {
					_, err := line.Left(t.Context(), visittest.Nurse, entryID, queue.Step{ID: id.New(), PatientID: v.PatientID})
					return err
				},
				"night": func(visit.Visit, string) error {
					d.At(1, "06:00:00")
					_, err := d.Visits.CloseDays(t.Context())
					return err
				},
			}
			for _, how := range []string{"done", "gone", "night"} {
				v := d.Arrive("Thabo", how)
				in := note(v, ending(outcome))
				in.MoveTo = visittest.PHA
				out := d.send(visittest.Doctor, v, in)
				if out.Visit.Status != visit.InProgress || out.Visit.Outcome != visit.OutcomeNone || len(out.Visit.Entries) != 2 ||
					out.Visit.Entries[0].Status != visit.EntryMoved || out.Visit.Entries[1].DepartmentID != visittest.PHA {
					t.Fatalf("moved: %+v", out.Visit)
				}
				if err := ends[how](v, out.Visit.Entries[1].ID); err != nil {
					t.Fatal(err)
				}
				if got := d.Visit(v.ID); got.Status != visit.Finished || got.Outcome != outcome {
					t.Errorf("%s: %s, %s", how, got.Status, got.Outcome)
				}
			}
		})
	}
}

// Of two consultations in one visit the later one says how it ended.
func TestTheLastConsultationDecides(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	v := d.Arrive("Thabo", "Mokoena")
	in := note(v, ending(visit.OutcomeHome))
	in.MoveTo = visittest.LAB
	first := d.send(visittest.Nurse, v, in)
	d.Clock.Advance(time.Minute)
	in = note(v, ending(visit.OutcomeAdmitted))
	in.MoveTo = visittest.PHA
	d.send(visittest.Doctor, v, in)
	d.Clock.Advance(time.Minute)
	died := ending(visit.OutcomeDied)
	d.amend(first.Encounter, encounter.Correction, &died) // about the first one all the same
	d.At(1, "06:00:00")
	if _, err := d.Visits.CloseDays(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := d.Visit(v.ID); got.Outcome != visit.OutcomeAdmitted {
		t.Errorf("%s", got.Outcome)
	}
}

func TestMoveToMustTakePeople(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	v := d.Arrive("Thabo", "Mokoena")
	in := note(v, flu())
	in.MoveTo = id.New()
	_, err := d.room.Sign(t.Context(), visittest.Doctor, v.ID, in)
	broken(t, err, "moveTo", "unknown")
	in.MoveTo = visittest.Closed
	_, err = d.room.Sign(t.Context(), visittest.Doctor, v.ID, in)
	broken(t, err, "moveTo", "not-allowed")
	if got := d.Visit(v.ID); got.Status != visit.Arrived || len(d.all(v.PatientID)) != 0 {
		t.Errorf("half of it happened: %+v", got)
	}
	in.MoveTo = visittest.OPD // back to the same line, for another opinion
	if got := d.send(visittest.Doctor, v, in).Visit; len(got.Entries) != 2 || !got.Entries[1].Status.Open() {
		t.Errorf("%+v", got.Entries)
	}
}

// A nurse who takes somebody from the door and writes the note saw them from then.
func TestTheConsultationBeganWhenTheAuthorTookThem(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	v := d.Arrive("Thabo", "Mokoena")
	d.Clock.Advance(5 * time.Minute)
	line := queue.New(d.Gate)
	if _, err := line.Start(t.Context(), visittest.Nurse, v.Entries[0].ID, queue.Step{ID: id.New(), PatientID: v.PatientID}); err != nil {
		t.Fatal(err)
	}
	began := d.Clock.Now()
	d.Clock.Advance(10 * time.Minute)
	if got := d.send(visittest.Nurse, v, note(v, flu())).Visit; !got.StartedAt.Equal(began) {
		t.Errorf("began at %v", got.StartedAt)
	}
	other := d.Arrive("Pule", "Tau")
	if got := d.sign(other, flu()).Visit; !got.StartedAt.Equal(d.Clock.Now()) {
		t.Errorf("nobody pressed start: %v", got.StartedAt)
	}
}

package triage_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"karete/db"
	"karete/server/encounter"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/queue"
	"karete/server/triage"
	"karete/server/triage/sats"
	"karete/server/visit"
	"karete/server/visit/visittest"
)

func TestSavePutsThePatientInTheLineByColour(t *testing.T) {
	t.Parallel()
	b := newBay(t)
	v := b.Arrive("Thabo", "Mokoena")
	line := queue.New(b.Gate)
	if _, err := line.Start(t.Context(), visittest.Nurse, v.Entries[0].ID, queue.Step{ID: id.New(), PatientID: v.PatientID}); err != nil {
		t.Fatal(err)
	}
	b.Clock.Advance(4 * time.Minute)
	in := save(v, ill(), sats.Decision{})
	in.Input.MeasuredAt = b.Clock.Now().Add(-time.Minute)
	got := b.send(visittest.Nurse, v, in)
	if got.Triage.ID != in.ID || got.Triage.VisitID != v.ID || got.Triage.Author != visittest.Nurse.Name || !got.Triage.At.Equal(b.Clock.Now()) {
		t.Errorf("%+v", got.Triage)
	}
	if r := got.Triage.Result; r.Tews.Sum != 6 || r.Computed != sats.VeryUrgent || !r.Complete || r.RulesVersion != sats.RulesVersion {
		t.Errorf("the reckoning: %+v", r)
	}
	if diff := cmp.Diff(sats.Outcome{Level: sats.VeryUrgent, Kind: sats.Accepted}, got.Triage.Outcome); diff != "" {
		t.Error(diff)
	}
	if in := got.Triage.Input; !in.MeasuredAt.Equal(b.Clock.Now().Add(-time.Minute)) || !in.ScoredAt.Equal(b.Clock.Now()) || *in.AgeYears != 36 {
		t.Errorf("the input kept: %+v", in)
	}
	if v := got.Visit; v.Status != visit.Triaged || v.Level != sats.VeryUrgent || !v.TriagedAt.Equal(b.Clock.Now()) || v.Entries[0].Status != visit.EntryWaiting {
		t.Errorf("the visit: %+v", v)
	}
	p := b.Payload("triage.save")
	if p.Detail["computed"] != 2.0 || p.Detail["final"] != 2.0 || len(p.Rows["encounter"]) != 1 || len(p.Rows["observation"]) != 6 {
		t.Errorf("journalled %v, %d observations", p.Detail, len(p.Rows["observation"]))
	}
	again := b.send(visittest.Nurse, v, in)
	if diff := cmp.Diff(got, again); diff != "" {
		t.Errorf("the repeat is answered otherwise: %s", diff)
	}
	in.Complaint.Text = "since Monday"
	_, err := b.room.Save(t.Context(), visittest.Nurse, v.ID, in)
	refused(t, err, fault.CommandReused)
}

func TestSaveRefuses(t *testing.T) {
	t.Parallel()
	b := newBay(t)
	v, other := b.Arrive("Thabo", "Mokoena"), b.Arrive("Pule", "Tau")
	_, err := b.room.Save(t.Context(), visittest.Nurse, other.ID, save(v, well(), sats.Decision{}))
	refused(t, err, fault.Mismatch)
	_, err = b.room.Save(t.Context(), visittest.Nurse, id.New(), save(v, well(), sats.Decision{}))
	refused(t, err, fault.Mismatch)
	_, err = b.room.Save(t.Context(), visittest.Clerk, v.ID, save(v, well(), sats.Decision{}))
	refused(t, err, fault.Forbidden)
	for _, c := range []struct {
		field, code string
		edit        func(*triage.Save)
	}{
		{"input.heartRate", sats.OutOfRange, func(in *triage.Save) { in.Input.HeartRate = of(301) }},
		{"input.temperatureCel", sats.AskFahrenheit, func(in *triage.Save) { in.Input.TemperatureCel = of(98.6) }},
		{"input.respiratoryRate", sats.AskNoSign, func(in *triage.Save) { in.Input.RespiratoryRate = of(0) }},
		{"input.signs", sats.UnknownCode, func(in *triage.Save) { in.Input.Signs = map[sats.SignID]sats.Answer{"made_up": sats.Yes} }},
		{"input.diastolicMmHg", sats.Contradiction, func(in *triage.Save) { in.Input.DiastolicMmHg = of(130) }},
		{"decision.reason", sats.ReasonNeeded, func(in *triage.Save) { in.Decision.Level = sats.Urgent }},
		{"decision.reason", sats.NotOneOf, func(in *triage.Save) { in.Decision = sats.Decision{Level: sats.Urgent, Reason: "bored"} }},
		{"decision.reasonText", sats.TextNeeded, func(in *triage.Save) { in.Decision = sats.Decision{Level: sats.Urgent, Reason: sats.ReasonOther} }},
		{"decision.reasonText", "too-long", func(in *triage.Save) { in.Decision.Text = strings.Repeat("š", 501) }},
		{"decision.level", sats.NotOneOf, func(in *triage.Save) { in.Decision.Level = 5 }},
		{"complaint.chips[1]", "pattern", func(in *triage.Save) { in.Complaint.Chips[1] = "<b>" }},
	} {
		in := save(v, well(), sats.Decision{})
		c.edit(&in)
		_, err := b.room.Save(t.Context(), visittest.Nurse, v.ID, in)
		broken(t, err, c.field, c.code)
	}
	if got := b.Visit(v.ID); got.Status != visit.Arrived || got.Version != 1 {
		t.Errorf("something was written: %+v", got)
	}
	if _, err := b.Visits.Leave(t.Context(), visittest.Clerk, v.ID, visit.OnVisit{ID: id.New(), PatientID: v.PatientID}); err != nil {
		t.Fatal(err)
	}
	_, err = b.room.Save(t.Context(), visittest.Nurse, v.ID, save(v, well(), sats.Decision{}))
	refused(t, err, fault.WrongState)
}

// Law 8: a person decides. Anyone raises with a reason; a senior lowers with one.
func TestThePersonDecides(t *testing.T) {
	t.Parallel()
	b := newBay(t)
	senior := visittest.Nurse
	senior.Senior = true
	v := b.Arrive("Thabo", "Mokoena")
	got := b.send(visittest.Nurse, v, save(v, well(), sats.Decision{Level: sats.VeryUrgent, Reason: "looks-worse", Text: "grey"}))
	if got.Visit.Level != sats.VeryUrgent || got.Triage.Outcome.Kind != sats.Raised || got.Triage.Result.Computed != sats.Routine || got.Triage.Decision.Text != "grey" {
		t.Errorf("raised: %+v", got.Triage)
	}
	lower := sats.Decision{Level: sats.Urgent, Reason: "known-normal-for-patient"}
	v = b.Arrive("Pule", "Tau")
	_, err := b.room.Save(t.Context(), visittest.Nurse, v.ID, save(v, ill(), lower))
	broken(t, err, "decision.level", sats.SeniorNeeded)
	if got := b.send(senior, v, save(v, ill(), lower)); got.Visit.Level != sats.Urgent || got.Triage.Outcome.Kind != sats.Lowered {
		t.Errorf("lowered by a senior nurse: %+v", got.Triage.Outcome)
	}
	v = b.Arrive("Neo", "Phiri")
	if got := b.send(visittest.Doctor, v, save(v, ill(), lower)); got.Visit.Level != sats.Urgent {
		t.Errorf("lowered by a doctor: %+v", got.Triage.Outcome)
	}
	v = b.Arrive("Lerato", "Moyo")
	red := but(func(in *sats.Input) { in.Signs = map[sats.SignID]sats.Answer{"seizure_current": sats.Yes} })
	_, err = b.room.Save(t.Context(), senior, v.ID, save(v, red, lower))
	broken(t, err, "decision.level", sats.EmergencyStays)
}

func TestAnUnfinishedTriageIsHeldAtYellow(t *testing.T) {
	t.Parallel()
	b := newBay(t)
	v := b.Arrive("Thabo", "Mokoena")
	in := but(func(in *sats.Input) { in.SystolicMmHg, in.DiastolicMmHg = nil, nil })
	_, err := b.room.Save(t.Context(), visittest.Nurse, v.ID, save(v, in, sats.Decision{}))
	broken(t, err, "decision.unfinishedReason", sats.WhyIsItMissing)
	got := b.send(visittest.Nurse, v, save(v, in, sats.Decision{Unfinished: "equipment"}))
	if got.Visit.Level != sats.Urgent || got.Triage.Outcome.Kind != sats.Held || got.Triage.Result.Complete {
		t.Errorf("%+v", got.Triage)
	}
	finished := b.send(visittest.Nurse, v, save(v, well(), sats.Decision{}))
	if finished.Visit.Level != sats.Routine || !finished.Triage.Result.Complete {
		t.Errorf("once it is whole: %+v", finished.Triage)
	}
}

// A later triage takes the place of the first, and both stay. The first one's
// moment is the end of the wait.
func TestTriageAgain(t *testing.T) {
	t.Parallel()
	b := newBay(t)
	v := b.Arrive("Thabo", "Mokoena")
	first := b.send(visittest.Nurse, v, save(v, well(), sats.Decision{}))
	b.Clock.Advance(30 * time.Minute)
	second := b.send(visittest.Other, v, save(v, ill(), sats.Decision{}))
	if v := second.Visit; v.Level != sats.VeryUrgent || !v.TriagedAt.Equal(first.Triage.At) {
		t.Errorf("%+v", v)
	}
	var list []triage.Triage
	if err := b.DB.Read(t.Context(), func(tx *db.Tx) (err error) {
		list, err = triage.OfPatientIn(tx, v.PatientID)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]triage.Triage{first.Triage, second.Triage}, list); diff != "" {
		t.Error(diff)
	}
}

func TestSavingDiscardsTheTriageDraft(t *testing.T) {
	t.Parallel()
	b := newBay(t)
	drafts := encounter.New(b.Gate)
	v := b.Arrive("Thabo", "Mokoena")
	for _, kind := range []encounter.Kind{encounter.KindTriage, encounter.KindConsultation} {
		if _, err := drafts.SaveDraft(t.Context(), visittest.Nurse, v.ID, kind, encounter.SaveDraft{PatientID: v.PatientID, Content: map[string]any{"pain": "3"}}); err != nil {
			t.Fatal(err)
		}
	}
	b.send(visittest.Nurse, v, save(v, well(), sats.Decision{}))
	list, err := drafts.ListDrafts(t.Context(), visittest.Nurse)
	if err != nil || len(list) != 1 || list[0].Kind != encounter.KindConsultation {
		t.Errorf("%+v, %v", list, err)
	}
}

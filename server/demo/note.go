package demo

import (
	"context"
	"time"

	"karete/server/chart"
	"karete/server/encounter"
	"karete/server/visit"
)

// sign writes the consultation, and now and then sets it right at once.
func (f *clinic) sign(ctx context.Context, a *attendance, username, moveTo string) error {
	who, in := f.actors[username], encounter.SignNote{ID: f.id(), PatientID: a.person.id, Note: f.note(a), MoveTo: moveTo}
	out, err := f.Encounters.Sign(ctx, who, a.visit.ID, in)
	if err != nil {
		return err
	}
	a.visit = out.Visit
	if !f.one(50) {
		return nil
	}
	right := in.Note
	right.Examination += " Weight as last time."
	_, err = f.Encounters.Amend(ctx, who, in.ID, encounter.AmendNote{ID: f.id(), PatientID: a.person.id, VisitID: a.visit.ID,
		Kind: encounter.Correction, Reason: "Left out the weight.", Note: &right})
	return err
}

func (f *clinic) note(a *attendance) encounter.Note {
	n := encounter.Note{
		Complaint: a.illness.said, Examination: a.illness.found, Outcome: visit.OutcomeHome,
		Diagnoses:     []encounter.Diagnosis{{System: "icd-10", Code: a.illness.code, Text: a.illness.name, Certainty: "confirmed", FirstVisit: a.chronic == nil}},
		Prescriptions: suits(a.illness.medicines, a.person.allergy),
	}
	if a.chronic == nil && f.one(3) {
		n.Diagnoses[0].Certainty = "provisional"
	}
	if a.illness.outcome != "" {
		n.Outcome = visit.Outcome(a.illness.outcome)
	}
	if n.Outcome == visit.OutcomeReferred {
		n.Referral = &encounter.Referral{To: "Queen ’Mamohato Memorial Hospital", Reason: a.illness.said, Urgency: "emergency"}
	}
	if back := a.illness.back(); back > 0 {
		n.FollowUp = &encounter.FollowUp{On: f.clock.Now().In(zone()).AddDate(0, 0, back).Format(time.DateOnly)}
	}
	return n
}

// back is in how many days they are to come again, 0 when they need not.
func (i illness) back() int {
	switch i.reason {
	case "chronic", "antenatal":
		return 28
	case "dressing":
		return 3
	}
	return 0
}

// list puts the illness they come for each month on the list of problems, once.
func (f *clinic) list(ctx context.Context, a *attendance, username string) error {
	if a.chronic == nil || a.person.listed {
		return nil
	}
	a.person.listed = true
	since := a.person.born.AddDate(34+f.random.IntN(completed(a.person.born, f.clock.Now())-33), 0, 0)
	_, err := f.Charts.RecordProblem(ctx, f.actors[username], a.person.id, chart.RecordCondition{ID: f.id(), Status: "active",
		System: "icd-10", Code: a.chronic.code, Text: a.chronic.name, Since: since.Format("2006")})
	return err
}

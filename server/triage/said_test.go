package triage_test

import (
	"testing"
	"time"

	"karete/db"
	"karete/server/act"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/triage"
	"karete/server/triage/sats"
	"karete/server/triage/selftriage"
	"karete/server/visit"
	"karete/server/visit/visittest"
)

// says keeps answers of a patient as their own door does.
func (b *bay) says(patientID string, answers map[string]int) (reportID string) {
	b.t.Helper()
	reportID = id.New()
	b.Seed(func(tx *act.Tx) error {
		tx.Subject("self-report", reportID)
		_, err := triage.SubmitSelfIn(tx, triage.SelfReport{ID: reportID, PatientID: patientID, Language: "st", AnsweredBy: "patient",
			StartedAt: tx.Now.Add(time.Hour), // by a browser's clock
			Case:      selftriage.Case{AgeDays: &selftriage.AgeRange{High: 3}, Answers: answers, Finished: true}})
		return err
	})
	return reportID
}

func (b *bay) said(v visit.Visit) (list []triage.PatientSaid) {
	b.t.Helper()
	err := b.DB.Read(b.t.Context(), func(tx *db.Tx) (err error) {
		list, err = triage.SaidIn(tx, v.PatientID, v.ID)
		return err
	})
	if err != nil {
		b.t.Fatal(err)
	}
	return list
}

func TestWhatAPatientSaidNeverLowersAndIsJudgedOnce(t *testing.T) {
	t.Parallel()
	raised := sats.Decision{Level: sats.VeryUrgent, Reason: "patient-said"}
	because := func(reason, text string) *triage.SaidDecision {
		return &triage.SaidDecision{Reason: reason, Text: text}
	}
	for name, c := range map[string]struct {
		answers  map[string]int
		input    sats.Input
		decision sats.Decision
		said     *triage.SaidDecision
		field    string // of the refusal, else the verdict
		verdict  string
		level    sats.Level
	}{
		"less urgent than found":                {map[string]int{"OT08": 1}, ill(), sats.Decision{}, nil, "", "confirmed", sats.VeryUrgent},
		"as found":                              {map[string]int{"HD04": 1}, ill(), sats.Decision{}, nil, "", "confirmed", sats.VeryUrgent},
		"more urgent, and nothing made of it":   {map[string]int{"HD04": 1}, well(), sats.Decision{}, nil, "said.reason", "", 0},
		"more urgent, and believed":             {map[string]int{"HD04": 1}, well(), raised, nil, "", "confirmed", sats.VeryUrgent},
		"more urgent, and not so":               {map[string]int{"HD04": 1}, well(), sats.Decision{}, because("measured-well", ""), "", "overridden", sats.Routine},
		"an emergency, half believed":           {map[string]int{"RF04": 1}, well(), raised, nil, "said.reason", "", 0},
		"an emergency that is none":             {map[string]int{"RF04": 1}, well(), sats.Decision{}, because("other", "he runs about"), "", "overridden", sats.Routine},
		"with a reason that is none":            {map[string]int{"RF04": 1}, well(), sats.Decision{}, because("busy", ""), "said.reason", "", 0},
		"with another reason without words":     {map[string]int{"RF04": 1}, well(), sats.Decision{}, because("other", " "), "said.text", "", 0},
		"a reason where there is nothing to it": {map[string]int{"OT08": 1}, well(), sats.Decision{}, because("asked-again", ""), "", "confirmed", sats.Routine},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBay(t)
			v := b.Arrive("Thabo", "Mokoena")
			b.says(v.PatientID, c.answers)
			in := save(v, c.input, c.decision)
			in.Said = c.said
			_, err := b.room.Save(t.Context(), visittest.Nurse, v.ID, in)
			if c.field != "" {
				if !fault.Is(err, fault.Invalid) || fault.Of(err).Fields[0].Field != c.field || b.said(v)[0].Review != nil {
					t.Errorf("%v", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			list := b.said(v)
			if r := list[0].Review; len(list) != 1 || r == nil || r.Verdict != c.verdict || r.Level != c.level || r.By != visittest.Nurse.Name || (r.Reason != "") != (c.verdict == "overridden") {
				t.Errorf("%+v", list[0].Review)
			}
			b.send(visittest.Nurse, v, save(v, well(), sats.Decision{})) // later ones are not asked again
		})
	}
}

// The age is the record's, whatever a browser sends; so is the time.
func TestAReportIsOfTheRecordsAge(t *testing.T) {
	t.Parallel()
	b := newBay(t)
	v := b.Arrive("Thabo", "Mokoena")
	b.says(v.PatientID, map[string]int{"FV01": 1})
	one := b.said(v)[0]
	if one.AgeDays == nil || one.AgeDays.Low < 30*365 || one.Level != selftriage.Today || one.StartedAt.After(one.At) || one.VisitID != v.ID {
		t.Errorf("%+v", one)
	}
	day, err := b.room.SelfReports(t.Context(), visittest.Clerk, "")
	if err != nil || len(day.Reports) != 1 || day.Reports[0].Patient.ID != v.PatientID || day.Reports[0].Held != sats.Urgent || day.Reports[0].ToNurseNow {
		t.Errorf("%+v, %v", day, err)
	}
	if _, err := b.room.SelfReports(t.Context(), visittest.Clerk, "2026-02-30"); !fault.Is(err, fault.Invalid) {
		t.Error(err)
	}
}

package triage

import (
	"context"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/fault"
	"karete/server/triage/sats"
	"karete/server/visit"
)

// Complaint is why the patient came, in the nurse's words.
type Complaint struct {
	Chips []string `json:"chips" maxItems:"12" doc:"Codes of the short list: fever, cough, pain ..."`
	Text  string   `json:"text" maxLength:"1000"`
}

// Save is the command that ends a triage.
type Save struct {
	ID        string        `json:"id" format:"uuid" doc:"Command id, and the encounter's id"`
	PatientID string        `json:"patientId" format:"uuid"`
	Complaint Complaint     `json:"complaint"`
	Input     sats.Input    `json:"input"`
	Decision  sats.Decision `json:"decision"`
	Said      *SaidDecision `json:"said,omitempty" doc:"Why the final level is less urgent than what the patient said; needed then"`
}

// Ask scores without storing. With a patient their recorded age is used.
type Ask struct {
	PatientID string     `json:"patientId,omitempty" maxLength:"36" doc:"Takes the age from the record"`
	Input     sats.Input `json:"input"`
}

// Triage is one finished triage as it is read: everything the reckoning was told,
// all it found, and what the person made of it.
type Triage struct {
	ID        string        `json:"id"`
	VisitID   string        `json:"visitId"`
	At        time.Time     `json:"at"`
	Author    string        `json:"author" doc:"Display name"`
	Complaint Complaint     `json:"complaint"`
	Input     sats.Input    `json:"input"`
	Result    sats.Result   `json:"result"`
	Decision  sats.Decision `json:"decision"`
	Outcome   sats.Outcome  `json:"outcome"`
}

// Saved is the answer to Save.
type Saved struct {
	Triage Triage      `json:"triage"`
	Visit  visit.Visit `json:"visit"`
}

// Room is the room of triage.
type Room struct{ gate *act.Gate }

// New opens the room.
func New(gate *act.Gate) *Room { return &Room{gate: gate} }

// Score reckons without storing anything. Faults: invalid, not-found.
func (r *Room) Score(ctx context.Context, a access.Actor, in Ask) (sats.Result, error) {
	return act.Peek(ctx, r.gate, a, "triage.score", func(tx *db.Tx) (sats.Result, error) {
		if in.PatientID != "" {
			if err := setAge(tx, in.PatientID, &in.Input); err != nil {
				return sats.Result{}, err
			}
		}
		return reckon(tx, &in.Input, tx.Now.Add(-24*time.Hour))
	})
}

// Signs lists the tick boxes of both charts, as this clinic has set them.
func (r *Room) Signs(ctx context.Context, a access.Actor) ([]sats.Sign, error) {
	return act.Peek(ctx, r.gate, a, "triage.signs", func(tx *db.Tx) ([]sats.Sign, error) {
		settings, err := settingsIn(tx)
		if err != nil {
			return nil, err
		}
		return append(sats.Signs(sats.Adult, settings), sats.Signs(sats.Child, settings)...), nil
	})
}

// Save signs the triage and puts the patient in the line by its final level.
// Faults: mismatch, wrong-state when the visit is closed, invalid (a value out of
// its limits, a decision without its reason, a lowering by somebody not senior, a
// level less urgent than what the patient said without said).
func (r *Room) Save(ctx context.Context, a access.Actor, visitID string, in Save) (Saved, error) {
	command := act.Command{ID: in.ID, Action: "triage.save", PatientID: in.PatientID, VisitID: visitID, Body: in}
	return act.Do(ctx, r.gate, a, command, func(tx *act.Tx) error {
		in := in // what was sent stays as it was sent
		v, err := visit.ReadIn(tx.Tx, visitID)
		if err != nil {
			return err
		}
		if !v.Status.Open() {
			return fault.New(fault.WrongState).With("status", v.Status)
		}
		if err := in.check(); err != nil {
			return err
		}
		if err := setAge(tx.Tx, v.PatientID, &in.Input); err != nil {
			return err
		}
		result, err := reckon(tx.Tx, &in.Input, v.ArrivedAt)
		if err != nil {
			return err
		}
		in.Decision.Senior = a.Senior || a.Has(access.Doctor)
		outcome, err := sats.Final(result, in.Decision)
		if err != nil {
			return refused(err)
		}
		tx.Subject("encounter", in.ID)
		tx.Detail("computed", result.Computed)
		tx.Detail("final", outcome.Level)
		if err := insert(tx, author{a.ID, tx.Role}, v, in, result, outcome); err != nil {
			return err
		}
		if err := reviewIn(tx, visitID, in.ID, outcome.Level, in.Said); err != nil {
			return err
		}
		return visit.MarkTriagedIn(tx, visitID, outcome.Level, tx.Now)
	}, saved)
}

func saved(tx *db.Tx, encounterID string) (Saved, error) {
	t, err := one(tx, encounterID)
	if err != nil {
		return Saved{}, err
	}
	v, err := visit.ReadIn(tx, t.VisitID)
	return Saved{Triage: t, Visit: v}, err
}

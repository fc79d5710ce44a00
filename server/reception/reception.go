package reception

import (
	"context"
	"errors"
	"slices"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/appointment"
	"karete/server/card"
	"karete/server/fault"
	"karete/server/patient"
	"karete/server/visit"
)

// Room is the desk.
type Room struct {
	gate     *act.Gate
	patients *patient.Room
}

// New stands on the gate and the patients' room.
func New(gate *act.Gate, patients *patient.Room) *Room { return &Room{gate, patients} }

// Registration is a new patient, and what they came with and for. ID names the
// command and becomes the patient's id.
type Registration struct {
	patient.Registration
	MotherID  string      `json:"motherId,omitempty" maxLength:"36" doc:"The patient whose baby this is: they belong together from the start, and nothing of hers is copied"`
	Different []Different `json:"different,omitempty" maxItems:"10" nullable:"false" doc:"Who was found, and is another person"`
	CardCode  string      `json:"cardCode,omitempty" maxLength:"128" doc:"A pre-printed blank card to give to the patient: what the scanner read, or its short code"`
	CheckIn   *Arrival    `json:"checkIn,omitempty" doc:"Check the patient in at once"`
}

// Arrival is where a new patient goes now.
type Arrival struct {
	DepartmentID string `json:"departmentId" minLength:"1" maxLength:"36"`
	Reason       string `json:"reason,omitempty" maxLength:"200"`
	Emergency    bool   `json:"emergency,omitempty" doc:"Straight to the front of triage"`
}

// Registered is the new patient, and their visit when they were checked in.
type Registered struct {
	Patient patient.Patient `json:"patient"`
	Visit   *visit.Visit    `json:"visit,omitempty"`
}

// Register takes somebody in: all of it happens, or nothing. Faults: those of
// [patient.RegisterIn]; likely-duplicate {patientId, score} with the likeliest of
// those who may be the same person and are not named as different; of
// [patient.DecideIn] about different, of [patient.MotherIn], of [card.LinkIn] about cardCode, and of
// [visit.CheckInIn]; forbidden when the actor may not check anybody in.
func (r *Room) Register(ctx context.Context, who access.Actor, in Registration) (Registered, error) {
	if in.CheckIn != nil {
		if _, err := r.gate.Allow(ctx, who, "visit.checkIn"); err != nil {
			return Registered{}, err
		}
	}
	c := act.Command{ID: in.ID, Action: "patient.register", PatientID: in.ID, Body: in}
	return act.Do(ctx, r.gate, who, c,
		func(tx *act.Tx) error { return register(tx, who, in) },
		func(tx *db.Tx, patientID string) (Registered, error) {
			return registered(tx, patientID, in.CheckIn != nil)
		})
}

func register(tx *act.Tx, who access.Actor, in Registration) error {
	likely, err := patient.CandidatesIn(tx.Tx, in.PersonOf()) // as they were before this one was written down
	if err != nil {
		return err
	}
	if err := patient.RegisterIn(tx, in.Registration); err != nil {
		return err
	}
	if err := in.isNew(tx, likely); err != nil {
		return err
	}
	if in.MotherID != "" {
		if err := patient.MotherIn(tx, in.ID, in.MotherID); err != nil {
			return err
		}
	}
	if in.CardCode != "" {
		if _, err := card.LinkIn(tx, in.ID, "cardCode", in.CardCode); err != nil {
			return err
		}
	}
	if in.CheckIn == nil {
		return nil
	}
	_, err = appointment.CheckInIn(tx, who, visit.CheckIn{
		ID: tx.NewID(), PatientID: in.ID,
		DepartmentID: in.CheckIn.DepartmentID, Reason: in.CheckIn.Reason, Emergency: in.CheckIn.Emergency,
	})
	return within("checkIn", err)
}

// within says that a broken field is one of a part of the command.
func within(part string, err error) error {
	var f *fault.Error
	if errors.As(err, &f) && f.Field != "" {
		f.Field = part + "." + f.Field
		for i := range f.Fields {
			f.Fields[i].Field = part + "." + f.Fields[i].Field
		}
	}
	return err
}

// registered is the answer. The visit is the patient's first one, so that the
// command said again is answered as before.
func registered(tx *db.Tx, patientID string, checkedIn bool) (Registered, error) {
	p, err := patient.ReadIn(tx, patientID)
	if err != nil || !checkedIn {
		return Registered{Patient: p}, err
	}
	visits, err := visit.HistoryIn(tx, patientID)
	for _, v := range slices.Backward(visits) {
		if v.PatientID == patientID { // and not of another file that was joined with this one since
			return Registered{p, &v}, err
		}
	}
	return Registered{Patient: p}, err
}

// Find is the one search box: a card first, then whatever [patient.Room.SearchIn]
// makes of the text. It opens no record. Faults: card-blank, card-revoked, when
// the text is such a card.
func (r *Room) Find(ctx context.Context, who access.Actor, q patient.SearchQuery) (patient.SearchResult, error) {
	return act.Peek(ctx, r.gate, who, "patient.search", func(tx *db.Tx) (patient.SearchResult, error) {
		holder, err := card.HolderIn(tx, q.Text)
		if err != nil {
			return patient.SearchResult{}, err
		}
		if holder == "" {
			return r.patients.SearchIn(tx, who, q.Text)
		}
		list, err := patient.StandingIn(tx, []string{holder})
		return patient.SearchResult{Patients: list, Kind: patient.ByCard}, err
	})
}

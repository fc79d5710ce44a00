package door

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/alert"
	"karete/server/fault"
	"karete/server/id"
	"karete/server/staff"
	"karete/server/triage"
	"karete/server/triage/selftriage"
	"karete/server/visit"
)

// DoorAnswers is what somebody has answered so far. ID is the report's, made once for
// a questionnaire.
type DoorAnswers struct {
	ID         string          `json:"id" format:"uuid"`
	Case       selftriage.Case `json:"case" doc:"The age is the record's, whatever is said here"`
	AnsweredBy string          `json:"answeredBy" enum:"patient,companion"`
	Language   string          `json:"language" enum:"en,st"`
	Finished   bool            `json:"finished" doc:"There are no more answers to come"`
	Consent    string          `json:"consent,omitempty" enum:"yes,no" doc:"Whether these answers, without a name, may go to a service outside; none when that was not asked"`
	StartedAt  *time.Time      `json:"startedAt,omitempty" doc:"By the browser's clock"`
}

// DoorStep is what comes next. Why is for the nurse to see.
type DoorStep struct {
	Next             *selftriage.Question `json:"next,omitempty" doc:"None when all is answered, or after the first emergency"`
	At               int                  `json:"at" doc:"How many questions are answered"`
	Of               int                  `json:"of" doc:"How many there are for these answers"`
	Level            selftriage.Level     `json:"level" enum:"R,D,N,E"`
	Stop             bool                 `json:"stop" doc:"An emergency: nothing more is asked, and staff are told"`
	Kept             bool                 `json:"kept" doc:"The nurse sees it"`
	Ticket           string               `json:"ticket,omitempty"`
	DepartmentName   string               `json:"departmentName,omitempty"`
	DepartmentNameSt string               `json:"departmentNameSt,omitempty"`
	NurseRoom        string               `json:"nurseRoom,omitempty" doc:"Where somebody sits who triages, if that is known"`
}

// begun is a questionnaire that somebody is in the middle of.
type begun struct{ in DoorAnswers }

// How many questionnaires of one patient are kept.
const keptBurst, keptDrip = 6, time.Hour

// Ask is what to ask next. An emergency is kept at once and has staff come; else what
// was said is kept when nothing more is to be asked. Faults: door-closed; invalid;
// command-reused for other answers after it was kept.
func (r *Room) Ask(ctx context.Context, who access.Actor, in DoorAnswers) (DoorStep, error) {
	if _, err := r.gate.Allow(ctx, who, "door.ask"); err != nil {
		return DoorStep{}, err
	}
	if !id.Valid(in.ID) { // it names a command only once something is kept
		return DoorStep{}, fault.Field("id", "pattern")
	}
	in.Case.Finished, in.Case.AgeDays = false, nil
	var s DoorStep
	err := r.gate.DB().Read(ctx, func(tx *db.Tx) (err error) {
		s, err = stepIn(tx, who.ID, in)
		return err
	})
	if err != nil {
		return DoorStep{}, err
	}
	if !s.Stop && s.Next != nil && !in.Finished {
		r.keepOne(ctx, who, r.inside.remember(who.SessionID, &begun{in}))
		return s, nil
	}
	if len(in.Case.Answers) == 0 {
		return DoorStep{}, fault.Field("case.answers", "required")
	}
	if _, err := r.people.Limit(ctx, staff.Limit{Key: "door said\x00" + who.ID, Burst: keptBurst, Drip: keptDrip}); err != nil {
		if fault.Is(err, fault.Throttled) { // somebody plays with it; who needs it was told long ago
			return s, nil
		}
		return DoorStep{}, err
	}
	in.Case.Finished = true
	s, err = r.submit(ctx, who, "door.ask", who.ID, in)
	if err == nil {
		r.inside.remember(who.SessionID, nil)
	}
	return s, err
}

func stepIn(tx *db.Tx, patientID string, in DoorAnswers) (DoorStep, error) {
	if err := knownIn(tx, patientID); err != nil {
		return DoorStep{}, err
	}
	_, scored, err := triage.ScoreSelfIn(tx, patientID, in.Case)
	if err != nil {
		return DoorStep{}, err
	}
	s := DoorStep{Next: scored.Next, At: scored.At, Of: scored.Of, Level: scored.Level, Stop: scored.Stop}
	v, err := visit.OpenIn(tx, patientID)
	if fault.Is(err, fault.NotFound) {
		return s, s.nurse(tx)
	}
	if err != nil {
		return s, err
	}
	d, err := visitPlace(tx, v)
	s.Ticket, s.DepartmentName, s.DepartmentNameSt = v.Ticket, d.Name, d.NameSt
	return s, errors.Join(err, s.nurse(tx))
}

// nurse finds where somebody who triages sits.
func (s *DoorStep) nurse(tx *db.Tx) error {
	err := tx.QueryRow(`SELECT p.room FROM staff_place p JOIN department d ON d.id = p.department_id WHERE p.until IS NULL AND d.kind = 'triage'
		ORDER BY p.since DESC, p.id DESC LIMIT 1`).Scan(&s.NurseRoom)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	return err
}

// submit keeps what was said, with an alert when it cannot wait.
func (r *Room) submit(ctx context.Context, who access.Actor, action access.Action, patientID string, in DoorAnswers) (DoorStep, error) {
	c := act.Command{ID: in.ID, Action: action, PatientID: patientID, Body: in}
	fresh := false
	s, err := act.Do(ctx, r.gate, who, c, func(tx *act.Tx) error {
		if err := knownIn(tx.Tx, patientID); err != nil {
			return err
		}
		fresh = true
		tx.Subject("self-report", in.ID)
		report := triage.SelfReport{ID: in.ID, PatientID: patientID, DeviceID: who.DeviceID, Case: in.Case, Language: in.Language, AnsweredBy: in.AnsweredBy}
		asked, err := r.sends(tx.Tx)
		if err != nil {
			return err
		}
		if asked { // else nobody was asked, whatever their page says
			report.Consent = in.Consent
		}
		if in.StartedAt != nil {
			report.StartedAt = *in.StartedAt
		}
		said, err := triage.SubmitSelfIn(tx, report)
		if err != nil || !said.Stop {
			return err
		}
		if _, stands, err := alert.StandingIn(tx.Tx, alert.RedFlag, who.DeviceID, patientID); err != nil || stands {
			return err
		}
		return raiseIn(tx, alert.RedFlag, who.DeviceID, patientID, tx.NewID())
	}, func(tx *db.Tx, _ string) (DoorStep, error) {
		s, err := stepIn(tx, patientID, in)
		s.Next, s.Kept = nil, true
		return s, err
	})
	if err == nil && fresh {
		r.told(in.ID)
	}
	return s, err
}

// keep keeps what those had begun to say who are gone, if anything of it is a sign of
// sickness. What cannot be kept is lost with them, and logged.
func (r *Room) keep(ctx context.Context, gone []session) {
	for _, s := range gone {
		if s.begun != nil {
			who := access.TheBox()
			who.DeviceID = s.deviceID
			r.keepLeft(context.WithoutCancel(ctx), who, s.patientID, s.begun.in)
		}
	}
}

// keepOne keeps what somebody had begun before they began anew.
func (r *Room) keepOne(ctx context.Context, who access.Actor, b *begun) {
	if b != nil {
		box := access.TheBox()
		box.DeviceID = who.DeviceID
		r.keepLeft(ctx, box, who.ID, b.in)
	}
}

func (r *Room) keepLeft(ctx context.Context, box access.Actor, patientID string, in DoorAnswers) {
	if !selftriage.Standard.Sick(in.Case) {
		return
	}
	_, err := r.submit(ctx, box, "door.left", patientID, in)
	if err != nil && !fault.Is(err, fault.CommandReused) && !fault.Is(err, fault.DoorClosed) {
		r.log.ErrorContext(ctx, "answers that a patient did not finish were not kept", "report", in.ID, "cause", err)
	}
}

// Sweep shuts the door behind those who are gone. To be run every minute.
func (r *Room) Sweep(ctx context.Context) { r.keep(ctx, r.inside.swept(r.clock.Ticks(), false)) }

// Shut ends all, when the house closes.
func (r *Room) Shut(ctx context.Context) { r.keep(ctx, r.inside.swept(r.clock.Ticks(), true)) }

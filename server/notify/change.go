package notify

import (
	"context"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/fault"
)

// ChangeMessage is what somebody does with one message.
type ChangeMessage struct {
	ID        string `json:"id" format:"uuid"`
	PatientID string `json:"patientId" format:"uuid"`
}

// Retry has a message sent to the number that is in the file now: because it was put
// right, because somebody knows that it did not arrive, or because it need not wait
// until its time. The quiet hours hold for it too. Faults: not-found; mismatch;
// wrong-state when it went out, or is of no use any more.
func (r *Room) Retry(ctx context.Context, who access.Actor, messageID string, in ChangeMessage) (PatientMessage, error) {
	return r.change(ctx, who, "message.retry", messageID, in, func(tx *act.Tx, m *row) error {
		to, err := whomIn(tx.Tx, m.PatientID, m.Kind == CallUp)
		if err != nil {
			return err
		}
		so, err := stands(tx.Tx, *m)
		if err != nil {
			return err
		}
		if !so || !m.Expires.After(tx.Now) || m.State != Failed && m.State != Unsure && m.State != Withheld && m.State != Waiting {
			return fault.New(fault.WrongState)
		}
		if m.State != Waiting {
			m.Reference = ""
		}
		m.State, m.Reason, m.Phone, m.Due = Waiting, to.reason, to.phone, tx.Now
		switch {
		case to.bad:
			m.State = Failed
		case to.reason != "":
			m.State = Withheld
		}
		return nil
	})
}

// Cancel sees to it that a message does not go out, or that nobody has to look after
// it any more. Faults: as of Retry.
func (r *Room) Cancel(ctx context.Context, who access.Actor, messageID string, in ChangeMessage) (PatientMessage, error) {
	return r.change(ctx, who, "message.cancel", messageID, in, func(tx *act.Tx, m *row) error {
		switch m.State {
		case Asked, Waiting, Failed, Unsure, Withheld:
			m.State, m.Reason = Stopped, "by-staff"
			return nil
		}
		return fault.New(fault.WrongState)
	})
}

func (r *Room) change(ctx context.Context, who access.Actor, action access.Action, messageID string, in ChangeMessage, do func(*act.Tx, *row) error) (PatientMessage, error) {
	c := act.Command{ID: in.ID, Action: action, PatientID: in.PatientID, Body: struct {
		MessageID string
		Change    ChangeMessage
	}{messageID, in}}
	out, err := act.Do(ctx, r.gate, who, c, func(tx *act.Tx) error {
		m, err := oneIn(tx.Tx, messageID)
		if err != nil {
			return err
		}
		tx.About(m.PatientID, "")
		if err := do(tx, &m); err != nil {
			return err
		}
		m.Settled = tx.Now
		return changed(tx, m)
	}, func(tx *db.Tx, messageID string) (PatientMessage, error) {
		m, err := oneIn(tx, messageID)
		if err != nil {
			return PatientMessage{}, err
		}
		s, _, err := settingsIn(tx)
		if err != nil {
			return PatientMessage{}, err
		}
		c, err := clinicIn(tx)
		if err != nil {
			return PatientMessage{}, err
		}
		return show(tx, s, c, m)
	})
	if err == nil {
		r.Wake()
	}
	return out, err
}

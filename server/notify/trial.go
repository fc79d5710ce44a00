package notify

import (
	"context"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/fault"
	"karete/server/notify/carrier"
	"karete/server/patient/phone"
)

// TryMessage asks for a message to a phone in one's hand.
type TryMessage struct {
	ID       string `json:"id" format:"uuid"`
	Number   string `json:"number" maxLength:"30"`
	Language string `json:"language" enum:"en,st"`
}

// TriedMessage is what became of it.
type TriedMessage struct {
	State  MessageState `json:"state" enum:"sent,failed,unsure,waiting" doc:"waiting: it certainly did not go out, for the reason given"`
	Reason string       `json:"reason"`
	Text   string       `json:"text"`
	Parts  int          `json:"parts"`
}

const tryTimeout = 25 * time.Second

// Try sends a reminder for tomorrow as it would be, to a number that somebody typed,
// and says what happened. The number is not kept. A repeated command sends nothing
// more. Faults: invalid; wrong-state while messages are switched off; busy when the
// carrier is.
func (r *Room) Try(ctx context.Context, who access.Actor, in TryMessage) (TriedMessage, error) {
	var s MessageSettings
	var secrets Secrets
	var number string
	var values []string
	first := false
	c := act.Command{ID: in.ID, Action: "message.test", Body: in.Language}
	out, err := act.Do(ctx, r.gate, who, c, func(tx *act.Tx) (err error) {
		first = true
		if s, _, err = settingsIn(tx.Tx); err != nil {
			return err
		}
		if s.Carrier == Off {
			return fault.New(fault.WrongState)
		}
		c, err := clinicIn(tx.Tx)
		if err != nil {
			return err
		}
		if number, err = phone.Parse(in.Number, c.Country); err != nil {
			return fault.Field("number", "not-a-phone")
		}
		if secrets, err = secretsIn(tx.Tx); err != nil {
			return err
		}
		tx.Subject("message_settings", settingsID)
		tx.Detail("carrier", s.Carrier)
		return nil
	}, func(tx *db.Tx, _ string) (t TriedMessage, err error) {
		s, _, err := settingsIn(tx)
		if err != nil {
			return t, err
		}
		c, err := clinicIn(tx)
		if err != nil {
			return t, err
		}
		t = TriedMessage{State: Unsure, Reason: "repeated"}
		t.Text, values = s.said(Reminder, in.Language, c.Facility, c.day(1), "09:30")
		t.Parts = partsOf(t.Text)
		return t, nil
	})
	if err != nil || !first {
		return out, err
	}
	// From here on somebody waits, and the journal says that it was tried. A reader who
	// leaves does not stop a message half-way.
	ctx, stop := context.WithTimeout(context.WithoutCancel(ctx), tryTimeout)
	defer stop()
	select {
	case r.line <- struct{}{}:
		defer func() { <-r.line }()
	case <-ctx.Done():
		out.State, out.Reason = Waiting, "busy"
		return out, nil
	}
	if err := r.dial(s, secrets); err != nil {
		out.State, out.Reason = Waiting, carrier.Of(err).Reason
		return out, nil
	}
	receipt, err := r.carrier.Send(ctx, carrier.Message{Key: keyOf(row{ID: in.ID, Attempts: 1}), To: number, Text: out.Text, Keep: time.Hour,
		Kind: string(Reminder), Language: in.Language, Values: values})
	if err != nil {
		o := result{}
		o.failed(carrier.Of(err))
		out.State, out.Reason = o.state, o.reason
		return out, nil
	}
	r.untroubled()
	out.State, out.Reason = Sent, ""
	if receipt.Parts > 0 {
		out.Parts = receipt.Parts
	}
	return out, nil
}

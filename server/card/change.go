package card

import (
	"context"
	"errors"

	"karete/server/access"
	"karete/server/act"
	"karete/server/fault"
	"karete/server/patient"
)

// RevokeCard calls a card off.
type RevokeCard struct {
	ID     string `json:"id" format:"uuid"`
	Reason Reason `json:"reason" enum:"lost,stolen,damaged,replaced,wrong-person"`
}

// LinkCard gives a pre-printed blank card to a patient.
type LinkCard struct {
	ID   string `json:"id" format:"uuid"`
	Text string `json:"text" minLength:"1" maxLength:"128" doc:"What the scanner read, or the short code as typed"`
}

// Revoke calls a card off, for ever. Faults: not-found; invalid; card-revoked
// {cardId, reason, revokedAt} when it was called off before.
func (r *Room) Revoke(ctx context.Context, who access.Actor, cardID string, in RevokeCard) (Card, error) {
	if !in.Reason.known() {
		return Card{}, fault.Field("reason", "not-one-of")
	}
	c := act.Command{ID: in.ID, Action: "card.revoke", Body: struct {
		CardID string
		RevokeCard
	}{cardID, in}}
	return act.Do(ctx, r.gate, who, c, func(tx *act.Tx) error {
		was, err := byID(tx.Tx, cardID)
		if err != nil {
			return err
		}
		if was.Status == Revoked {
			return revoked(was)
		}
		tx.Subject("card", cardID)
		tx.About(was.patientID, "")
		tx.Changed("card", cardID)
		_, err = tx.Exec("UPDATE card SET status = 'revoked', revoked_at = ?, reason = ? WHERE id = ?",
			tx.Now.UnixMilli(), in.Reason, cardID)
		return err
	}, ReadIn)
}

// Link gives a blank card to the patient. Faults: not-found and replaced for the patient;
// those of LinkIn about the field text.
func (r *Room) Link(ctx context.Context, who access.Actor, patientID string, in LinkCard) (Card, error) {
	c := act.Command{ID: in.ID, Action: "card.link", PatientID: patientID, Body: in}
	return act.Do(ctx, r.gate, who, c, func(tx *act.Tx) error {
		if err := patient.StandsIn(tx.Tx, patientID); err != nil {
			return err
		}
		cardID, err := LinkIn(tx, patientID, "text", in.Text)
		if err != nil {
			return err
		}
		tx.Subject("card", cardID)
		return nil
	}, ReadIn)
}

// LinkIn gives the blank card that the text names to a patient, inside another
// room's act. Faults, about the field: not-a-card; misread; card-unknown;
// card-revoked {cardId, reason, revokedAt}; card-linked {cardId} when it is
// somebody's already, the same patient's too.
func LinkIn(tx *act.Tx, patientID, field, text string) (cardID string, err error) {
	s, err := read(field, text)
	if err != nil {
		return "", err
	}
	c, err := find(tx.Tx, s)
	if err == nil {
		err = c.refuse(Blank)
	}
	if err != nil {
		var f *fault.Error
		if errors.As(err, &f) {
			f.Field = field
		}
		return "", err
	}
	_, err = tx.Exec("UPDATE card SET status = 'active', patient_id = ?, linked_at = ? WHERE id = ?", patientID, tx.Now.UnixMilli(), c.ID)
	if err != nil {
		return "", err
	}
	tx.Changed("card", c.ID)
	return c.ID, nil
}

// refuse is nil when the card has the status that is wanted, else the fault that
// says what it is instead.
func (c Card) refuse(wanted Status) error {
	switch {
	case c.Status == wanted:
		return nil
	case c.Status == Revoked:
		return revoked(c)
	case c.Status == Blank:
		return fault.New(fault.CardBlank).With("cardId", c.ID).With("code", printed(c))
	}
	return fault.New(fault.CardLinked).With("cardId", c.ID)
}

package card

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/card/token"
	"karete/server/fault"
	"karete/server/patient"
)

// IssueCard makes a card for a patient. ID names the command and becomes the card's.
type IssueCard struct {
	ID string `json:"id" format:"uuid"`
}

// MakeBlanks makes cards to print beforehand. ID names the command and is the first
// card's.
type MakeBlanks struct {
	ID    string `json:"id" format:"uuid"`
	Count int    `json:"count" minimum:"1" maximum:"100"`
}

// maxBlanks is ten sheets of ten.
const maxBlanks = 100

// Issue makes a card for the patient. The cards they have stay good. Faults:
// not-found, replaced.
func (r *Room) Issue(ctx context.Context, who access.Actor, patientID string, in IssueCard) (Card, error) {
	c := act.Command{ID: in.ID, Action: "card.issue", PatientID: patientID, Body: in}
	return act.Do(ctx, r.gate, who, c, func(tx *act.Tx) error { return r.IssueIn(tx, in.ID, patientID) }, ReadIn)
}

// IssueIn is Issue inside an act, of which the card becomes the subject.
func (r *Room) IssueIn(tx *act.Tx, cardID, patientID string) error {
	if err := patient.StandsIn(tx.Tx, patientID); err != nil {
		return err
	}
	tx.Subject("card", cardID)
	tx.About(patientID, "")
	return r.insert(tx, cardID, patientID)
}

// Blanks makes cards that are nobody's yet. Fault: invalid.
func (r *Room) Blanks(ctx context.Context, who access.Actor, in MakeBlanks) ([]Card, error) {
	if in.Count < 1 || in.Count > maxBlanks {
		return nil, fault.Field("count", "out-of-range", "min", 1, "max", maxBlanks)
	}
	c := act.Command{ID: in.ID, Action: "card.blanks", Body: in}
	return act.Do(ctx, r.gate, who, c,
		func(tx *act.Tx) error {
			tx.Subject("card", in.ID)
			for i := range in.Count {
				if err := r.insert(tx, nth(in.ID, i), ""); err != nil {
					return err
				}
			}
			return nil
		},
		func(tx *db.Tx, _ string) ([]Card, error) {
			cards := make([]Card, in.Count)
			for i := range cards {
				c, err := byID(tx, nth(in.ID, i)) // not ReadIn: whose they are by now is not this command's to tell
				if err != nil {
					return nil, err
				}
				if cards[i], err = c.printable(); err != nil {
					return nil, err
				}
			}
			return cards, nil
		})
}

// nth is the id of the card i places after the first of a sheet: so a repeated
// command finds the cards it made. The act has seen that first is a UUIDv7.
func nth(first string, i int) string {
	const tail = 12 // hex digits, all of them random
	at := len(first) - tail
	n, _ := strconv.ParseUint(first[at:], 16, 64)
	return first[:at] + fmt.Sprintf("%012x", (n+uint64(i))&(1<<48-1))
}

// insert draws a token and a code until both are new. Two draws alike are a
// wonder for the token and a rarity for the code.
func (r *Room) insert(tx *act.Tx, cardID, patientID string) error {
	const draws = 8
	status, holder, linked := Blank, any(nil), any(nil)
	if patientID != "" {
		status, holder, linked = Active, patientID, tx.Now.UnixMilli()
	}
	for range draws {
		secret, err := token.NewToken(r.random)
		if err != nil {
			return err
		}
		code, err := token.NewCode(r.random)
		if err != nil {
			return err
		}
		_, err = tx.Exec(`INSERT INTO card (id, token, code, patient_id, status, made_at, linked_at, reason) VALUES (?, ?, ?, ?, ?, ?, ?, '')`,
			cardID, secret, code, holder, status, tx.Now.UnixMilli(), linked)
		if db.IsUnique(err, "card.token") || db.IsUnique(err, "card.code") {
			continue
		}
		if err != nil {
			return fmt.Errorf("make a card: %w", err)
		}
		tx.Changed("card", cardID)
		return nil
	}
	return errors.New("make a card: every draw was taken; the source of randomness is not random")
}

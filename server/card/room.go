package card

import (
	"context"
	"crypto/rand"
	"io"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
)

// Room is the use cases of a card.
type Room struct {
	gate   *act.Gate
	random io.Reader
}

// New stands on the gate. Tokens are drawn from crypto/rand.
func New(gate *act.Gate) *Room { return NewFrom(gate, rand.Reader) }

// NewFrom draws the tokens from random: for a made-up clinic that is the same
// each time, never for cards that somebody carries.
func NewFrom(gate *act.Gate, random io.Reader) *Room { return &Room{gate, random} }

// Print is a card as it is printed, with whose it is; that opens the patient's
// record a little, and is journalled. Fault: not-found.
func (r *Room) Print(ctx context.Context, who access.Actor, cardID string) (Card, error) {
	c, err := act.Peek(ctx, r.gate, who, "card.print", func(tx *db.Tx) (Card, error) { return byID(tx, cardID) })
	if err != nil {
		return Card{}, err
	}
	if c.patientID == "" {
		return c.printable()
	}
	return act.Look(ctx, r.gate, who, "card.print", c.patientID, func(tx *db.Tx) (Card, error) { return ReadIn(tx, cardID) })
}

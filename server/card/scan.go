package card

import (
	"context"
	"errors"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/card/qr"
	"karete/server/card/token"
	"karete/server/fault"
	"karete/server/patient"
	"karete/server/picture"
)

// ScanText is what came from a scanner or a keyboard.
type ScanText struct {
	Text string `json:"text" minLength:"1" maxLength:"128" doc:"A QR text in any case, or a short code with or without its hyphen"`
}

// Scanned is who came with a card.
type Scanned struct {
	Patient patient.PatientSummary `json:"patient"`
	Card    ScannedCard            `json:"card"`
}

// ScannedCard is the card they came with.
type ScannedCard struct {
	ID     string `json:"id"`
	Status Status `json:"status" enum:"active"`
}

// Scan finds the patient by their card, also by one of a file that was joined with
// theirs; that opens their record a little, and is journalled. Faults: not-a-card; misread; card-unknown; card-blank {cardId,
// code}: offer to register with it; card-revoked {cardId, reason, revokedAt}.
func (r *Room) Scan(ctx context.Context, who access.Actor, in ScanText) (Scanned, error) {
	return r.scan(ctx, who, "card.scan", in.Text)
}

// photoTime is how long a code is looked for in one photo, and other photos are
// waited for. After that somebody at a desk has typed the short code.
const photoTime = 20 * time.Second

// Photo is Scan of the code in a JPEG or PNG photo. Faults besides: not-a-card
// when no code is found in it; unsupported-media; too-large; too-slow.
func (r *Room) Photo(ctx context.Context, who access.Actor, photo []byte) (Scanned, error) {
	if _, err := r.gate.Allow(ctx, who, "card.photo"); err != nil {
		return Scanned{}, err // before any work on what a stranger sent
	}
	text, err := TextIn(ctx, photo, photoTime)
	if err != nil {
		return Scanned{}, err
	}
	return r.scan(ctx, who, "card.photo", text)
}

// TextIn is what the code in a JPEG or PNG photo says, looked for no longer than within.
// Faults: not-a-card when there is none; unsupported-media; too-large; too-slow.
func TextIn(ctx context.Context, photo []byte, within time.Duration) (string, error) {
	inTime, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	text, err := qr.Decode(inTime, photo)
	switch {
	case errors.Is(err, qr.ErrNoCode):
		return "", fault.New(fault.NotACard)
	case errors.Is(err, picture.ErrNotImage):
		return "", fault.New(fault.UnsupportedMedia)
	case errors.Is(err, picture.ErrTooLarge):
		return "", fault.New(fault.TooLarge)
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return "", fault.New(fault.TooSlow).Because(err)
	}
	return text, err
}

func (r *Room) scan(ctx context.Context, who access.Actor, action access.Action, text string) (Scanned, error) {
	var current string
	c, err := act.Peek(ctx, r.gate, who, action, func(tx *db.Tx) (Card, error) {
		s, err := read("text", text)
		if err != nil {
			return Card{}, err
		}
		c, err := find(tx, s)
		if err != nil {
			return Card{}, err
		}
		if err := c.refuse(Active); err != nil {
			return Card{}, err
		}
		current, err = patient.CurrentIn(tx, c.patientID)
		return c, err
	})
	if err != nil {
		return Scanned{}, err
	}
	return act.Look(ctx, r.gate, who, action, current, func(tx *db.Tx) (Scanned, error) {
		holder, err := patient.StandingIn(tx, []string{c.patientID})
		if err != nil {
			return Scanned{}, err
		}
		return Scanned{holder[0], ScannedCard{c.ID, c.Status}}, nil // nobody with a card is ever taken back
	})
}

// HolderIn is in whose file the card stands that the text names, "" when the text is no card that the
// box knows. For a search box, where anything may be typed. Faults: card-blank,
// card-revoked as in Scan.
func HolderIn(tx *db.Tx, text string) (patientID string, err error) {
	s, err := token.Parse(text)
	if err != nil {
		return "", nil
	}
	c, err := find(tx, s)
	if fault.Is(err, fault.CardUnknown) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	return c.patientID, c.refuse(Active)
}

func revoked(c Card) error {
	return fault.New(fault.CardRevoked).With("cardId", c.ID).With("reason", c.Reason).With("revokedAt", c.RevokedAt)
}

func printed(c Card) string { return token.Print(c.Code) }

package card

import (
	"database/sql"
	"errors"
	"fmt"
	"time"

	"karete/db"
	"karete/server/card/qr"
	"karete/server/card/token"
	"karete/server/fault"
	"karete/server/patient"
)

// Card is a card with what is needed to print it. A revoked card has no picture:
// it must not be printed again.
type Card struct {
	ID        string                  `json:"id"`
	Code      string                  `json:"code" example:"7KQ-M2XA" doc:"Short code, grouped for the eye, printed under the picture"`
	Status    Status                  `json:"status" enum:"blank,active,revoked"`
	MadeAt    time.Time               `json:"madeAt"`
	LinkedAt  *time.Time              `json:"linkedAt,omitempty"`
	RevokedAt *time.Time              `json:"revokedAt,omitempty"`
	Reason    Reason                  `json:"reason" enum:",lost,stolen,damaged,replaced,wrong-person" doc:"Why revoked, empty before"`
	QR        string                  `json:"qr,omitempty" doc:"What the QR code says"`
	SVG       string                  `json:"svg,omitempty" doc:"The QR code as a picture with its quiet zone, without a size of its own"`
	Patient   *patient.PatientSummary `json:"patient,omitempty" doc:"Whose it is: who stands for them now, when files were joined"`

	patientID string
	token     string
}

// Status is how far a card has come.
type Status string

// The statuses of a card.
const (
	Blank   Status = "blank"
	Active  Status = "active"
	Revoked Status = "revoked"
)

// Reason is why a card was revoked.
type Reason string

// The reasons.
const (
	Lost        Reason = "lost"
	Stolen      Reason = "stolen"
	Damaged     Reason = "damaged"
	Replaced    Reason = "replaced"
	WrongPerson Reason = "wrong-person"
)

func (r Reason) known() bool {
	switch r {
	case Lost, Stolen, Damaged, Replaced, WrongPerson:
		return true
	}
	return false
}

const columns = "id, token, code, patient_id, status, made_at, linked_at, revoked_at, reason"

func scan(row interface{ Scan(...any) error }) (Card, error) {
	var c Card
	var holder sql.NullString
	var made int64
	var linked, revoked sql.NullInt64
	err := row.Scan(&c.ID, &c.token, &c.Code, &holder, &c.Status, &made, &linked, &revoked, &c.Reason)
	c.patientID = holder.String
	c.MadeAt, c.LinkedAt, c.RevokedAt = moment(made), maybe(linked), maybe(revoked)
	return c, err
}

// find is the card a scan names. Fault: card-unknown.
func find(tx *db.Tx, s token.Scan) (Card, error) {
	query := "SELECT " + columns + " FROM card WHERE code = ?"
	if s.Kind == token.Token {
		query = "SELECT " + columns + " FROM card WHERE token = ?"
	}
	c, err := scan(tx.QueryRow(query, s.Value))
	if errors.Is(err, sql.ErrNoRows) {
		return Card{}, fault.New(fault.CardUnknown)
	}
	return c, err
}

// byID is a card by its id. Fault: not-found.
func byID(tx *db.Tx, cardID string) (Card, error) {
	c, err := scan(tx.QueryRow("SELECT "+columns+" FROM card WHERE id = ?", cardID))
	if errors.Is(err, sql.ErrNoRows) {
		return Card{}, fault.New(fault.NotFound)
	}
	return c, err
}

// ReadIn is a card ready to be printed, with whose it is. Fault: not-found.
func ReadIn(tx *db.Tx, cardID string) (Card, error) {
	c, err := byID(tx, cardID)
	if err != nil {
		return Card{}, err
	}
	if c.patientID != "" {
		current, err := patient.CurrentIn(tx, c.patientID)
		if err != nil {
			return Card{}, fmt.Errorf("card: %w", err)
		}
		holder, err := patient.SummaryIn(tx, current)
		if err != nil {
			return Card{}, fmt.Errorf("card: %w", err)
		}
		c.Patient = &holder
	}
	return c.printable()
}

// printable draws the picture and groups the code.
func (c Card) printable() (Card, error) {
	c.Code = token.Print(c.Code)
	if c.Status == Revoked {
		return c, nil
	}
	c.QR = token.Text(c.token)
	picture, err := qr.New(c.QR)
	if err != nil {
		return c, err
	}
	c.SVG = picture.SVG()
	return c, nil
}

// read takes text for a card. Faults, about the field: not-a-card; misread.
func read(field, text string) (token.Scan, error) {
	s, err := token.Parse(text)
	code := fault.NotACard
	switch {
	case err == nil:
		return s, nil
	case errors.Is(err, token.ErrMisread):
		code = fault.Misread
	}
	f := fault.New(code)
	f.Field = field
	return s, f
}

func moment(ms int64) time.Time { return time.UnixMilli(ms).UTC() }

func maybe(ms sql.NullInt64) *time.Time {
	if !ms.Valid {
		return nil
	}
	t := moment(ms.Int64)
	return &t
}

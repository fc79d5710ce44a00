package card

import (
	"database/sql"
	"errors"

	"karete/db"
	"karete/server/card/token"
)

// FileIn is the file of the active card whose QR text was read; none for any other text.
// The short code under the picture proves nothing about who holds the card, so it is
// other text here. Each text costs one query.
func FileIn(tx *db.Tx, text string) (fileIDs []string, cardID string, err error) {
	s, err := token.Parse(text)
	if err != nil || s.Kind != token.Token {
		s.Value = ""
	}
	var fileID string
	err = tx.QueryRow(`SELECT patient_id, id FROM card WHERE token = ? AND status = 'active' AND patient_id IS NOT NULL`, s.Value).Scan(&fileID, &cardID)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, "", nil
	}
	return []string{fileID}, cardID, err
}

// ActiveIn reports whether a card still opens anything.
func ActiveIn(tx *db.Tx, cardID string) (active bool, err error) {
	err = tx.QueryRow(`SELECT EXISTS (SELECT 1 FROM card WHERE id = ? AND status = 'active')`, cardID).Scan(&active)
	return active, err
}

package patient

import (
	"database/sql"
	"errors"
	"fmt"
	"time"

	"karete/db"
	"karete/server/fault"
)

// HeldPhoto is the photo that a patient's page shows. The picture itself is read in
// the room of photos.
type HeldPhoto struct {
	ID       string    `json:"id" doc:"Another one when another photo was taken"`
	AgreedBy string    `json:"agreedBy" enum:"patient,guardian" doc:"Who agreed to it"`
	TakenAt  time.Time `json:"takenAt"`
	TakenBy  string    `json:"takenBy" doc:"Display name"`
}

const photoColumns = `SELECT p.id, p.agreed_by, p.taken_at, s.display_name FROM photo p JOIN staff s ON s.id = p.taken_by `

// PhotoIn is a photo by its id, the patient's still or not. Fault: not-found.
func PhotoIn(tx *db.Tx, photoID string) (HeldPhoto, error) {
	p, err := scanPhoto(tx.QueryRow(photoColumns+`WHERE p.id = ?`, photoID))
	if err == nil && p == nil {
		return HeldPhoto{}, fault.New(fault.NotFound)
	}
	if err != nil {
		return HeldPhoto{}, err
	}
	return *p, nil
}

// heldPhoto is the patient's photo, nil when there is none.
func heldPhoto(tx *db.Tx, patientID string) (*HeldPhoto, error) {
	return scanPhoto(tx.QueryRow(photoColumns+`JOIN patient_photo c ON c.photo_id = p.id WHERE c.id = ?`, patientID))
}

func scanPhoto(row *sql.Row) (*HeldPhoto, error) {
	var p HeldPhoto
	var at int64
	err := row.Scan(&p.ID, &p.AgreedBy, &at, &p.TakenBy)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("photo: %w", err)
	}
	p.TakenAt = moment(at)
	return &p, nil
}

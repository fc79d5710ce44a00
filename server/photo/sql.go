package photo

import (
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"karete/db"
	"karete/db/journal"
	"karete/server/access"
	"karete/server/act"
	"karete/server/fault"
	"karete/server/picture"
)

func (r *Room) put(tx *act.Tx, patientID string, in TakePhoto, made picture.JPEG) error {
	if _, err := tx.Exec(`INSERT INTO photo (id, patient_id, means, agreed_by, width, height, bytes, sha256, taken_at, taken_by)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, in.ID, patientID, r.check.Means(), in.AgreedBy, made.Width, made.Height,
		len(made.Bytes), sum(made.Bytes), tx.Now.UnixMilli(), tx.Actor.ID); err != nil {
		return err
	}
	if err := point(tx, patientID, in.ID, "", ""); err != nil {
		return err
	}
	tx.Changed("photo", in.ID)
	_, err := tx.Exec(`INSERT INTO photo_picture (photo_id, jpeg) VALUES (?, ?)`, in.ID, made.Bytes)
	return err
}

func drop(tx *act.Tx, patientID string, in RemovePhoto) error {
	return point(tx, patientID, nil, in.Reason, strings.TrimSpace(in.Note))
}

// point makes a photo the patient's, or none, and erases the pictures of all their
// earlier ones: the database overwrites what it deletes.
func point(tx *act.Tx, patientID string, photoID any, reason, note string) error {
	if _, err := tx.Exec(`INSERT INTO patient_photo (id, photo_id, reason, note, changed_at, changed_by) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET photo_id = excluded.photo_id, reason = excluded.reason, note = excluded.note,
			changed_at = excluded.changed_at, changed_by = excluded.changed_by`,
		patientID, photoID, reason, note, tx.Now.UnixMilli(), tx.Actor.ID); err != nil {
		return fmt.Errorf("photo: %w", err)
	}
	tx.Changed("patient_photo", patientID)
	_, err := tx.Exec(`DELETE FROM photo_picture WHERE photo_id IN (SELECT id FROM photo WHERE patient_id = ?)`, patientID)
	return err
}

// current is the patient's photo and the hash of its picture. Fault: not-found.
func current(tx *db.Tx, patientID string) (id, sha256 string, err error) {
	err = tx.QueryRow(`SELECT p.id, p.sha256 FROM patient_photo c JOIN photo p ON p.id = c.photo_id WHERE c.id = ?`, patientID).Scan(&id, &sha256)
	if errors.Is(err, sql.ErrNoRows) {
		return "", "", fault.New(fault.NotFound)
	}
	return id, sha256, err
}

// opened reports that somebody opened the record on this device after a moment.
func opened(tx *db.Tx, who access.Actor, patientID string, after time.Time) (open bool, err error) {
	err = tx.QueryRow(`SELECT EXISTS (SELECT 1 FROM journal WHERE patient_id = ? AND +actor_id = ? AND +device = ? AND subject_type = ?
		AND recorded_at BETWEEN ? AND ?)`, patientID, who.ID, who.From(), journal.SubjectRecord, after.UnixMilli(), tx.Now.UnixMilli()).Scan(&open)
	return open, err
}

func exists(tx *db.Tx, patientID string) error {
	var one int
	err := tx.QueryRow("SELECT 1 FROM patient WHERE id = ?", patientID).Scan(&one)
	if errors.Is(err, sql.ErrNoRows) {
		return fault.New(fault.NotFound)
	}
	return err
}

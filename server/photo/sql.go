package photo

import (
	"fmt"
	"strings"
	"time"

	"karete/db"
	"karete/db/journal"
	"karete/server/access"
	"karete/server/act"
	"karete/server/fault"
	"karete/server/patient"
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

// photo is one that is somebody's now.
type photo struct{ patientID, id, sha256 string }

// held are the photos in the patient's files, that of the one that stands for all
// first; the one named by photoID alone, unless that is "". Fault: not-found when
// there is none.
func held(tx *db.Tx, patientID, photoID string) ([]photo, error) {
	files, err := patient.MembersIn(tx, patientID)
	if err != nil {
		return nil, err
	}
	rows, err := tx.Query(`SELECT c.id, p.id, p.sha256 FROM json_each(?1) f CROSS JOIN patient_photo c ON c.id = f.value JOIN photo p ON p.id = c.photo_id
		WHERE ?2 IN ('', p.id) ORDER BY f.key`, files.JSON(), photoID)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []photo
	for rows.Next() {
		var p photo
		if err := rows.Scan(&p.patientID, &p.id, &p.sha256); err != nil {
			return nil, err
		}
		list = append(list, p)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	if len(list) == 0 {
		return nil, fault.New(fault.NotFound)
	}
	return list, nil
}

// opened reports that somebody opened the record on this device after a moment.
func opened(tx *db.Tx, who access.Actor, patientID string, after time.Time) (open bool, err error) {
	err = tx.QueryRow(`SELECT EXISTS (SELECT 1 FROM journal WHERE patient_id = ? AND +actor_id = ? AND +device = ? AND subject_type = ?
		AND recorded_at BETWEEN ? AND ?)`, patientID, who.ID, who.From(), journal.SubjectRecord, after.UnixMilli(), tx.Now.UnixMilli()).Scan(&open)
	return open, err
}

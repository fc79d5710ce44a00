package photo

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/fault"
	"karete/server/patient"
)

// TakePhoto says who agreed to a photo. ID names the command and becomes the photo's
// id.
type TakePhoto struct {
	ID       string
	AgreedBy string // patient or guardian
}

// RemovePhoto takes the patient's photo off their record and erases it.
type RemovePhoto struct {
	ID     string `json:"id" format:"uuid"`
	Reason string `json:"reason" enum:"asked,wrong-person,unclear,other" doc:"asked: the patient wants none"`
	Note   string `json:"note,omitempty" maxLength:"200" doc:"The reason in words, needed for other"`
}

// Room is the use cases of a patient's photo.
type Room struct {
	gate  *act.Gate
	check Check
}

// New recognises people by their face.
func New(gate *act.Gate) *Room { return &Room{gate, Face{}} }

// prepareTime is how long one picture may take, and others be waited for.
const prepareTime = 20 * time.Second

// Take keeps a photo as the patient's; an earlier one is erased. Faults: not-found;
// replaced; invalid; those of [Check].
func (r *Room) Take(ctx context.Context, who access.Actor, patientID string, in TakePhoto, raw []byte) (patient.HeldPhoto, error) {
	if _, err := r.gate.Allow(ctx, who, "photo.take"); err != nil {
		return patient.HeldPhoto{}, err // before any work on what a stranger sent
	}
	if in.AgreedBy != "patient" && in.AgreedBy != "guardian" {
		return patient.HeldPhoto{}, fault.Field("agreedBy", "not-one-of")
	}
	inTime, cancel := context.WithTimeout(ctx, prepareTime)
	defer cancel()
	made, err := r.check.Prepare(inTime, raw)
	if err != nil {
		return patient.HeldPhoto{}, err
	}
	c := act.Command{ID: in.ID, Action: "photo.take", PatientID: patientID, Body: struct {
		AgreedBy, SHA256 string
	}{in.AgreedBy, sum(raw)}}
	return act.Do(ctx, r.gate, who, c, func(tx *act.Tx) error {
		if err := patient.StandsIn(tx.Tx, patientID); err != nil {
			return err
		}
		tx.Subject("photo", in.ID)
		return r.put(tx, patientID, in, made)
	}, func(tx *db.Tx, id string) (patient.HeldPhoto, error) { return patient.PhotoIn(tx, id) })
}

// Remove takes the photo off and erases the picture; that there was one stays. Those
// in other files of the patient go with it, or the next of them would be shown. It
// answers with the patient. Faults: not-found when there is none; replaced; invalid.
func (r *Room) Remove(ctx context.Context, who access.Actor, patientID string, in RemovePhoto) (patient.Patient, error) {
	if in.Reason == "other" && in.Note == "" {
		return patient.Patient{}, fault.Field("note", "reason-needed")
	}
	return act.Do(ctx, r.gate, who, act.Command{ID: in.ID, Action: "photo.remove", PatientID: patientID, Body: in}, func(tx *act.Tx) error {
		if err := patient.StandsIn(tx.Tx, patientID); err != nil {
			return err
		}
		list, err := held(tx.Tx, patientID, "")
		if err != nil {
			return err
		}
		tx.Subject("photo", list[0].id)
		for _, p := range list {
			if err := drop(tx, p.patientID, in); err != nil {
				return err
			}
		}
		return nil
	}, func(tx *db.Tx, _ string) (patient.Patient, error) { return patient.ReadIn(tx, patientID) })
}

// opening is how long after somebody opened the record its photo counts as part of
// what they opened.
const opening = 10 * time.Minute

// Read is the patient's photo as a JPEG. It is a part of opening the record: within
// a while of an opening that the journal has, by the same person on the same device,
// it is no other one. photoID names the one that is meant, "" the patient's. Faults:
// not-found when there is none, or another.
func (r *Room) Read(ctx context.Context, who access.Actor, patientID, photoID string) ([]byte, error) {
	jpeg, err := act.Peek(ctx, r.gate, who, "photo.read", func(tx *db.Tx) ([]byte, error) {
		open, err := opened(tx, who, patientID, tx.Now.Add(-opening))
		if err != nil || !open {
			return nil, err
		}
		return read(tx, patientID, photoID)
	})
	if err != nil || jpeg != nil {
		return jpeg, err
	}
	return act.Look(ctx, r.gate, who, "photo.read", patientID, func(tx *db.Tx) ([]byte, error) { return read(tx, patientID, photoID) })
}

// errDamaged is a picture that is not the one the journal covers.
var errDamaged = errors.New("photo: the picture is not the one that was taken")

func read(tx *db.Tx, patientID, photoID string) ([]byte, error) {
	list, err := held(tx, patientID, photoID)
	if err != nil {
		return nil, err
	}
	var jpeg []byte
	if err := tx.QueryRow(`SELECT jpeg FROM photo_picture WHERE photo_id = ?`, list[0].id).Scan(&jpeg); err != nil {
		return nil, err
	}
	if sum(jpeg) != list[0].sha256 {
		return nil, errDamaged
	}
	return jpeg, nil
}

func sum(b []byte) string {
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:])
}

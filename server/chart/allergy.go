package chart

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/fault"
	"karete/server/patient"
)

// Allergy is one that stands.
type Allergy struct {
	ID         string    `json:"id"`
	PatientID  string    `json:"patientId" doc:"In which of the patient's files it stands"`
	Substance  string    `json:"substance"`
	Class      string    `json:"class" doc:"Medicine class it warns about, as in the medicines list; empty when none"`
	Reaction   string    `json:"reaction"`
	RecordedAt time.Time `json:"recordedAt"`
	RecordedBy string    `json:"recordedBy" doc:"Display name"`
}

// RecordAllergy is the command that notes an allergy, that there is none, or that
// one was noted wrongly.
type RecordAllergy struct {
	ID         string `json:"id" format:"uuid" doc:"Command id, and the row's id"`
	Status     string `json:"status" enum:"active,none-known,withdrawn"`
	Substance  string `json:"substance" maxLength:"120"`
	Class      string `json:"class" maxLength:"40"`
	Reaction   string `json:"reaction" maxLength:"200"`
	ReplacesID string `json:"replacesId,omitempty" maxLength:"36" doc:"The row this one stands for"`
	Reason     string `json:"reason" maxLength:"200" doc:"Why it is withdrawn"`
}

func (in *RecordAllergy) check() error {
	in.Substance, in.Class = strings.TrimSpace(in.Substance), strings.TrimSpace(in.Class)
	in.Reaction, in.Reason = strings.TrimSpace(in.Reaction), strings.TrimSpace(in.Reason)
	switch in.Status {
	case "active":
		if in.Substance == "" {
			return fault.Field("substance", "required")
		}
	case "none-known":
		if in.ReplacesID != "" { // what was noted wrongly is withdrawn, with a reason
			return fault.Field("replacesId", "not-allowed")
		}
	case "withdrawn":
		if in.ReplacesID == "" {
			return fault.Field("replacesId", "required")
		}
		if in.Reason == "" {
			return fault.Field("reason", "reason-needed")
		}
	default:
		return fault.Field("status", "not-one-of")
	}
	return nil
}

// RecordAllergy answers with the patient's allergies as they stand then. One that
// stands in another of their files can be replaced; that is written in the file that
// stands for them, so that after a parting the other says what it said before.
// Faults: not-found, replaced, invalid, conflict when "none known" is said while one
// stands, or when the replaced one does not stand any more.
func (r *Room) RecordAllergy(ctx context.Context, a access.Actor, patientID string, in RecordAllergy) ([]Allergy, error) {
	command := act.Command{ID: in.ID, Action: "allergy.record", PatientID: patientID, Body: in}
	return act.Do(ctx, r.gate, a, command, func(tx *act.Tx) error {
		in := in // what was sent stays as it was sent
		if err := in.check(); err != nil {
			return err
		}
		if err := patient.StandsIn(tx.Tx, patientID); err != nil {
			return err
		}
		if err := mustStand(tx.Tx, "allergy", patientID, in.ReplacesID); err != nil {
			return err
		}
		if in.Status == "none-known" {
			standing, _, err := allergies(tx.Tx, patientID)
			if err != nil {
				return err
			}
			if len(standing) > 0 {
				return fault.New(fault.Conflict)
			}
		}
		tx.Subject("allergy", in.ID)
		if _, err := tx.Exec(`INSERT INTO allergy (id, patient_id, status, substance, class, reaction, reason, replaces_id, recorded_at, recorded_by)
			VALUES (?, ?, ?, ?, ?, ?, ?, nullif(?, ''), ?, ?)`,
			in.ID, patientID, in.Status, in.Substance, in.Class, in.Reaction, in.Reason, in.ReplacesID, tx.Now.UnixMilli(), a.ID); err != nil {
			return err
		}
		tx.Changed("allergy", in.ID)
		return nil
	}, func(tx *db.Tx, _ string) ([]Allergy, error) {
		list, _, err := allergies(tx, patientID)
		return list, err
	})
}

// mustStand refuses to replace a row of somebody else, or one already replaced.
func mustStand(tx *db.Tx, table, patientID, id string) error {
	if id == "" {
		return nil
	}
	files, err := patient.MembersIn(tx, patientID)
	if err != nil {
		return err
	}
	var stands bool
	err = tx.QueryRow(`SELECT NOT EXISTS (SELECT 1 FROM `+table+` n WHERE `+replaces("n", "o")+`)
		FROM `+table+` o WHERE o.patient_id IN (SELECT value FROM json_each(?1)) AND o.id = ?2`, files.JSON(), id).Scan(&stands)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return fault.Field("replacesId", "unknown")
	case err != nil:
		return err
	case !stands:
		return fault.New(fault.Conflict)
	}
	return nil
}

// replaces is the condition by which a row stands for another: whichever of the
// patient's files, ?1, it was written in.
func replaces(newer, older string) string {
	return newer + `.patient_id IN (SELECT value FROM json_each(?1)) AND ` + newer + `.replaces_id = ` + older + `.id`
}

// allergies lists those that stand in any of the patient's files, and when the
// patient last said there are none.
func allergies(tx *db.Tx, patientID string) ([]Allergy, *time.Time, error) {
	files, err := patient.MembersIn(tx, patientID)
	if err != nil {
		return nil, nil, err
	}
	rows, err := tx.Query(`SELECT a.id, a.patient_id, a.status, a.substance, a.class, a.reaction, a.recorded_at, s.display_name
		FROM allergy a JOIN staff s ON s.id = a.recorded_by
		WHERE a.patient_id IN (SELECT value FROM json_each(?1)) AND NOT EXISTS (SELECT 1 FROM allergy n WHERE `+replaces("n", "a")+`)
		ORDER BY a.recorded_at, a.id`, files.JSON())
	if err != nil {
		return nil, nil, err
	}
	defer rows.Close()
	list := []Allergy{}
	var none *time.Time
	for rows.Next() {
		var x Allergy
		var status string
		var at int64
		if err := rows.Scan(&x.ID, &x.PatientID, &status, &x.Substance, &x.Class, &x.Reaction, &at, &x.RecordedBy); err != nil {
			return nil, nil, err
		}
		x.RecordedAt = time.UnixMilli(at).UTC()
		switch status {
		case "active":
			list = append(list, x)
		case "none-known":
			none = &x.RecordedAt
		}
	}
	if len(list) > 0 {
		none = nil // it was said before, or by mistake
	}
	return list, none, rows.Err()
}

package patient

import (
	"context"
	"database/sql"
	"time"

	"karete/db"
	"karete/db/journal"
	"karete/server/access"
	"karete/server/act"
)

// RecordAccess is one time that somebody opened or changed a patient's record.
type RecordAccess struct {
	Seq    int64         `json:"seq"`
	At     time.Time     `json:"at"`
	Action access.Action `json:"action"`
	Opened bool          `json:"opened" doc:"Opened to read; else changed"`
	Staff  *AccessStaff  `json:"staff,omitempty" doc:"None when it was the box itself"`
	Role   string        `json:"role"`
	Device string        `json:"device"`
}

// AccessStaff is who it was.
type AccessStaff struct {
	ID          string `json:"id"`
	DisplayName string `json:"displayName"`
}

// RecordAccesses is a page of them, newest first.
type RecordAccesses struct {
	Accesses []RecordAccess `json:"accesses"`
	Next     int64          `json:"next,omitempty" doc:"Ask with before=next for the page after this one; absent on the last"`
}

// accessPage is how many are listed at once.
const accessPage = 100

// Access lists who opened or changed the patient's record, newest first; looking
// is an opening too. before is 0 or the Next of the page before. Fault:
// not-found.
func (r *Room) Access(ctx context.Context, who access.Actor, patientID string, before int64) (RecordAccesses, error) {
	return act.Look(ctx, r.gate, who, "patient.access", patientID, func(tx *db.Tx) (RecordAccesses, error) {
		return accesses(tx, patientID, before)
	})
}

func accesses(tx *db.Tx, patientID string, before int64) (RecordAccesses, error) {
	rows, err := tx.Query(`SELECT j.seq, j.recorded_at, j.action, j.subject_type, j.role, j.device, s.id, s.display_name
		FROM journal j LEFT JOIN staff s ON s.id = j.actor_id
		WHERE j.patient_id = ? AND (? = 0 OR j.seq < ?) ORDER BY j.seq DESC LIMIT ?`, patientID, before, before, accessPage+1)
	if err != nil {
		return RecordAccesses{}, err
	}
	defer rows.Close()
	page := RecordAccesses{Accesses: []RecordAccess{}}
	for rows.Next() {
		if len(page.Accesses) == accessPage {
			page.Next = page.Accesses[accessPage-1].Seq
			break
		}
		var a RecordAccess
		var at int64
		var subject string
		var staffID, name sql.NullString
		if err := rows.Scan(&a.Seq, &at, &a.Action, &subject, &a.Role, &a.Device, &staffID, &name); err != nil {
			return RecordAccesses{}, err
		}
		a.At, a.Opened = moment(at), subject == journal.SubjectRecord
		if staffID.Valid {
			a.Staff = &AccessStaff{staffID.String, name.String}
		}
		page.Accesses = append(page.Accesses, a)
	}
	return page, rows.Err()
}

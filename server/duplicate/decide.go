package duplicate

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/patient"
)

// DecidePair is the command that says that two files are two people's, or that
// nobody can tell before one of them comes.
type DecidePair struct {
	ID        string              `json:"id" format:"uuid"`
	PatientID string              `json:"patientId" format:"uuid"`
	OtherID   string              `json:"otherId" format:"uuid"`
	Verdict   patient.PairVerdict `json:"verdict" enum:"distinct,later"`
	Reason    patient.PairReason  `json:"reason,omitempty" enum:"asked,twin,relative,namesake,other"`
	Note      string              `json:"note,omitempty" maxLength:"200"`
}

// Decide keeps it. Faults: not-found; invalid for a file beside itself.
func (r *Room) Decide(ctx context.Context, who access.Actor, in DecidePair) (PairDecided, error) {
	c := act.Command{ID: in.ID, Action: "duplicate.decide", PatientID: in.PatientID, Body: in}
	return act.Do(ctx, r.gate, who, c, func(tx *act.Tx) error {
		tx.Subject("patient", in.PatientID)
		return patient.DecideIn(tx, in.PatientID, in.OtherID, in.Verdict, in.Reason, in.Note)
	}, func(tx *db.Tx, _ string) (PairDecided, error) {
		d, err := decisionIn(tx, in.PatientID, in.OtherID)
		if err != nil || d == nil {
			return PairDecided{}, err
		}
		return *d, nil
	})
}

// decisionIn is what was decided last about two files, nil when nothing was.
func decisionIn(tx *db.Tx, patientID, otherID string) (*PairDecided, error) {
	p := patient.PairOf(patientID, otherID)
	var d PairDecided
	var at int64
	err := tx.QueryRow(`SELECT v.verdict, v.reason, v.note, v.decided_at, coalesce(s.display_name, '') FROM patient_pair v LEFT JOIN staff s ON s.id = v.decided_by
		WHERE v.patient_low = ? AND v.patient_high = ? ORDER BY v.num DESC LIMIT 1`, p.Low, p.High).Scan(&d.Verdict, &d.Reason, &d.Note, &at, &d.By)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	d.At = time.UnixMilli(at).UTC()
	return &d, err
}

// joinedIn says that the two are shown as one.
func joinedIn(tx *db.Tx, patientID, otherID string) (bool, error) {
	a, err := patient.CurrentIn(tx, patientID)
	if err != nil {
		return false, err
	}
	b, err := patient.CurrentIn(tx, otherID)
	return a == b, err
}

// LookAgain is the command to look through the register now.
type LookAgain struct {
	ID string `json:"id" format:"uuid"`
}

// Ask begins to look through the register, and answers with the list as it is so
// far.
func (r *Room) Ask(ctx context.Context, who access.Actor, in LookAgain) (DuplicateList, error) {
	c := act.Command{ID: in.ID, Action: "duplicate.scan", Body: in}
	l, err := act.Do(ctx, r.gate, who, c, func(tx *act.Tx) error {
		tx.Subject("list", "duplicates")
		return nil
	}, func(tx *db.Tx, _ string) (DuplicateList, error) { return listIn(tx, ListLikely, 0) })
	if err != nil {
		return l, err
	}
	r.begin()
	l.Scanning = r.Looking()
	return l, nil
}

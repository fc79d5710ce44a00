package act

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"

	"karete/db"
	"karete/db/journal"
	"karete/server/access"
	"karete/server/fault"
	"karete/server/id"
)

// Look opens a patient's record: the opening is on the disk before anything is
// read. The error is NotFound, and nothing is journalled, when there is no such
// patient.
//
// A disk that takes no write must not shut the record of a patient in need. Then
// the opening goes to the log of the program, the record is read, and the entry
// is written as soon as the disk takes it.
func Look[T any](ctx context.Context, g *Gate, a access.Actor, action access.Action, patientID string, read func(*db.Tx) (T, error)) (T, error) {
	var none T
	role, err := g.Allow(ctx, a, action)
	if err != nil {
		return none, err
	}
	look := journal.Entry{
		CommandID:   id.New(),
		CommandHash: sha256.Sum256([]byte(action)),
		TimeSource:  g.clock.Source(),
		ActorID:     a.ID,
		Role:        string(role),
		Device:      a.Device,
		Action:      string(action),
		SubjectType: journal.SubjectRecord,
		SubjectID:   patientID,
		PatientID:   patientID,
	}
	err = g.db.Write(ctx, func(tx *db.Tx) error {
		if err := patientExists(tx, patientID); err != nil {
			return err
		}
		look.RecordedAt, look.OccurredAt = tx.Now, tx.Now
		_, err := journal.Append(tx, look)
		return err
	})
	if !errors.Is(err, db.ErrFull) && !errors.Is(err, db.ErrReadOnly) {
		if err != nil {
			return none, err
		}
		g.settle(ctx)
		return reading(ctx, g, read)
	}
	refused := err
	return reading(ctx, g, func(tx *db.Tx) (T, error) {
		if err := patientExists(tx, patientID); err != nil {
			return none, err
		}
		look.OccurredAt = tx.Now
		if !g.owed.add(look) {
			return none, refused
		}
		g.log.WarnContext(ctx, "record opened, not journalled yet", "action", action, "actor", a.ID, "patient", patientID, "cause", refused)
		return read(tx)
	})
}

func patientExists(tx *db.Tx, patientID string) error {
	var one int
	err := tx.QueryRow("SELECT 1 FROM patient WHERE id = ?", patientID).Scan(&one)
	if errors.Is(err, sql.ErrNoRows) {
		return fault.New(fault.NotFound)
	}
	return err
}

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
)

// Look opens a patient's record: the opening is on the disk before anything is
// read. The error is NotFound, and nothing is journalled, when there is no such
// patient.
//
// A disk that takes no write must not shut the record of a patient in need. Then
// the opening goes to the log of the program, the record is read, and the entry
// is written as soon as the disk takes it.
func Look[T any](ctx context.Context, g *Gate, a access.Actor, action access.Action, patientID string, read func(*db.Tx) (T, error)) (T, error) {
	return LookFor(ctx, g, a, action, patientID, nil, read)
}

// LookFor is Look with small facts beside it: what for, for whom.
func LookFor[T any](ctx context.Context, g *Gate, a access.Actor, action access.Action, patientID string, detail map[string]any,
	read func(*db.Tx) (T, error)) (T, error) {
	var none T
	payload, err := journal.Payload(nil, detail, nil) // it holds no row, so it needs no transaction
	if err != nil {
		return none, err
	}
	look := journal.Entry{Action: string(action), SubjectType: journal.SubjectRecord, SubjectID: patientID, PatientID: patientID, Payload: payload}
	return open(ctx, g, a, look, func(tx *db.Tx) error { return patientExists(tx, patientID) }, read)
}

// LookThrough is Look for a list that tells what was found in many people, such
// as those behind a figure. The entry names the list, not each person in it: the
// same list can be made again from the same rows.
func LookThrough[T any](ctx context.Context, g *Gate, a access.Actor, action access.Action, kind, list string, detail map[string]any,
	read func(*db.Tx) (T, error)) (T, error) {
	var none T
	payload, err := journal.Payload(nil, detail, nil) // it holds no row, so it needs no transaction
	if err != nil {
		return none, err
	}
	look := journal.Entry{Action: string(action), SubjectType: kind, SubjectID: list, Payload: payload}
	return open(ctx, g, a, look, func(*db.Tx) error { return nil }, read)
}

func open[T any](ctx context.Context, g *Gate, a access.Actor, look journal.Entry, check func(*db.Tx) error, read func(*db.Tx) (T, error)) (T, error) {
	var none T
	role, err := g.Allow(ctx, a, access.Action(look.Action))
	if err != nil {
		return none, err
	}
	look.CommandID, look.CommandHash = g.newID(), sha256.Sum256([]byte(look.Action))
	look.TimeSource, look.ActorID, look.Role, look.Device = g.clock.Source(), a.ID, string(role), a.From()
	g.Recover(ctx)
	err = g.db.Write(ctx, func(tx *db.Tx) error {
		if err := check(tx); err != nil {
			return err
		}
		look.RecordedAt, look.OccurredAt = tx.Now, tx.Now
		_, err := journal.Append(tx, look)
		return err
	})
	if !NoWrite(err) {
		if err != nil {
			return none, err
		}
		g.settle(ctx)
		return reading(ctx, g, read)
	}
	refused := err
	return reading(ctx, g, func(tx *db.Tx) (T, error) {
		if err := check(tx); err != nil {
			return none, err
		}
		look.OccurredAt = tx.Now
		if !g.owed.add(debt{entry: &look}) {
			return none, refused
		}
		g.log.WarnContext(ctx, "record opened, not journalled yet", "action", look.Action, "actor", a.ID, "patient", look.PatientID, "cause", refused)
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

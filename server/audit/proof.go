package audit

import (
	"context"
	"errors"

	"karete/db"
	"karete/db/journal"
	"karete/server/access"
	"karete/server/act"
	"karete/server/fault"
)

// Prove is one entry with its way up the tree and the head that the box signed, as a
// file that `karete verify-entry` checks anywhere. It holds ids and no names, and of
// what the entry carries the hash. The manager may prove any entry; others those
// about a patient, which opens that patient's record. Faults: not-found.
func (r *Room) Prove(ctx context.Context, who access.Actor, seq int64) ([]byte, error) {
	var patientID string
	sealed, err := act.Peek(ctx, r.gate, who, "journal.prove", func(tx *db.Tx) (bool, error) {
		e, found, err := journal.BySeq(tx, seq)
		if err == nil && (!found || e.PatientID == "" && !who.Has(access.Admin)) {
			err = fault.New(fault.NotFound)
		}
		if err != nil {
			return false, err
		}
		patientID = e.PatientID
		head, signed, err := journal.LastCheckpoint(tx)
		return signed && head.Size >= seq, err
	})
	if err != nil {
		return nil, err
	}
	// The box signs now and then; who asks for the newest entry need not wait for it.
	if !sealed && r.Seal != nil {
		if err := r.Seal(ctx); err != nil {
			return nil, err
		}
	}
	prove := func(tx *db.Tx) ([]byte, error) {
		p, _, err := journal.ProveEntry(tx, seq)
		if errors.Is(err, journal.ErrUnsigned) {
			return nil, fault.New(fault.WrongState).Because(err)
		}
		if err != nil {
			return nil, err
		}
		return p.Bytes()
	}
	if patientID != "" {
		return act.Look(ctx, r.gate, who, "journal.prove", patientID, prove)
	}
	return act.Peek(ctx, r.gate, who, "journal.prove", prove)
}

// Key is the box's public key, which whoever checks a proof must have by another way
// than the proof.
func (r *Room) Key(ctx context.Context, who access.Actor) (string, error) {
	return act.Peek(ctx, r.gate, who, "journal.key", func(*db.Tx) (string, error) { return r.PublicKey + "\n", nil })
}

package visit

import (
	"time"

	"karete/server/act"
	"karete/server/fault"
	"karete/server/triage/sats"
)

// SaidIn records how urgent the patient is by their own answers. It only ever makes
// them more urgent: a level less urgent than one they gave before changes nothing.
// Faults: not-found, mismatch, wrong-state when the visit is closed, invalid for a
// level that is none.
func SaidIn(tx *act.Tx, visitID string, level sats.Level) error {
	if !level.Valid() {
		return fault.Field("level", "out-of-range", "min", sats.Emergency, "max", sats.Routine)
	}
	v, err := ReadIn(tx.Tx, visitID)
	if err != nil {
		return err
	}
	tx.About(v.PatientID, v.ID)
	if !v.Status.Open() {
		return wrongState(v.Status)
	}
	if v.SelfLevel != sats.NotTriaged && v.SelfLevel <= level {
		return nil
	}
	v.SelfLevel = level
	return save(tx, &v)
}

// BookedIn gives a visit the booked time that brought the patient, found after they
// were checked in. Faults: not-found, mismatch, wrong-state when the visit is closed
// or came by another booking.
func BookedIn(tx *act.Tx, visitID string, slot time.Time) error {
	return change(tx, visitID, func(v *Visit) error {
		if !v.Status.Open() || v.SlotAt != nil && !v.SlotAt.Equal(slot) {
			return wrongState(v.Status)
		}
		v.SlotAt = &slot
		return nil
	})
}

package visit

import (
	"time"

	"karete/server/act"
	"karete/server/fault"
	"karete/server/triage/sats"
)

// closedByBox marks a visit that was closed as of its own day.
const closedByBox = "box"

// change reads a visit, makes sure that it is the one the command is about, lets
// edit change it and writes it. Faults: not-found, mismatch, and edit's own.
func change(tx *act.Tx, visitID string, edit func(*Visit) error) error {
	v, err := ReadIn(tx.Tx, visitID)
	if err != nil {
		return err
	}
	tx.About(v.PatientID, v.ID)
	if err := edit(&v); err != nil {
		return err
	}
	return save(tx, &v)
}

// MarkTriagedIn records the final level of a triage done at a moment. Triage
// before the consultation ends the triage nurse's call: the patient waits again,
// now by colour. Triage during a consultation changes the level only.
// Faults: not-found, mismatch, wrong-state when the visit is closed.
func MarkTriagedIn(tx *act.Tx, visitID string, level sats.Level, at time.Time) error {
	return change(tx, visitID, func(v *Visit) error {
		if !v.Status.Open() {
			return wrongState(v.Status)
		}
		v.Level = level
		if v.TriagedAt == nil {
			v.TriagedAt = &at
		}
		if v.Status == InProgress {
			return nil
		}
		v.Status = Triaged
		for _, e := range v.Entries {
			if e.Status != EntryCalled && e.Status != EntryServing {
				continue
			}
			e.Reset()
			if err := SaveEntryIn(tx, &e); err != nil {
				return err
			}
		}
		return nil
	})
}

// StartIn marks that a clinician sees the patient; the first such moment is
// kept. Faults: not-found, mismatch, wrong-state when the visit is closed.
func StartIn(tx *act.Tx, visitID string, at time.Time) error {
	return change(tx, visitID, func(v *Visit) error {
		if v.Status == InProgress {
			return nil
		}
		if err := v.Status.Next(InProgress); err != nil {
			return err
		}
		v.Status, v.StartedAt = InProgress, &at
		return nil
	})
}

// UnstartIn takes back a start that was a slip: made at the moment given, not
// longer ago than Undo, and nothing signed since. Any other start stands.
func UnstartIn(tx *act.Tx, visitID string, startedAt time.Time) error {
	return change(tx, visitID, func(v *Visit) error {
		if v.Status != InProgress || v.StartedAt == nil || !v.StartedAt.Equal(startedAt) || !within(tx.Now, startedAt) {
			return nil
		}
		signed, err := seen(tx.Tx, *v)
		if err != nil || signed {
			return err
		}
		v.Status, v.StartedAt = before(v.TriagedAt != nil, false), nil
		return nil
	})
}

// CloseIn ends a visit and every place in line it still holds; by is the staff
// id. A visit that finishes takes the outcome of its last consultation, whoever
// closes it: a pharmacist who hands out medicine does not undo a referral. Faults:
// not-found, mismatch, wrong-state, invalid for an outcome that the status does
// not have.
func CloseIn(tx *act.Tx, visitID string, outcome Outcome, status Status, by string) error {
	return closeAt(tx, visitID, tx.Now, by, func(*Visit) (Status, Outcome, error) { return status, outcome, nil })
}

// GoneIn ends a visit whose patient is not here any more: finished when a
// consultation was signed in it, else left. Faults as CloseIn.
func GoneIn(tx *act.Tx, visitID string, at time.Time, by string) error {
	return closeAt(tx, visitID, at, by, func(v *Visit) (Status, Outcome, error) {
		was, err := seen(tx.Tx, *v)
		status, outcome := ending(was)
		return status, outcome, err
	})
}

func closeAt(tx *act.Tx, visitID string, at time.Time, by string, how func(*Visit) (Status, Outcome, error)) error {
	return change(tx, visitID, func(v *Visit) error {
		status, outcome, err := how(v)
		if err != nil {
			return err
		}
		if err := v.Status.Next(status); err != nil {
			return err
		}
		if status == Finished {
			if signed, err := signedOutcome(tx.Tx, *v); err != nil {
				return err
			} else if signed != OutcomeNone {
				outcome = signed
			}
		}
		if !allowed(status, outcome) {
			return fault.Field("outcome", "not-allowed")
		}
		v.Status, v.Outcome, v.ClosedAt, v.ClosedBy = status, outcome, &at, by
		as := EntryLeft
		if status == Finished {
			as = EntryDone
		}
		for _, e := range v.Entries {
			if !e.Status.Open() {
				continue
			}
			// A consultation that was never pressed "start" in the line was seen all the same.
			if status == Finished && v.StartedAt == nil && e.StartedAt != nil {
				v.StartedAt = e.StartedAt
			}
			e.Status, e.EndedAt = as, &at
			if err := SaveEntryIn(tx, &e); err != nil {
				return err
			}
		}
		return nil
	})
}

// RestateIn gives a finished visit the outcome of its last consultation again,
// after an amendment said another. Any other visit stays as it is. Faults:
// not-found, mismatch.
func RestateIn(tx *act.Tx, visitID string) error {
	v, err := ReadIn(tx.Tx, visitID)
	if err != nil {
		return err
	}
	tx.About(v.PatientID, v.ID)
	signed, err := signedOutcome(tx.Tx, v)
	if err != nil || v.Status != Finished || signed == OutcomeNone || signed == v.Outcome {
		return err
	}
	v.Outcome = signed
	return save(tx, &v)
}

// EnterIn puts an open visit into another department's line as well. Faults:
// already-queued, wrong-state when the visit is closed, invalid for the
// department, not-found, mismatch.
func EnterIn(tx *act.Tx, visitID, departmentID string) (entryID string, err error) {
	return SendIn(tx, visitID, departmentID, "")
}

// SendIn is EnterIn with the reason, which the next line sees.
func SendIn(tx *act.Tx, visitID, departmentID, reason string) (entryID string, err error) {
	department, err := receiving(tx.Tx, departmentID)
	if err != nil {
		return "", err
	}
	v, err := ReadIn(tx.Tx, visitID)
	if err != nil {
		return "", err
	}
	tx.About(v.PatientID, v.ID)
	if !v.Status.Open() {
		return "", wrongState(v.Status)
	}
	entryID = tx.NewID()
	return entryID, insertEntry(tx, Entry{ID: entryID, VisitID: v.ID, DepartmentID: department.ID,
		Status: EntryWaiting, EnteredAt: tx.Now, MovedFor: reason, Version: 1})
}

// LeaveAllIn ends every place in line a visit holds and leaves the visit open.
func LeaveAllIn(tx *act.Tx, visitID string, status EntryStatus) error {
	list, err := entriesOf(tx.Tx, visitID)
	if err != nil {
		return err
	}
	for _, e := range list {
		if !e.Status.Open() {
			continue
		}
		now := tx.Now
		e.Status, e.EndedAt = status, &now
		if err := SaveEntryIn(tx, &e); err != nil {
			return err
		}
	}
	return nil
}

// within reports whether at is no further from now than Undo, on either side: a
// clock that was set back does not keep an undo open for ever.
func within(now, at time.Time) bool { return now.Sub(at).Abs() <= Undo }

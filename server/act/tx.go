package act

import (
	"database/sql"
	"errors"
	"time"

	"karete/db"
	"karete/db/journal"
	"karete/server/access"
	"karete/server/clock"
	"karete/server/id"
)

// Tx is the transaction of one act, and what its journal entry will say.
type Tx struct {
	*db.Tx
	Actor      access.Actor
	Role       access.Role // the one that allowed the act
	OccurredAt time.Time   // UTC, whole milliseconds; Now when the command gave none

	subjectType, subjectID string
	patient, visit         string
	checked                string // the visit found to be the patient's
	detail                 map[string]any
	changed                []journal.Changed
	fault                  error
	newID                  func() id.ID
	doubtful               bool
}

// Latest is what time it can be at most. Nothing before it is refused as being still
// to come: while the time is doubtful the box may have slept, for who knows how long.
func (t *Tx) Latest() time.Time { return latest(t.Now, t.doubtful) }

// Latest is the same outside an act.
func (g *Gate) Latest(tx *db.Tx) time.Time { return latest(tx.Now, g.Doubtful()) }

func latest(now time.Time, doubtful bool) time.Time {
	if doubtful {
		return now.Add(clock.Far)
	}
	return now
}

// NewID is an id for a row that the act makes beside its subject.
func (t *Tx) NewID() id.ID { return t.newID() }

// Subject names what the act is about; the answer is read by its id. An act made
// of several lets the last call count.
func (t *Tx) Subject(kind, id string) { t.subjectType, t.subjectID = kind, id }

// About says whom the act turned out to concern, for acts whose command does not
// know it. An empty id says nothing. One that differs from the command's makes
// the act fail with Mismatch, as does a visit of another patient.
func (t *Tx) About(patientID, visitID string) {
	about := func(known *string, id string) {
		switch {
		case id == "" || *known == id:
		case *known == "":
			*known = id
		default:
			t.fault = mismatch()
		}
	}
	about(&t.patient, patientID)
	about(&t.visit, visitID)
}

// Changed names a row that the act wrote: as it stands at the end of the act it
// goes into the entry. Every row of a journalled table must be named, or `check`
// will call it tampered with.
func (t *Tx) Changed(table, id string) {
	t.changed = append(t.changed, journal.Changed{Table: table, ID: id})
}

// Detail adds a small fact that no row holds: a reason, a figure. Never a secret.
func (t *Tx) Detail(key string, v any) {
	if t.detail == nil {
		t.detail = map[string]any{}
	}
	t.detail[key] = v
}

// checkVisit holds that the visit is one of the patient's.
func (t *Tx) checkVisit() error {
	if t.visit == "" || t.visit == t.checked {
		return nil
	}
	var patient string
	err := t.QueryRow("SELECT patient_id FROM visit WHERE id = ?", t.visit).Scan(&patient)
	if errors.Is(err, sql.ErrNoRows) || err == nil && patient != t.patient {
		return mismatch()
	}
	t.checked = t.visit
	return err
}

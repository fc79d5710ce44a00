package act

import (
	"context"
	"crypto/sha256"
	"errors"
	"strings"
	"time"

	"karete/db"
	"karete/db/journal"
	"karete/server/access"
	"karete/server/fault"
	"karete/server/id"
)

// Command is what somebody asked for.
type Command struct {
	ID        string        // client-made UUIDv7: sent twice, it happens once
	Action    access.Action //
	PatientID string        // whom it is about, "" when about nobody
	VisitID   string        // must be one of the patient's
	// Body is everything the client sent, what it put into the path too: hashed, it
	// tells a repeat from another command under the same id. Without passwords.
	Body       any
	OccurredAt time.Time // when it happened; zero: now
	Source     string    // of OccurredAt: paper or device; "": the box's clock
}

// Do carries out a command, or answers it again when it was carried out before:
// then only answer runs, over the subject that the act named. Both run inside
// the write, so that what is answered is what was committed.
//
// Errors: those of Allow, of run and of answer; LookOnly; Invalid for an id that is no
// UUIDv7; CommandReused; Conflict for the id of something else; Mismatch when the
// visit is not the patient's.
func Do[T any](ctx context.Context, g *Gate, a access.Actor, c Command, run func(*Tx) error, answer func(tx *db.Tx, subjectID string) (T, error)) (T, error) {
	var out, none T
	role, err := g.Allow(ctx, a, c.Action)
	if err != nil {
		return none, err
	}
	if g.look && role != access.Box && !strings.HasPrefix(string(c.Action), "session.") {
		return none, fault.New(fault.LookOnly)
	}
	if !id.Valid(c.ID) {
		return none, fault.Field("id", "pattern")
	}
	hash, err := c.hash()
	if err != nil {
		return none, err
	}
	g.Recover(ctx) // what is owed happened before this
	err = g.db.Write(ctx, func(tx *db.Tx) error {
		done, known, err := journal.ByCommand(tx, c.ID)
		if err != nil {
			return err
		}
		subject := done.SubjectID
		if known {
			if done.CommandHash != hash || done.ActorID != a.ID || done.Action != string(c.Action) {
				return fault.New(fault.CommandReused)
			}
		} else if subject, err = g.run(tx, a, role, c, hash, run); err != nil {
			return err
		}
		out, err = answer(tx, subject)
		return err
	})
	if err != nil {
		return none, err
	}
	g.settle(ctx)
	return out, nil
}

// run is the act and its entry.
func (g *Gate) run(tx *db.Tx, a access.Actor, role access.Role, c Command, hash journal.Hash, run func(*Tx) error) (subjectID string, err error) {
	t := &Tx{Tx: tx, Actor: a, Role: role, OccurredAt: millis(c.OccurredAt), patient: c.PatientID, visit: c.VisitID, newID: g.newID}
	source := c.Source
	t.doubtful = g.Doubtful()
	if c.OccurredAt.IsZero() {
		t.OccurredAt = tx.Now
	}
	if source == "" {
		source = g.clock.Source()
	}
	if err := t.checkVisit(); err != nil {
		return "", err
	}
	err = run(t)
	if t.fault != nil { // it came first: what run met after it followed from it
		return "", t.fault
	}
	if idTaken(err) {
		return "", &fault.Error{Code: fault.Conflict, Field: "id"}
	}
	if err != nil {
		return "", err
	}
	if t.subjectID == "" {
		return "", errNoSubject
	}
	if err := t.checkVisit(); err != nil {
		return "", err
	}
	payload, err := journal.Payload(tx, t.detail, t.changed)
	if err != nil {
		return "", err
	}
	_, err = journal.Append(tx, journal.Entry{
		CommandID:   c.ID,
		CommandHash: hash,
		RecordedAt:  tx.Now,
		OccurredAt:  t.OccurredAt,
		TimeSource:  source,
		ActorID:     a.ID,
		Role:        string(role),
		Device:      a.From(),
		Action:      string(c.Action),
		SubjectType: t.subjectType,
		SubjectID:   t.subjectID,
		PatientID:   t.patient,
		VisitID:     t.visit,
		Payload:     payload,
	})
	return t.subjectID, err
}

// idTaken reports that a row was to get an id that another has. It is the
// command's, for what is made is named by it, and an id the box makes is new.
func idTaken(err error) bool {
	var c *db.ConstraintError
	return errors.As(err, &c) && c.Kind == db.KindUnique && strings.HasSuffix(c.Name, ".id") && !strings.Contains(c.Name, ",")
}

// hash is over everything that makes two commands the same one.
func (c Command) hash() (journal.Hash, error) {
	b, err := journal.Canonical(struct {
		Action     access.Action
		Body       any
		Patient    string
		Visit      string
		OccurredAt int64
		Source     string
	}{c.Action, c.Body, c.PatientID, c.VisitID, c.OccurredAt.UnixMilli(), c.Source})
	return sha256.Sum256(b), err
}

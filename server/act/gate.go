package act

import (
	"context"
	"crypto/sha256"
	"errors"
	"log/slog"
	"time"

	"karete/db"
	"karete/db/journal"
	"karete/server/access"
	"karete/server/clock"
	"karete/server/fault"
	"karete/server/id"
)

// TimeSource says how far the box's time is to be trusted: clock.Clock.
type TimeSource interface{ Source() string }

// Options of a gate. The zero value is a box whose time is never in doubt.
type Options struct {
	Clock TimeSource
	Log   *slog.Logger // for what the disk kept from the journal; nil: slog.Default
	NewID func() id.ID // makes the ids of rows inside an act; nil: id.New. The demo's come from its seed
	Look  bool         // nobody changes anything but their own session: a backup is looked at
}

// Gate is the way to the database.
type Gate struct {
	db    *db.DB
	clock TimeSource
	log   *slog.Logger
	newID func() id.ID
	look  bool
	owed  owed
}

// NewGate is the gate to a database.
func NewGate(d *db.DB, o Options) *Gate {
	if o.Clock == nil {
		o.Clock = clock.New(nil)
	}
	if o.Log == nil {
		o.Log = slog.Default()
	}
	if o.NewID == nil {
		o.NewID = id.New
	}
	return &Gate{db: d, clock: o.Clock, log: o.Log, newID: o.NewID, look: o.Look}
}

// DB is the database behind the gate.
func (g *Gate) DB() *db.DB { return g.db }

// Doubtful reports that the box's time may be wrong.
func (g *Gate) Doubtful() bool { return g.clock.Source() == clock.SourceDoubtful }

// NewID names what the box makes by itself: an opening, a first department.
func (g *Gate) NewID() id.ID { return g.newID() }

// Allow answers with the role that lets the actor do the action. A refusal of
// somebody signed in is journalled, also when they hang up first; one of a guest
// is not, so that strangers on the network cannot fill the journal.
func (g *Gate) Allow(ctx context.Context, a access.Actor, action access.Action) (access.Role, error) {
	role, err := access.Allow(a, action)
	if err == nil || !a.SignedIn() {
		return role, err
	}
	if e := g.refused(context.WithoutCancel(ctx), a, action); e != nil { // refused all the same, and nobody above would see e
		g.log.ErrorContext(ctx, "refusal not journalled", "action", action, "actor", a.ID, "cause", e)
	}
	return "", err
}

// refused journals that somebody asked for what they may not do.
func (g *Gate) refused(ctx context.Context, a access.Actor, action access.Action) error {
	return g.db.Write(ctx, func(tx *db.Tx) error {
		payload, err := journal.Payload(tx, map[string]any{"action": action}, nil)
		if err != nil {
			return err
		}
		_, err = journal.Append(tx, journal.Entry{
			CommandID:   g.newID(),
			CommandHash: sha256.Sum256([]byte(action)),
			RecordedAt:  tx.Now,
			OccurredAt:  tx.Now,
			TimeSource:  g.clock.Source(),
			ActorID:     a.ID,
			Device:      a.From(),
			Action:      "refused",
			SubjectType: journal.SubjectRefusal,
			SubjectID:   string(action),
			Payload:     payload,
		})
		return err
	})
}

// Peek authorises and reads. For lists and settings: it opens no patient's
// record and leaves no entry.
func Peek[T any](ctx context.Context, g *Gate, a access.Actor, action access.Action, read func(*db.Tx) (T, error)) (T, error) {
	var none T
	if _, err := g.Allow(ctx, a, action); err != nil {
		return none, err
	}
	return reading(ctx, g, read)
}

func reading[T any](ctx context.Context, g *Gate, read func(*db.Tx) (T, error)) (T, error) {
	var out, none T
	err := g.db.Read(ctx, func(tx *db.Tx) (err error) {
		out, err = read(tx)
		return err
	})
	if err != nil {
		return none, err
	}
	return out, nil
}

// millis is t as the journal keeps it.
func millis(t time.Time) time.Time { return t.UTC().Truncate(time.Millisecond) }

var errNoSubject = errors.New("act: the act named no subject")

func mismatch() error { return fault.New(fault.Mismatch) }

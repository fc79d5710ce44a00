package timekeeper

import (
	"context"
	"log/slog"
	"time"

	"karete/db"
	"karete/db/journal"
	"karete/server/access"
	"karete/server/act"
	"karete/server/clock"
)

// Room looks after the clock.
type Room struct {
	gate  *act.Gate
	clock *clock.Clock
	log   *slog.Logger
}

// New stands on the gate.
func New(gate *act.Gate, c *clock.Clock, log *slog.Logger) *Room { return &Room{gate, c, log} }

// Begin has the clock take up what is on record. It is for the start, before anybody
// is answered.
func Begin(ctx context.Context, d *db.DB, c *clock.Clock) error {
	return d.Read(ctx, func(tx *db.Tx) error {
		m, kept, err := in(tx)
		if err != nil {
			return err
		}
		last, some, err := journal.Last(tx)
		if err != nil {
			return err
		}
		newest := last.RecordedAt
		switch {
		case !some:
			newest = time.Time{}
		case kept && last.SubjectType == subject: // it was told on the time before it was set
			newest = m.Newest
		}
		c.Begin(m, newest)
		return nil
	})
}

const (
	// subject of the acts, and the id of the one row.
	subject, row = "clock", "box"

	lookEvery = 5 * time.Second
)

// Watch looks after the clock until ctx ends, and journals what it notices.
func (r *Room) Watch(ctx context.Context) {
	look := time.NewTicker(lookEvery)
	defer look.Stop()
	last := ""
	for {
		err := r.Keep(ctx)
		if err != nil && ctx.Err() == nil && err.Error() != last { // a full disk is to fill no log
			last = err.Error()
			r.log.Error("what the clock did is not journalled yet", "cause", err)
		}
		if err == nil {
			last = ""
		}
		select {
		case <-ctx.Done():
			return
		case <-r.clock.Noticed():
		case <-look.C:
		}
	}
}

// Keep journals what the clock did by itself and remembers how it stands.
func (r *Room) Keep(ctx context.Context) error {
	r.clock.Look()
	for _, change := range r.clock.Changes() {
		action := access.Action("clock.jumped")
		switch {
		case change.Jump != 0:
		case change.Is == clock.Sure:
			action = "clock.trusted"
		default:
			action = "clock.doubted"
		}
		r.log.Warn("the box's time", "what", action, "jump", change.Jump, "doubt", change.Is, "was", change.Was)
		_, err := act.Do(ctx, r.gate, access.TheBox(), act.Command{ID: r.gate.NewID(), Action: action}, func(tx *act.Tx) error {
			tx.Subject(subject, row)
			if change.Jump != 0 {
				tx.Detail("jumpSeconds", int64(change.Jump/time.Second))
			}
			tx.Detail("before", change.Before)
			tx.Detail("after", change.After)
			tx.Detail("computer", change.Computer)
			tx.Detail("doubt", change.Is)
			return put(tx, r.clock.Memory())
		}, nothing)
		if err != nil {
			return err
		}
		r.clock.Kept()
	}
	return nil
}

func nothing(*db.Tx, string) (struct{}, error) { return struct{}{}, nil }

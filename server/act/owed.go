package act

import (
	"context"
	"sync"
	"sync/atomic"

	"karete/db"
	"karete/db/journal"
)

// maxOwed bounds the openings that wait for the disk; beyond it records stay shut.
const maxOwed = 10_000

// owed are the openings that could not be journalled when they happened.
type owed struct {
	any      atomic.Bool
	mu       sync.Mutex
	openings []journal.Entry
}

func (o *owed) add(e journal.Entry) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	if len(o.openings) >= maxOwed {
		return false
	}
	o.openings = append(o.openings, e)
	o.any.Store(true)
	return true
}

// settle follows a write that worked: then the disk may take what is owed.
func (g *Gate) settle(ctx context.Context) {
	if !g.owed.any.Load() {
		return
	}
	if err := g.Settle(context.WithoutCancel(ctx)); err != nil {
		g.log.WarnContext(ctx, "openings of records still wait for the journal", "cause", err)
	}
}

// Settle journals the openings that were read while the disk took no write. The
// gate does it by itself after its next write; the server does it before it
// stops.
func (g *Gate) Settle(ctx context.Context) error {
	g.owed.mu.Lock()
	defer g.owed.mu.Unlock()
	if len(g.owed.openings) == 0 {
		return nil
	}
	err := g.db.Write(ctx, func(tx *db.Tx) error {
		for _, e := range g.owed.openings {
			// A commit that failed may have reached the disk after all.
			if _, known, err := journal.ByCommand(tx, e.CommandID); err != nil || known {
				if err != nil {
					return err
				}
				continue
			}
			e.RecordedAt = tx.Now
			if _, err := journal.Append(tx, e); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil {
		g.owed.openings = nil
		g.owed.any.Store(false)
	}
	return err
}

package legacy

import (
	"context"
	"errors"
	"time"

	"karete/db"
	"karete/server/event"
)

// again is how long after a failure, such as a full disk, the work is tried again,
// and how often lines that are to be forgotten are looked for.
const again = time.Minute

// Watch does what there is to do until ctx ends: trials, adding, taking back, be it
// from before the last stop.
func (r *Room) Watch(ctx context.Context) {
	if err := r.sweep(ctx); err != nil && ctx.Err() == nil {
		r.o.Log.Error("rows of an upload that was cut short were not swept out", "cause", err)
	}
	for {
		if err := r.Work(ctx); err != nil && ctx.Err() == nil {
			r.o.Log.Error("an import does not go on; it is tried again", "cause", err)
		}
		timer := time.NewTimer(again)
		select {
		case <-ctx.Done():
		case <-r.wake:
		case <-timer.C:
		}
		timer.Stop()
		if ctx.Err() != nil {
			return
		}
	}
}

// Work does all there is to do now, and forgets the lines whose time is over.
func (r *Room) Work(ctx context.Context) error {
	r.working.Lock()
	defer r.working.Unlock()
	var list []row
	err := r.gate.DB().Read(ctx, func(tx *db.Tx) (err error) {
		list, err = loadAll(tx, `WHERE i.state IN ('checking', 'applying', 'undoing') OR EXISTS (SELECT 1 FROM legacy_line l WHERE l.import_id = i.id)`)
		return err
	})
	if err != nil {
		return err
	}
	for i := len(list) - 1; i >= 0; i-- { // the oldest first; one that fails holds no other up
		err = errors.Join(err, r.goOn(ctx, list[i]))
	}
	return err
}

func (r *Room) goOn(ctx context.Context, i row) error {
	switch i.state {
	case Checking:
		return r.trial(ctx, i.id)
	case Applying:
		return r.apply(ctx, i.id)
	case Undoing:
		return r.undo(ctx, i.id)
	case Discarded:
		return r.forget(ctx, i.id)
	}
	var over bool
	if err := r.gate.DB().Read(ctx, func(tx *db.Tx) error {
		over = tx.Now.After(i.forgotten())
		return nil
	}); err != nil || !over {
		return err
	}
	return r.forget(ctx, i.id)
}

// sweep takes out rows of uploads that never became an import.
func (r *Room) sweep(ctx context.Context) error {
	r.reading <- struct{}{} // not those of one that comes in now
	defer func() { <-r.reading }()
	var lost []string
	err := r.gate.DB().Read(ctx, func(tx *db.Tx) error {
		rows, err := tx.Query("SELECT DISTINCT import_id FROM legacy_line WHERE import_id NOT IN (SELECT id FROM legacy_import)")
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var importID string
			if err := rows.Scan(&importID); err != nil {
				return err
			}
			lost = append(lost, importID)
		}
		return rows.Err()
	})
	for _, importID := range lost {
		err = errors.Join(err, r.forget(ctx, importID))
	}
	return err
}

// paced says how far a trial is, to who asks and, now and then, to who follows.
func (r *Room) paced(importID string, done, total int, at time.Time) {
	r.mu.Lock()
	was := r.pace[importID]
	r.pace[importID] = ImportProgress{done, total}
	r.mu.Unlock()
	const parts = 50
	if r.o.Events == nil || total > 0 && was.Total == total && was.Done*parts/total == done*parts/total {
		return
	}
	r.o.Events.Tell(event.Import, event.Event{Action: "import.run", Subject: event.Subject{Type: "legacy_import", ID: importID}, At: at.Format("2006-01-02T15:04:05.000Z")})
}

func (r *Room) unpaced(importID string) {
	r.mu.Lock()
	delete(r.pace, importID)
	r.mu.Unlock()
}

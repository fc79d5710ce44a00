package backup

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"karete/db"
	"karete/server/backup/retention"
)

// How many are kept, and how many when the room runs out.
var (
	standard = retention.Standard
	tight    = retention.Tight
)

// there lists what should be on a place, after it has written down what is not:
// somebody may have emptied the stick.
func (r *Room) there(ctx context.Context, p place, folder string) (list []Backup, err error) {
	err = r.gate.DB().Read(ctx, func(tx *db.Tx) error {
		list, err = thereIn(tx, p.id)
		return err
	})
	if err != nil {
		return nil, err
	}
	var lost []string
	list = slices.DeleteFunc(list, func(b Backup) bool {
		info, err := os.Lstat(filepath.Join(folder, b.File))
		gone := errors.Is(err, fs.ErrNotExist) || err == nil && (!info.Mode().IsRegular() || info.Size() != b.Bytes)
		if gone {
			lost = append(lost, b.ID)
		}
		return gone
	})
	if len(lost) > 0 {
		r.o.Log.Warn("backups that were on a place are not there any more", "place", p.name, "backups", len(lost))
		err = r.gone(ctx, Missing, lost)
	}
	return list, err
}

// gone writes down that backups are not there any more.
func (r *Room) gone(ctx context.Context, how State, ids []string) error {
	return r.gate.DB().Write(ctx, func(tx *db.Tx) error {
		for _, id := range ids {
			if _, err := tx.Exec(`UPDATE backup SET gone_at = ?, gone = ? WHERE id = ? AND gone_at IS NULL`, tx.Now.UnixMilli(), how, id); err != nil {
				return fmt.Errorf("backup: %w", err)
			}
		}
		return nil
	})
}

// thin removes what the rule does not keep, and answers how many. What cannot be
// removed stays and is tried again the next time.
func (r *Room) thin(ctx context.Context, p place, folder string, rule retention.Keeping, zone *time.Location) int {
	list, err := r.there(ctx, p, folder)
	if err != nil {
		r.o.Log.Warn("old backups were not looked through", "place", p.name, "cause", err)
		return 0
	}
	copies := make([]retention.Copy, len(list))
	var lastGood int64
	for i, b := range list {
		if b.State == Good {
			lastGood = max(lastGood, b.Number)
		}
		// A faithful copy of damaged records is thinned out as a good one is: each run
		// makes another.
		copies[i] = retention.Copy{Number: b.Number, Made: b.MadeAt, Good: b.State == Good || b.Failure == Findings}
	}
	surplus := retention.Surplus(copies, rule, zone)
	var removed []string
	for _, b := range list {
		if b.Number == lastGood || !slices.Contains(surplus, b.Number) {
			continue
		}
		if err := os.Remove(filepath.Join(folder, b.File)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			r.o.Log.Warn("an old backup was not removed", "place", p.name, "cause", err)
			continue
		}
		removed = append(removed, b.ID)
	}
	if len(removed) == 0 {
		return 0
	}
	if err := r.gone(ctx, Thinned, removed); err != nil {
		r.o.Log.Warn("that old backups were removed was not written down", "cause", err)
	}
	return len(removed)
}

// makeRoom thins a place out when the next backup, if it is like the last one,
// would not fit.
func (r *Room) makeRoom(ctx context.Context, p place, folder string, zone *time.Location) error {
	list, err := r.there(ctx, p, folder)
	if err != nil || len(list) == 0 {
		return err // it will be seen
	}
	need := uint64(list[0].Bytes) + uint64(list[0].Bytes)/8
	enough := func() bool {
		space, err := db.SpaceOf(folder)
		return err != nil || space.Free >= need
	}
	if enough() {
		return nil
	}
	r.thin(ctx, p, folder, tight, zone)
	if !enough() {
		return errNoRoom
	}
	return nil
}

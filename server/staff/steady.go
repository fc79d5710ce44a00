package staff

import (
	"context"
	"database/sql"
	"fmt"
	"sync"
	"time"

	"karete/db"
	"karete/server/act"
	"karete/server/clock"
)

// steady is the time that waits and sessions are reckoned in. The box's clock
// may jump by years when somebody sets it, and stands in the past after a power
// cut; neither may end a wait, revive a session or lose one. So it begins at the
// box's time or the newest moment on record, whichever is later, and goes on
// with the machine's own ticking.
type steady struct {
	clock   *clock.Clock
	elapsed func() time.Duration

	mu      sync.Mutex
	base    time.Time
	started time.Duration // what elapsed said at base
}

func newSteady(c *clock.Clock) *steady {
	return &steady{clock: c, elapsed: c.Ticks}
}

func (s *steady) now(ctx context.Context, d *db.DB) (time.Time, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.base.IsZero() {
		var newest sql.NullInt64
		err := d.Read(ctx, func(tx *db.Tx) error {
			return tx.QueryRow(`SELECT max(at) FROM (SELECT max(seen_at) AS at FROM session
				UNION ALL SELECT max(created_at) FROM session UNION ALL SELECT max(confirmed_at) FROM session UNION ALL SELECT max(last_at) FROM sign_in_brake
				UNION ALL SELECT max(used_at) FROM token_family)`).Scan(&newest)
		})
		if err != nil {
			return time.Time{}, fmt.Errorf("newest session: %w", err)
		}
		s.base, s.started = s.clock.Even(), s.elapsed()
		if on := time.UnixMilli(newest.Int64).UTC(); newest.Valid && !on.Before(s.base) {
			s.base = on.Add(time.Millisecond) // nothing on record happened in this run
		} else if newest.Valid {
			if err := moveBrakes(ctx, d, s.base.Sub(on)); err != nil {
				return time.Time{}, err
			}
		}
	}
	return s.base.Add(s.elapsed() - s.started).Truncate(time.Millisecond), nil
}

// moveBrakes has the waits go on where they stood. While the box was off nobody
// knows how long that was: the clock it wakes up with is worth as much as whoever set
// it. A disk that takes no write lets them end as that clock says.
func moveBrakes(ctx context.Context, d *db.DB, by time.Duration) error {
	rows := 0
	err := d.Read(ctx, func(tx *db.Tx) error { return tx.QueryRow(`SELECT count(*) FROM sign_in_brake`).Scan(&rows) })
	if err == nil && rows > 0 {
		err = d.Write(ctx, func(tx *db.Tx) error {
			_, err := tx.Exec(`UPDATE sign_in_brake SET last_at = last_at + ?1, open_at = open_at + ?1`, by.Milliseconds())
			return err
		})
	}
	if err != nil && !act.NoWrite(err) {
		return fmt.Errorf("brakes: %w", err)
	}
	return nil
}

// began is the first moment of this run, after the first now.
func (s *steady) began() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.base
}

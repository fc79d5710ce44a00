package timekeeper

import (
	"database/sql"
	"errors"
	"fmt"
	"time"

	"karete/db"
	"karete/server/act"
	"karete/server/clock"
)

// in reads what is remembered; kept is false when there is nothing.
func in(tx *db.Tx) (m clock.Memory, kept bool, err error) {
	var offset, moved, ticks, newest, at int64
	var since sql.NullInt64
	err = tx.QueryRow(`SELECT offset, moved, doubt, since, newest, machine, boot, ticks, at FROM box_clock WHERE id = ?`, row).
		Scan(&offset, &moved, &m.Doubt.Why, &since, &newest, &m.Machine, &m.Boot, &ticks, &at)
	if errors.Is(err, sql.ErrNoRows) {
		return clock.Memory{}, false, nil
	}
	if err != nil {
		return clock.Memory{}, false, fmt.Errorf("clock: %w", err)
	}
	m.Offset, m.Moved, m.Ticks = duration(offset), duration(moved), duration(ticks)
	m.Newest, m.At = moment(newest), moment(at)
	if since.Valid {
		m.Doubt.Since = moment(since.Int64)
	}
	return m, true, nil
}

func put(tx *act.Tx, m clock.Memory) error {
	since := sql.NullInt64{Int64: m.Doubt.Since.UnixMilli(), Valid: m.Doubt.Why != clock.Sure}
	_, err := tx.Exec(`INSERT INTO box_clock (id, offset, moved, doubt, since, newest, machine, boot, ticks, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET offset = excluded.offset, moved = excluded.moved, doubt = excluded.doubt, since = excluded.since, newest = excluded.newest,
			machine = excluded.machine, boot = excluded.boot, ticks = excluded.ticks, at = excluded.at`,
		row, m.Offset.Milliseconds(), m.Moved.Milliseconds(), m.Doubt.Why, since, m.Newest.UnixMilli(), m.Machine, m.Boot, m.Ticks.Milliseconds(), m.At.UnixMilli())
	if err != nil {
		return fmt.Errorf("clock: %w", err)
	}
	tx.Changed("box_clock", row)
	return nil
}

func duration(ms int64) time.Duration { return time.Duration(ms) * time.Millisecond }

func moment(ms int64) time.Time { return time.UnixMilli(ms).UTC() }

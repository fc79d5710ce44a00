package staff

import (
	"database/sql"
	"errors"
	"time"

	"karete/db"
)

// book is where tries are counted: the database, or memory while its disk takes no
// write. What memory holds is newer, and comes first; the database is counted in only
// once it has all of that.
type book struct {
	tx    *db.Tx
	held  *shelter
	later *[]func(*db.Tx) error // what the disk gets with a session held in memory; nil where there is none
}

// settle takes a try back from the brake, and whatever else follows from a right
// secret.
type settle func(book) error

func (r *Room) book(tx *db.Tx) book { return book{tx: tx, held: r.held} }

// onDisk is a settle for the write of another room.
func (r *Room) onDisk(s settle) func(*db.Tx) error {
	return func(tx *db.Tx) error { return s(r.book(tx)) }
}

// all settles one after the other.
func all(list ...settle) settle {
	return func(b book) error {
		for _, s := range list {
			if err := s(b); err != nil {
				return err
			}
		}
		return nil
	}
}

func (b book) load(key []byte) (brakeRow, error) {
	if row, ok := b.held.brake(key); ok {
		return row, nil
	}
	var last, open int64
	row := brakeRow{key: string(key), found: true}
	err := b.tx.QueryRow(`SELECT failures, last_at, open_at FROM sign_in_brake WHERE key = ?`, key).Scan(&row.failures, &last, &open)
	if errors.Is(err, sql.ErrNoRows) {
		return brakeRow{key: string(key)}, nil
	}
	row.lastAt, row.openAt = time.UnixMilli(last).UTC(), time.UnixMilli(open).UTC()
	return row, wrap("brake", err)
}

// save keeps a row; one that is not found is dropped.
func (b book) save(row brakeRow) error {
	if !b.tx.Writable() {
		return b.held.keep(row)
	}
	return writeBrake(b.tx, row)
}

func writeBrake(tx *db.Tx, row brakeRow) error {
	if !row.found {
		_, err := tx.Exec(`DELETE FROM sign_in_brake WHERE key = ?`, []byte(row.key))
		return wrap("brake", err)
	}
	_, err := tx.Exec(`INSERT INTO sign_in_brake (key, failures, last_at, open_at) VALUES (?, ?, ?, ?)
		ON CONFLICT (key) DO UPDATE SET failures = excluded.failures, last_at = excluded.last_at, open_at = excluded.open_at`,
		[]byte(row.key), row.failures, row.lastAt.UnixMilli(), row.openAt.UnixMilli())
	return wrap("brake", err)
}

// tidy drops the rows that hold nobody up any more.
func (b book) tidy(now time.Time) error {
	if !b.tx.Writable() {
		return nil
	}
	_, err := b.tx.Exec(`DELETE FROM sign_in_brake WHERE last_at < ? AND open_at < ? AND failures > 0 OR last_at < ?`,
		now.Add(-forgetAfter).UnixMilli(), now.UnixMilli(), now.Add(-knownFor).UnixMilli())
	return wrap("brake", err)
}

// pinFailures is how often in a row a PIN was wrong, anywhere.
func (b book) pinFailures(staffID string) (n int, err error) {
	if n, ok := b.held.pinFailures(staffID); ok {
		return n, nil
	}
	err = b.tx.QueryRow(`SELECT failures FROM staff_pin WHERE staff_id = ?`, staffID).Scan(&n)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return n, wrap("pin", err)
}

func (b book) setPINFailures(staffID string, n int) error {
	if !b.tx.Writable() {
		b.held.keepPIN(staffID, n)
		return nil
	}
	return writePINFailures(b.tx, staffID, n)
}

func writePINFailures(tx *db.Tx, staffID string, n int) error {
	_, err := tx.Exec(`UPDATE staff_pin SET failures = ? WHERE staff_id = ?`, n, staffID)
	return wrap("pin", err)
}

// postpone has the disk get something with the session that is being begun.
func (b book) postpone(write func(*db.Tx) error) {
	if b.later != nil {
		*b.later = append(*b.later, write)
	}
}

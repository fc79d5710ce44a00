package notify

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"karete/db"
	"karete/server/act"
	"karete/server/appointment"
	"karete/server/fault"
	"karete/server/queue"
	"karete/server/visit"
)

const (
	// Somebody may think better of it: a booking moved twice is told of once, and a
	// cancellation that is undone not at all.
	settle = appointment.Undo
	// missedAt is when the day after is well begun.
	missedAt = "10:00"
	// callUpLasts is how long it is any use to know that it is almost one's turn.
	callUpLasts = 15 * time.Minute
)

// plan queues what should go by now or today, and lets go of call-ups whose turn came.
func (r *Room) plan(ctx context.Context) error {
	var list []news
	var seq int64
	var s MessageSettings
	err := r.gate.DB().Read(ctx, func(tx *db.Tx) (err error) {
		if s, _, err = settingsIn(tx); err != nil || s.Carrier == Off {
			return err
		}
		list, seq, err = dueIn(tx, s)
		return err
	})
	if err != nil || s.Carrier == Off {
		return err
	}
	for _, n := range list {
		err := r.act(ctx, "message.queue", n.patientID, func(tx *act.Tx) error {
			c, err := clinicIn(tx.Tx)
			if err != nil {
				return err
			}
			return queueIn(tx, s, c, n)
		})
		if err != nil {
			return err
		}
	}
	if seq > 0 {
		if err := r.gate.DB().Write(ctx, func(tx *db.Tx) error {
			_, err := tx.Exec(`UPDATE message_cursor SET seq = ? WHERE id = 1`, seq)
			return err
		}); err != nil {
			return err
		}
	}
	return r.callUps(ctx, s)
}

// dueIn is what should be queued; seq is up to where the journal was read, 0 when
// nothing new is in it.
func dueIn(tx *db.Tx, s MessageSettings) (list []news, seq int64, err error) {
	c, err := clinicIn(tx)
	if err != nil {
		if fault.Is(err, fault.NotSetUp) {
			return nil, 0, nil
		}
		return nil, 0, err
	}
	restored, err := restoredIn(tx)
	if err != nil {
		return nil, 0, err
	}
	add := func(n news) error {
		known, err := knownIn(tx, n)
		if err == nil && !known && n.expires.After(c.now) {
			n.restoredBefore = n.due.Before(restored)
			list = append(list, n)
		}
		return err
	}
	if s.sends(Reminder) {
		if err := c.reminders(tx, s, add); err != nil {
			return nil, 0, err
		}
	}
	if s.sends(Missed) {
		if err := c.missed(tx, add); err != nil {
			return nil, 0, err
		}
	}
	if s.sends(Cancelled) {
		if err := c.cancelled(tx, add); err != nil {
			return nil, 0, err
		}
	}
	seq, err = c.moved(tx, s, add)
	return list, seq, err
}

// reminders are of tomorrow's bookings, and of today's when the box was off yesterday
// evening. Whoever was booked on the day itself was told there and then.
func (c clinic) reminders(tx *db.Tx, s MessageSettings, add func(news) error) error {
	bookings, err := appointment.DueIn(tx, c.day(0), c.day(1))
	if err != nil {
		return err
	}
	for _, a := range bookings {
		at := a.At(c.zone)
		before := at.In(c.zone).AddDate(0, 0, -1)
		due := on(before, s.RemindAt, c.zone).UTC()
		if !on(at, "00:00", c.zone).After(a.BookedAt) {
			continue
		}
		if err := add(news{kind: Reminder, patientID: a.PatientID, about: a.ID, day: a.Day, start: a.Start, due: due, expires: at}); err != nil {
			return err
		}
	}
	return nil
}

// missed are those of yesterday whom nobody saw.
func (c clinic) missed(tx *db.Tx, add func(news) error) error {
	day := c.day(-1)
	ids, err := idsIn(tx, `SELECT a.id FROM appointment a, message_cursor m
		WHERE a.day = ? AND a.status <> 'cancelled' AND a.day >= date(m.since / 1000, 'unixepoch') ORDER BY a.start, a.id`, day)
	if err != nil {
		return err
	}
	for _, one := range ids {
		a, err := appointment.ReadIn(tx, one)
		if err != nil {
			return err
		}
		if a.Status != appointment.NoShow {
			continue
		}
		due := c.at(c.day(0), missedAt)
		if err := add(news{kind: Missed, patientID: a.PatientID, about: a.ID, day: a.Day, start: a.Start, due: due, expires: due.Add(24 * time.Hour)}); err != nil {
			return err
		}
	}
	return nil
}

// cancelled are bookings to come that the clinic took back, after the time in which
// that can be undone. Patients who did it themselves know.
func (c clinic) cancelled(tx *db.Tx, add func(news) error) error {
	ids, err := idsIn(tx, `SELECT a.id FROM appointment a, message_cursor m WHERE a.status = 'cancelled' AND a.day >= ? AND a.cancelled_at >= m.since
		AND NOT EXISTS (SELECT 1 FROM journal j WHERE j.patient_id = a.patient_id AND j.recorded_at = a.cancelled_at AND j.role = 'patient')
		ORDER BY a.cancelled_at, a.id`, c.day(0))
	if err != nil {
		return err
	}
	for _, one := range ids {
		a, err := appointment.ReadIn(tx, one)
		if err != nil {
			return err
		}
		if a.Status != appointment.Cancelled || a.CancelledAt == nil {
			continue
		}
		err = add(news{kind: Cancelled, patientID: a.PatientID, about: a.ID, day: a.Day, start: a.Start, round: a.Version,
			due: a.CancelledAt.Add(settle), expires: a.At(c.zone)})
		if err != nil {
			return err
		}
	}
	return nil
}

// moved are bookings that staff moved since the journal was read last.
func (c clinic) moved(tx *db.Tx, s MessageSettings, add func(news) error) (upTo int64, err error) {
	rows, err := tx.Query(`SELECT j.seq, j.subject_id, j.recorded_at FROM journal j, message_cursor m WHERE j.seq > m.seq AND j.action = 'appointment.move' ORDER BY j.seq`)
	if err != nil {
		return 0, fmt.Errorf("message: what was moved: %w", err)
	}
	defer rows.Close()
	type move struct {
		id string
		at int64
	}
	var moves []move
	for rows.Next() {
		var m move
		if err := rows.Scan(&upTo, &m.id, &m.at); err != nil {
			return 0, fmt.Errorf("message: what was moved: %w", err)
		}
		moves = append(moves, m)
	}
	if err := rows.Err(); err != nil {
		return 0, err
	}
	if len(moves) == 0 { // so that the next look is short
		err := tx.QueryRow(`SELECT ifnull((SELECT j.seq FROM journal j, message_cursor m WHERE j.seq > m.seq + 2000 ORDER BY j.seq DESC LIMIT 1), 0)`).Scan(&upTo)
		return upTo, err
	}
	if !s.sends(NewTime) {
		return upTo, nil
	}
	queued := map[string]bool{}
	for i := len(moves) - 1; i >= 0; i-- { // the last one of a booking counts
		m := moves[i]
		if queued[m.id] {
			continue
		}
		queued[m.id] = true
		a, err := appointment.ReadIn(tx, m.id)
		if err != nil {
			return 0, err
		}
		if a.Status != appointment.Booked {
			continue
		}
		err = add(news{kind: NewTime, patientID: a.PatientID, about: a.ID, day: a.Day, start: a.Start, round: a.Version,
			due: moment(m.at).Add(settle), expires: a.At(c.zone)})
		if err != nil {
			return 0, err
		}
	}
	return upTo, nil
}

// setCursor begins now.
func setCursor(tx *db.Tx) error {
	_, err := tx.Exec(`INSERT INTO message_cursor (id, seq, since) SELECT 1, coalesce(max(seq), 0), ? FROM journal
		WHERE true ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, since = excluded.since`, tx.Now.UnixMilli())
	if err != nil {
		return fmt.Errorf("message: from when: %w", err)
	}
	return nil
}

// restoredIn is when a backup was last brought back; zero when never. What was to go
// out before then may have, from the box that was lost.
func restoredIn(tx *db.Tx) (time.Time, error) {
	var at sql.NullInt64
	err := tx.QueryRow(`SELECT max(recorded_at) FROM journal WHERE action = 'box.restored'`).Scan(&at)
	if err != nil || !at.Valid {
		return time.Time{}, err
	}
	return moment(at.Int64), nil
}

func idsIn(tx *db.Tx, query string, args ...any) (ids []string, err error) {
	rows, err := tx.Query(query, args...)
	if err != nil {
		return nil, fmt.Errorf("message: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var one string
		if err := rows.Scan(&one); err != nil {
			return nil, err
		}
		ids = append(ids, one)
	}
	return ids, rows.Err()
}

// stands reports whether what a message says is still so.
func stands(tx *db.Tx, m row) (bool, error) {
	if m.Kind == CallUp {
		v, err := visit.ReadIn(tx, m.AboutID)
		if err != nil {
			return false, err
		}
		if !v.Status.Open() {
			return false, nil
		}
		a, err := queue.AheadIn(tx, m.AboutID)
		if fault.Is(err, fault.NotFound) {
			return false, nil
		}
		return a.Status == visit.EntryWaiting, err
	}
	a, err := appointment.ReadIn(tx, m.AboutID)
	if errors.Is(err, sql.ErrNoRows) || fault.Is(err, fault.NotFound) {
		return false, nil
	}
	if err != nil || a.Day+" "+a.Start != m.Slot {
		return false, err
	}
	switch m.Kind {
	case Cancelled:
		return a.Status == appointment.Cancelled, nil
	case Missed:
		return a.Status == appointment.NoShow, nil
	}
	return a.Status == appointment.Booked, nil
}

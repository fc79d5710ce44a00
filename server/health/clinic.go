package health

import (
	"database/sql"
	"errors"
	"fmt"
	"time"

	"karete/db"
	"karete/server/clock"
	"karete/server/facility"
	"karete/server/fault"
)

// clinicFacts are the counts that only the database knows.
type clinicFacts struct {
	now       time.Time
	refused   int64 // sign-ins, in a day
	refusedAt *time.Time

	managers, oneStep int64
	leftOpen          int64
	leftOpenDay       string
}

// latest bounds the look back through the journal: refusals are rare among entries,
// and the journal is the longest table there is.
const latest = 20_000

func clinicIn(tx *db.Tx) (clinicFacts, error) {
	c := clinicFacts{now: tx.Now}
	var at sql.NullInt64
	err := tx.QueryRow(`SELECT count(*), max(occurred_at) FROM journal
		WHERE seq > (SELECT ifnull(max(seq), 0) FROM journal) - ? AND action = 'session.refused' AND occurred_at >= ?`,
		latest, tx.Now.Add(-24*time.Hour).UnixMilli()).Scan(&c.refused, &at)
	if err != nil {
		return c, fmt.Errorf("refused sign-ins: %w", err)
	}
	if at.Valid {
		t := time.UnixMilli(at.Int64).UTC()
		c.refusedAt = &t
	}
	err = tx.QueryRow(`SELECT count(*), ifnull(sum(NOT EXISTS (SELECT 1 FROM factor_totp f WHERE f.staff_id = s.id)
			AND NOT EXISTS (SELECT 1 FROM factor_passkey f WHERE f.staff_id = s.id)), 0)
		FROM staff s WHERE s.active = 1 AND EXISTS (SELECT 1 FROM json_each(s.roles) WHERE value = 'admin')`).Scan(&c.managers, &c.oneStep)
	if err != nil {
		return c, fmt.Errorf("managers: %w", err)
	}
	clinic, err := facility.In(tx)
	var f *fault.Error
	if errors.As(err, &f) && f.Code == fault.NotSetUp {
		return c, nil
	}
	if err != nil {
		return c, err
	}
	news := clock.Day(tx.Now.AddDate(0, 0, -leftOpenNews), clinic.Zone())
	err = tx.QueryRow(`SELECT count(*), ifnull(max(day), '') FROM visit
		WHERE closed_by = 'box' AND day = (SELECT max(day) FROM visit WHERE closed_by = 'box') AND day >= ?`, news).Scan(&c.leftOpen, &c.leftOpenDay)
	if err != nil {
		return c, fmt.Errorf("visits left open: %w", err)
	}
	return c, nil
}

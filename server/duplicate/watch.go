package duplicate

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"karete/db"
	"karete/server/clock"
)

const (
	lookEvery = time.Minute
	// many people at once are an import, or an older clinic's first start: the list
	// should not wait for the night.
	many = 25
)

// Watch has the register looked through when that is due, until ctx ends.
func (r *Room) Watch(ctx context.Context) {
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	var before *state // a minute ago
	for {
		now, err := r.state(ctx)
		switch {
		case err != nil && ctx.Err() == nil:
			r.log.Error("it was not seen whether the register is to be looked through for doubles", "cause", err)
		case err == nil && now.due(before):
			r.begin()
		}
		before = &now
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// state is what the register is like now, and what it was like at the last look.
type state struct {
	newest, seq int64  // of the people; of the journal
	day         string // civil, at the clinic
	last        *look
}

// look is one that is done.
type look struct {
	at          time.Time
	day         string
	newest, seq int64
	people      int
}

// due tells by what it is and what it was a minute ago. While people still come in
// by the hundred, it waits for the last of them.
func (s state) due(before *state) bool {
	switch {
	case s.newest == 0:
		return false
	case s.last == nil || s.newest >= s.last.newest+many:
		return before == nil || before.newest == s.newest
	}
	return s.day != s.last.day && s.seq > s.last.seq
}

func (r *Room) state(ctx context.Context) (s state, err error) {
	err = r.gate.DB().Read(ctx, func(tx *db.Tx) error {
		zone := time.UTC
		var name string
		switch err := tx.QueryRow(`SELECT time_zone FROM facility`).Scan(&name); {
		case err == nil:
			zone = clock.Zone(name)
		case !errors.Is(err, sql.ErrNoRows):
			return err
		}
		s.day = tx.Now.In(zone).Format(time.DateOnly)
		if err := tx.QueryRow(`SELECT (SELECT coalesce(max(num), 0) FROM patient), (SELECT coalesce(max(seq), 0) FROM journal)`).Scan(&s.newest, &s.seq); err != nil {
			return err
		}
		s.last, err = lastIn(tx)
		if s.last != nil {
			s.last.day = s.last.at.In(zone).Format(time.DateOnly)
		}
		return err
	})
	return s, err
}

// lastIn is nil when the register was never looked through.
func lastIn(tx *db.Tx) (*look, error) {
	var l look
	var at int64
	err := tx.QueryRow(`SELECT at, newest, seq, people FROM duplicate_scan`).Scan(&at, &l.newest, &l.seq, &l.people)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	l.at = time.UnixMilli(at).UTC()
	return &l, err
}

package backup

import (
	"fmt"
	"time"

	"karete/db"
	"karete/db/journal"
)

// moment is something in the past whose age must not become wrong when somebody
// sets the clock. What happened in this run of the program is as old as the
// machine's ticking says. What happened before is as old as the clock says, or,
// while the clock is in doubt, at least as old as the journal shows.
type moment struct {
	at       time.Time
	here     bool          // in this run
	doubtful bool          // the time was in doubt when it happened
	ticked   time.Duration // what the ticking said at it, or when it was looked up
	least    time.Duration // how old it was at least when it was looked up
}

// present is a moment of now.
func (r *Room) present() moment {
	return moment{at: r.o.Clock.Now(), here: true, ticked: r.o.Elapsed()}
}

// past is a moment that was read from the records; newest is the newest one there.
func (r *Room) past(at, newest time.Time, doubtful bool) moment {
	return moment{at: at.UTC(), doubtful: doubtful, ticked: r.o.Elapsed(), least: max(newest.Sub(at), 0)}
}

// age is how long ago it was; sure is false when it may be longer.
func (r *Room) age(m moment) (age time.Duration, sure bool) {
	ticked := r.o.Elapsed() - m.ticked
	if m.here {
		return ticked, true
	}
	least := m.least + ticked
	if m.doubtful || r.o.Clock.Source() != "box" {
		return least, false
	}
	return max(r.o.Clock.Now().Sub(m.at), least), true
}

// newestIn is when the newest entry of the journal was recorded; the zero time when
// there is none.
func newestIn(tx *db.Tx) (time.Time, error) {
	last, ok, err := journal.Last(tx)
	if err != nil {
		return time.Time{}, fmt.Errorf("newest entry: %w", err)
	}
	if !ok {
		return time.Time{}, nil
	}
	return last.RecordedAt, nil
}

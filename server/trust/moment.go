package trust

import "time"

const (
	day = 24 * time.Hour
	// authorityLife is long, because a new authority is another walk to each tablet.
	authorityLife = 3652 * day
	// leafLife and renewAfter: some browsers refuse more than 397 days. What is left
	// at the renewal is for boxes that stay switched off.
	leafLife   = 397 * day
	renewAfter = 300 * day
	// backdated is how far a tablet's clock may lag behind the box's, or the box's
	// own behind the truth.
	backdated = 60 * day
)

// earliest is before any box was built: a clock that stands before it knows nothing.
var earliest = time.Date(2026, time.November, 1, 0, 0, 0, 0, time.UTC)

// moment is the time that certificates are reckoned by. A Pi without a clock of
// its own may wake up in 1970; then the journal's newest entry is nearer the truth.
// A clock that is possible counts even where the journal is ahead of it: if it is
// wrong, that mends itself when the clock is set, while a journal that was once
// written with a wrong year stays ahead for years.
func moment(now, newest time.Time) time.Time {
	switch {
	case !now.Before(earliest):
		return now
	case newest.After(earliest):
		return newest
	}
	return earliest
}

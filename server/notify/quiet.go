package notify

import (
	"regexp"
	"time"
)

var clockPattern = regexp.MustCompile(`^([01][0-9]|2[0-3]):[0-5][0-9]$`)

// on is the moment of a time of day, 07:00, on the civil day of t.
func on(t time.Time, at string, zone *time.Location) time.Time {
	clock, err := time.Parse("15:04", at)
	if err != nil {
		return t
	}
	y, m, d := t.In(zone).Date()
	return time.Date(y, m, d, clock.Hour(), clock.Minute(), 0, 0, zone)
}

// afterQuiet is t, or the end of the quiet hours that it falls in. The same time
// twice: there are none.
func (s MessageSettings) afterQuiet(t time.Time, zone *time.Location) time.Time {
	from, until := s.QuietFrom, s.QuietUntil
	now := t.In(zone).Format("15:04")
	switch {
	case from == until:
		return t
	case from < until && (now < from || now >= until), from > until && now < from && now >= until:
		return t
	case now < until:
		return on(t, until, zone)
	}
	return on(t.In(zone).AddDate(0, 0, 1), until, zone)
}
